import type { MiddlewareHandler } from 'hono';
import { PageProblem } from './pages/page-problem.ts';

/**
 * Nothing from anywhere but this server: its style sheet, pictures, modules and worker. No inline script or style,
 * and no text becomes markup or a script's address but by the two policies of `browser/trusted`.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types script-url fragments',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Security headers on every response; pages are kept by nobody unless their handler said otherwise. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    if (context.res.headers.get('Cache-Control') === null)
      context.header('Cache-Control', 'private, no-store');
  };
}

/**
 * Answers to the names of this machine only. A page anywhere may point its own name at 127.0.0.1 and read
 * what a local server answers to it (DNS rebinding).
 */
export function knownHosts(names: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    if (!names.includes(host.replace(/:\d+$/, ''))) throw new PageProblem('unknown-host');
    await next();
  };
}

/**
 * Refuses a POST that another site's page made a browser send. A client that names no origin (a text
 * browser, curl) carries nobody else's cookies and passes.
 */
export function sameSitePosts(): MiddlewareHandler {
  return async (context, next) => {
    // No page of another site can send a token without being let by CORS, and no cookie counts beside one.
    if (context.req.method === 'POST' && context.req.header('authorization') === undefined) {
      const site = context.req.header('sec-fetch-site');
      const origin = context.req.header('origin');
      const host = new URL(context.req.url).host;
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        throw new PageProblem('cross-site');
      if (origin !== undefined && hostOf(origin) !== (context.req.header('host') ?? host))
        throw new PageProblem('cross-site');
    }
    await next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
