import type { Context, Hono } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/local-identity.ts';
import type { Job } from '../job-table.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { type AnswerState, answerPage, titleOf } from './answer-page.ts';
import { isOtherSellers, showForm } from './form-routes.ts';
import { page } from './layout.ts';
import { PageProblem } from './page-problem.ts';
import { sentForm, sentFormId } from './sent-form.ts';
import { refreshSeconds, waitingPage } from './waiting-page.ts';

/** Longest question in one's own words, in characters. */
const MOST_CHARACTERS = 8_000;

/** `POST /questions` asks in words, first or on; `GET /answers/{id}` waits for the answer and shows it. */
export function addAnswerRoutes(app: Hono, web: Web): void {
  app.post('/questions', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const text = (sent.get('text') ?? '').trim();
    const formId = sentFormId(sent, web.newId);
    const answered = web.jobs.find(sent.get('answerId') ?? '');
    const again = async (fault: string, status: 409 | 422 | 503) => {
      if (answered?.result !== undefined && answered.sellerId === seller.sellerId) {
        const state = { formId, followUpText: text, followUpFault: fault };
        return showAnswer(context, web, seller, { job: answered, result: answered.result, ...state }, status);
      }
      return showForm(context, web, seller, { formId, freeText: text, freeFault: fault }, status);
    };
    if (text === '') return again(TEXTS.free.empty, 422);
    if (text.length > MOST_CHARACTERS) return again(TEXTS.free.long(text.length, MOST_CHARACTERS), 422);
    if (isOtherSellers(sent, seller)) return again(TEXTS.form.otherSeller(seller.name), 409);
    const thread = sent.get('thread') || undefined;
    const question = { sellerId: seller.sellerId, formId, text };
    const job = web.jobs.submit(thread === undefined ? question : { ...question, thread });
    if (job === undefined) return again(TEXTS.form.busy, 503);
    return context.redirect(`/answers/${job.id}`, 303);
  });

  app.get('/answers/:id', async (context) => {
    const seller = await identify(context, web);
    const id = context.req.param('id');
    permitted(web.jobs.find(id), seller);
    await web.jobs.settle(id, web.patienceMs);
    const job = permitted(web.jobs.find(id), seller);
    if (job.result === undefined) return showWaiting(context, web, seller, job);
    return showAnswer(context, web, seller, { job, result: job.result, formId: web.newId() });
  });
}

/** @throws {PageProblem} when there is no such job, or it is another seller's: an id is not a permission. */
export function permitted(job: Job | undefined, seller: Seller): Job {
  if (job === undefined) throw new PageProblem('answer-gone');
  if (job.sellerId !== seller.sellerId) throw new PageProblem('not-permitted');
  return job;
}

async function showWaiting(context: Context, web: Web, seller: Seller, job: Job): Promise<Response> {
  const waitedMs = web.clock().getTime() - job.startedAtMs;
  const content = {
    title: TEXTS.waiting.title,
    content: waitingPage(job),
    refreshSeconds: refreshSeconds(waitedMs),
  };
  return context.html(page(await frameOf(web, seller), content));
}

async function showAnswer(
  context: Context,
  web: Web,
  seller: Seller,
  state: Omit<AnswerState, 'conversation'>,
  status: 200 | 409 | 422 | 503 = 200,
): Promise<Response> {
  const conversation = web.jobs.conversation(seller.sellerId, state.result.sessionId);
  const content = answerPage({ ...state, conversation });
  return context.html(page(await frameOf(web, seller), { title: titleOf(state.result), content }), status);
}
