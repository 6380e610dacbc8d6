import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Seller, SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createWebIdentity, type WebIdentityOptions } from '#channels/web/identity/create-web-identity.ts';
import { IdentityError } from '#channels/web/identity/identity-error.ts';
import { openIssuedCodes } from '../issued-codes.ts';
import { createIssuerApp } from '../issuer-app.ts';
import { issuerKey } from '../issuer-key.ts';
import { CLIENT_ID } from '../issuer-tokens.ts';

export const ISSUER = 'http://127.0.0.1:4000';
export const OLIVIA: Seller = {
  sellerId: 'olivia',
  name: 'Olivia',
  about: 'whole organisation',
  scope: { kind: 'organisation' },
};
export const NORA: Seller = {
  sellerId: 'nora',
  name: 'Nora',
  email: 'nora@example.com',
  scope: { kind: 'partners', partnerIds: ['1004127'] },
};

/** An application with identity, the development issuer beside it, and a clock. */
export async function identityRig(changes: Partial<WebIdentityOptions> = {}) {
  let nowMs = Date.parse('2026-11-25T10:00:00Z');
  const clock = () => new Date(nowMs);
  const folder = await mkdtemp(join(tmpdir(), 'issuer-'));
  let known: readonly Seller[] = [OLIVIA, NORA];
  let ids = 0;
  const issuer = createIssuerApp({
    issuer: ISSUER,
    key: await issuerKey(folder),
    codes: await openIssuedCodes(join(folder, 'codes'), clock),
    sellers: async () => [OLIVIA, NORA, { ...NORA, sellerId: 'gone', name: 'Gone' }],
    clock,
    newId: () => String(++ids),
  });
  const state = { isDown: false, asked: [] as string[] };
  const directory: SellerDirectory = {
    find: async (id) => known.find(({ sellerId }) => sellerId === id),
    findByEmail: async () => undefined,
    list: async () => known,
  };
  const identity = createWebIdentity({
    settings: { issuer: ISSUER, clientId: CLIENT_ID },
    directory,
    secret: 'a secret of the deployment',
    clock,
    fetch: async (input, init) => {
      state.asked.push(new URL(String(input)).pathname);
      if (state.isDown) throw new TypeError('fetch failed');
      return issuer.request(String(input), init);
    },
    onFailure: () => {},
    ...changes,
  });
  const app = new Hono();
  app.use(identity.guard);
  identity.addRoutes(app, { signedOut: (context, issuerUrl) => context.text(`signed out ${issuerUrl}`) });
  app.get('/', async (context) => {
    const { seller, by, expiresAt } = await identity.proofOf(context);
    return context.json({ sellerId: seller.sellerId, by, expiresAt, form: identity.formToken(seller) });
  });
  // A response made without the context, as the API makes them.
  app.get('/raw', async (context) => Response.json((await identity.identify(context)).sellerId));
  app.post('/', async (context) => {
    const { sellerId } = await identity.identify(context);
    return context.json({ sellerId, sent: await context.req.text() });
  });
  app.onError((error, context) =>
    error instanceof IdentityError
      ? context.json({ code: error.code, message: error.message }, error.status)
      : context.text(String(error), 500),
  );
  return {
    app,
    issuer,
    state,
    pass: (ms: number) => {
      nowMs += ms;
    },
    leave: (sellerId: string) => {
      known = known.filter((each) => each.sellerId !== sellerId);
    },
    browser: (origin = 'http://localhost:3000') => browserOf(app, issuer, origin),
  };
}

/** One person's browser: keeps cookies, follows where it is led. */
export function browserOf(app: Hono, issuer: Hono, origin: string) {
  const jar = new Map<string, string>();
  async function request(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await app.request(new URL(path, origin).href, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  /** To the issuer, chooses a name, and gives the address that leads back. */
  async function callbackOf(sellerId: string, returnTo = '/'): Promise<string> {
    const begun = await request(`/sign-in?return_to=${encodeURIComponent(returnTo)}`);
    const query = new URL(begun.headers.get('location') ?? '').search;
    const chosen = await issuer.request(`${ISSUER}/authorize/as${query}&seller=${sellerId}`);
    return chosen.headers.get('location') ?? '';
  }
  return {
    jar,
    request,
    callbackOf,
    async signIn(sellerId: string, returnTo = '/') {
      return request(await callbackOf(sellerId, returnTo));
    },
    json: async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
      (await request(path, init)).json() as Promise<Record<string, string>>,
  };
}
