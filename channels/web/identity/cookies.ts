import type { Context } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';

/** Where this server is for a browser. */
export interface Site {
  /** `https://assistant.example.com`, without a slash at the end. */
  readonly origin: string;
  readonly isSecure: boolean;
}

/** By configuration, or the address that was asked for. */
export function siteOf(context: Context, publicUrl: string | undefined): Site {
  const { origin, protocol } = new URL(publicUrl ?? context.req.url);
  return { origin, isSecure: protocol === 'https:' };
}

/** On https the name binds the cookie to this host, path `/` and https: no other host of the domain can plant it. */
export function cookieName(name: string, { isSecure }: Site): string {
  return isSecure ? `__Host-${name}` : name;
}

export function readCookie(context: Context, name: string, site: Site): string | undefined {
  return getCookie(context, cookieName(name, site));
}

/** Adds a Set-Cookie header; `until` in the past takes the cookie away. */
export function writeCookie(
  context: Context,
  site: Site,
  cookie: { readonly name: string; readonly value: string; readonly maxAgeSeconds: number },
): void {
  const line = generateCookie(cookieName(cookie.name, site), cookie.value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: site.isSecure,
    maxAge: Math.max(0, Math.floor(cookie.maxAgeSeconds)),
  });
  context.header('Set-Cookie', line, { append: true });
}
