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

export interface CookieToWrite {
  readonly name: string;
  readonly value: string;
  /** 0 takes the cookie away. */
  readonly maxAgeSeconds: number;
}

/** Adds a Set-Cookie header to what a handler answers through the context. */
export function writeCookie(context: Context, site: Site, cookie: CookieToWrite): void {
  context.header('Set-Cookie', cookieLine(site, cookie), { append: true });
}

export function cookieLine(site: Site, { name, value, maxAgeSeconds }: CookieToWrite): string {
  return generateCookie(cookieName(name, site), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: site.isSecure,
    maxAge: Math.max(0, Math.floor(maxAgeSeconds)),
  });
}
