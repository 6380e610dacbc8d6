import type { Context } from 'hono';
import { html } from '#channels/render/html.ts';
import { frameOf, identify } from '../identity/local-identity.ts';
import { PROBLEMS, type ProblemCode } from '../texts/problem-texts.ts';
import { TEXTS } from '../texts.ts';
import { WebTurnError } from '../turns/web-turns.ts';
import type { Web } from '../web.ts';
import { page } from './layout.ts';
import { PageProblem } from './page-problem.ts';

/** A page that is no answer: what is wrong, its code, and for faults of ours the reference of the log. */
export async function problemPage(context: Context, web: Web, error: unknown): Promise<Response> {
  const code = codeOf(error);
  const { status, title, text } = PROBLEMS[code];
  const reference = status >= 500 ? web.newId() : undefined;
  if (reference !== undefined) web.report(error, reference);
  const seller = await identify(context, web).catch(() => undefined);
  const content = html`<div class="intro"><h1>${title}</h1></div><p>${text}</p>
<p class="note">${TEXTS.answer.code}: <code>${code}</code>${reference !== undefined && html` · <code>${reference}</code>`}</p>
<p><a href="/">${TEXTS.answer.newQuestion}</a></p>`;
  return context.html(page(await frameOf(context, web, seller), { title, content, modules: [] }), status);
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof PageProblem) return error.code;
  return error instanceof WebTurnError ? TURN_PROBLEMS[error.code] : 'internal';
}

const TURN_PROBLEMS = {
  'turn-not-found': 'answer-gone',
  'turn-not-permitted': 'not-permitted',
  'session-not-found': 'answer-gone',
  'session-not-permitted': 'not-permitted',
  'turns-unavailable': 'turns-unavailable',
} as const satisfies Record<WebTurnError['code'], ProblemCode>;
