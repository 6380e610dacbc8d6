const MOST_CHARACTERS = 1_024;
const HERE = 'http://here.invalid';

/** A path of our own to come back to after signing in; `/` for whatever could lead elsewhere. */
export function safeReturnTo(text: string | undefined): string {
  if (text === undefined || text.length > MOST_CHARACTERS || !/^\/(?![/\\])[!-[\]-~]*$/.test(text))
    return '/';
  if (!URL.canParse(text, HERE)) return '/';
  const url = new URL(text, HERE);
  // `/.//host` becomes `//host`, which a browser takes for another host.
  if (url.origin !== HERE || url.pathname.startsWith('//')) return '/';
  return /^\/(sign-in|sign-out|signed-out)(\/|$)/.test(url.pathname) ? '/' : `${url.pathname}${url.search}`;
}
