import type { Context } from 'hono';
import { html } from '#channels/render/html.ts';
import { page } from '../pages/layout.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { frameOf } from './who-asks.ts';

/** What is shown after signing out; `issuerUrl` is where one may sign out at the issuer too. */
export function signedOutPage(context: Context, web: Web, issuerUrl: string | undefined): Response {
  const title = TEXTS.seller.signedOut;
  const content = html`<div class="intro"><h1>${title}</h1></div>
${issuerUrl !== undefined && html`<p>${TEXTS.seller.atIssuerNote} <a href="${issuerUrl}">${TEXTS.seller.atIssuer}</a></p>`}
<p><a class="button" href="/sign-in">${TEXTS.seller.signIn}</a></p>`;
  const response = context.html(page(frameOf(context, web, undefined), { title, content, modules: [] }));
  return response instanceof Response ? response : new Response(null, { status: 500 });
}
