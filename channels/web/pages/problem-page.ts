import type { Context } from 'hono';
import { html } from '#channels/render/html.ts';
import { SellerDirectoryError } from '#channels/turn/seller-directory.ts';
import { BatchStoreError } from '../batches/batch.ts';
import { BatchError } from '../batches/batches.ts';
import { IdentityError } from '../identity/identity-error.ts';
import { ApiKeyError } from '../identity/rates/api-keys.ts';
import { RateLimitError } from '../identity/rates/limited-identity.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { PROBLEMS, type ProblemCode } from '../texts/problem-texts.ts';
import { TEXTS } from '../texts.ts';
import { WebTurnError } from '../turns/web-turns.ts';
import type { Web } from '../web.ts';
import { page } from './layout.ts';
import { PageProblem } from './page-problem.ts';

/** A page that is no answer: what is wrong, its code, and for faults of ours the reference of the log. */
export async function problemPage(context: Context, web: Web, error: unknown): Promise<Response> {
  const code = codeOf(error);
  if (leadsToSignIn(context, code)) return context.redirect(signInPath(context), 302);
  if (error instanceof RateLimitError) context.header('Retry-After', String(error.retryAfterSeconds));
  const { status, title, text } = PROBLEMS[code];
  const reference = status >= 500 ? web.newId() : undefined;
  if (reference !== undefined) web.report(error, reference);
  const seller = await identify(context, web).catch(() => undefined);
  const content = html`<div class="intro"><h1>${title}</h1></div><p>${text}</p>
${isAboutIdentity(code) && error instanceof Error && html`<p class="note">${error.message}</p>`}
<p class="note">${TEXTS.answer.code}: <code>${code}</code>${reference !== undefined && html` · <code>${reference}</code>`}</p>
${isAboutIdentity(code) ? html`<p><a class="button" href="/sign-in">${TEXTS.seller.signIn}</a></p>` : html`<p><a class="onward" href="/">${TEXTS.answer.newQuestion}</a></p>`}`;
  return context.html(page(frameOf(context, web, seller), { title, content, modules: [] }), status);
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof PageProblem) return error.code;
  if (error instanceof IdentityError) return error.code;
  if (error instanceof RateLimitError || error instanceof ApiKeyError) return error.code;
  if (error instanceof SellerDirectoryError) return 'issuer-unavailable';
  if (error instanceof BatchError) return error.code === 'batch-not-found' ? 'not-found' : 'not-permitted';
  if (error instanceof BatchStoreError) return 'turns-unavailable';
  return error instanceof WebTurnError ? TURN_PROBLEMS[error.code] : 'internal';
}

const ABOUT_IDENTITY: readonly ProblemCode[] = [
  'not-signed-in',
  'token-invalid',
  'token-expired',
  'unknown-seller',
  'email-not-verified',
  'sign-in-failed',
];

function isAboutIdentity(code: ProblemCode): boolean {
  return ABOUT_IDENTITY.includes(code);
}

/** A page that is opened by nobody, or after a session, is opened once more behind the sign-in; what was sent is not. */
function leadsToSignIn(context: Context, code: ProblemCode): boolean {
  const isOver = code === 'not-signed-in' || code === 'token-expired';
  const isPage = (context.req.header('accept') ?? 'text/html').includes('text/html');
  const isFetched =
    context.req.header('sec-fetch-mode') !== undefined && context.req.header('sec-fetch-dest') === 'empty';
  return (
    isOver && context.req.method === 'GET' && (isPage || context.req.header('accept') === '*/*') && !isFetched
  );
}

function signInPath(context: Context): string {
  const { pathname, search } = new URL(context.req.url);
  return `/sign-in?${new URLSearchParams({ return_to: `${pathname}${search}` })}`;
}

const TURN_PROBLEMS = {
  'turn-not-found': 'answer-gone',
  'turn-not-permitted': 'not-permitted',
  'session-not-found': 'answer-gone',
  'session-not-permitted': 'not-permitted',
  'turns-unavailable': 'turns-unavailable',
} as const satisfies Record<WebTurnError['code'], ProblemCode>;
