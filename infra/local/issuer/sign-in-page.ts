import { html, type Markup } from '#channels/render/html.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';

/** Most sellers shown at once; the box above finds the others. */
const MOST_SHOWN = 50;

/** Who to sign in as: one click each. `query` is the request of the client, kept in each link. */
export function signInPage(sellers: readonly Seller[], query: URLSearchParams): string {
  const sought = query.get('find') ?? '';
  const found = sellers.filter((seller) => matches(seller, sought));
  const shown = found.slice(0, MOST_SHOWN);
  const kept = [...query].filter(([name]) => name !== 'find');
  const finder = html`<form method="get" action="/authorize" role="search">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}"/>`)}
<label for="find">Find a name</label> <input id="find" name="find" value="${sought}"/> <button type="submit">Find</button>
</form>`;
  const content = html`<h1>Sign in as</h1>
<p class="note">For development. On this machine anybody may be anybody; a deployment asks a real issuer.</p>
${(sellers.length > MOST_SHOWN || sought !== '') && finder}
<ul>${shown.map((seller) => entry(seller, new URLSearchParams(kept)))}</ul>
${found.length > shown.length && html`<p class="note">${found.length - shown.length} more: find them by name.</p>`}
${found.length === 0 && html`<p>Nobody ${sought === '' ? 'is in the directory of sellers' : html`is called “${sought}”`}.</p>`}`;
  return document('Sign in', content);
}

/** A page with a sentence or two. */
export function sentencePage(title: string, text: string, link?: { href: string; words: string }): string {
  return document(
    title,
    html`<h1>${title}</h1><p>${text}</p>${link !== undefined && html`<p><a href="${link.href}">${link.words}</a></p>`}`,
  );
}

function entry(seller: Seller, query: URLSearchParams): Markup {
  query.set('seller', seller.sellerId);
  const { name, about, scope } = seller;
  const sees =
    scope.kind === 'organisation'
      ? 'sees the whole organisation'
      : `sees partner ${scope.partnerIds.slice(0, 3).join(', ')}${scope.partnerIds.length > 3 ? ` and ${scope.partnerIds.length - 3} more` : ''}`;
  return html`<li><a href="/authorize/as?${query.toString()}"><strong>${name}</strong> <span>${about !== undefined && `${about}, `}${sees}</span></a></li>
`;
}

function matches({ sellerId, name, email }: Seller, sought: string): boolean {
  const fold = (text: string) => text.toLowerCase();
  return [sellerId, name, email ?? ''].some((text) => fold(text).includes(fold(sought.trim())));
}

function document(title: string, content: Markup): string {
  return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${title} · Development issuer</title>
<link rel="stylesheet" href="/style.css"/>
</head>
<body><main>
${content}
</main></body>
</html>`}\n`;
}

export const ISSUER_STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 34rem; margin: 10vh auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
.note, span { color: light-dark(#55606e, #a9b4c0); }
ul { list-style: none; padding: 0; margin: 1.5rem 0; display: grid; gap: .5rem; }
li a { display: block; padding: .75rem 1rem; border: 1px solid light-dark(#c8d0d8, #46505a); border-radius: .5rem;
  color: inherit; text-decoration: none; }
li a:hover, li a:focus-visible { border-color: light-dark(#0b5cad, #7ab8ff); outline: 2px solid light-dark(#0b5cad, #7ab8ff); }
li strong { display: block; }
input, button { font: inherit; padding: .4rem .6rem; }
`;
