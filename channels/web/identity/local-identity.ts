import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { Frame } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import { sentForm } from '../pages/sent-form.ts';
import { themeOf } from '../pages/theme.ts';
import type { Web } from '../web.ts';
import type { WebIdentity } from './web-identity.ts';

/**
 * Who asks, on a development machine: whoever was chosen last, the directory's first seller before that.
 * It is the one place that knows; verified tokens take over here.
 * @throws {PageProblem} `unknown-seller` when the chosen one is no longer in the directory.
 */
export async function identify(context: Context, web: Web): Promise<Seller> {
  const chosen = getCookie(context, COOKIE);
  const seller = chosen === undefined ? (await web.sellers.list())[0] : await web.sellers.find(chosen);
  if (seller === undefined) throw new PageProblem('unknown-seller');
  return seller;
}

/** The same for the API, until tokens take over. */
export function chosenSeller(web: Web): WebIdentity['proofOf'] {
  return async (context) => ({
    seller: await identify(context, web),
    by: 'session',
    expiresAt: new Date(8.64e15),
  });
}

/** The frame of a page for this seller. */
export async function frameOf(context: Context, web: Web, seller: Seller | undefined): Promise<Frame> {
  const sellers = await web.sellers.list();
  const { assets } = web;
  return { sellers, assets, theme: themeOf(context), ...(seller === undefined ? {} : { seller }) };
}

/** `POST /seller` chooses who asks. */
export function addSellerRoutes(app: Hono, web: Web): void {
  app.post('/seller', async (context) => {
    const sellerId = (await sentForm(context)).get('sellerId') ?? '';
    if ((await web.sellers.find(sellerId)) === undefined) throw new PageProblem('unknown-seller');
    const secure = new URL(context.req.url).protocol === 'https:';
    setCookie(context, COOKIE, sellerId, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
    return context.redirect('/', 303);
  });
}

const COOKIE = 'seller';
