import type { Context } from 'hono';
import { FORM_TOKEN_FIELD, FORM_TOKEN_HEADER } from './web-identity.ts';

/** What the request's own headers say of where it comes from. */
export type Origin = 'ours' | 'elsewhere' | 'unsaid';

/**
 * Where a request comes from, by what only a browser can write: `Sec-Fetch-Site`, else `Origin`, else `Referer`.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function originOf(context: Context, ownOrigin: string): Origin {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'elsewhere';
  if (origin !== undefined) return hostOf(origin) === hostOf(ownOrigin) ? 'ours' : 'elsewhere';
  if (site !== undefined) return 'ours';
  const referer = context.req.header('referer');
  if (referer === undefined) return 'unsaid';
  return hostOf(referer) === hostOf(ownOrigin) ? 'ours' : 'elsewhere';
}

/** The token that the form or the script sent along, of a body that is a form. */
export async function sentFormToken(context: Context): Promise<string | undefined> {
  const header = context.req.header(FORM_TOKEN_HEADER);
  if (header !== undefined) return header;
  const type = context.req.header('content-type') ?? '';
  // Read as text and parsed here, so that the route can read the same body again.
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    return new URLSearchParams(await context.req.text()).get(FORM_TOKEN_FIELD) ?? undefined;
  if (!/^multipart\/form-data\s*;/i.test(type)) return undefined;
  try {
    const value = (await context.req.formData()).get(FORM_TOKEN_FIELD);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
