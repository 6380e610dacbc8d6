import type { Context } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { Frame } from '../pages/layout.ts';
import { themeOf } from '../pages/theme.ts';
import type { Web } from '../web.ts';

/** The seller whose page it is. @throws {IdentityError} */
export function identify(context: Context, web: Web): Promise<Seller> {
  return web.identity.identify(context);
}

/** The frame of a page for this seller. */
export function frameOf(context: Context, web: Web, seller: Seller | undefined): Frame {
  const who = seller === undefined ? {} : { seller, formToken: web.identity.formToken(seller) };
  return { assets: web.assets, theme: themeOf(context), ...who };
}
