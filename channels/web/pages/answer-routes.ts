import type { Context, Hono } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { TEXTS } from '../texts.ts';
import { type WebTurn, WebTurnError } from '../turns/web-turns.ts';
import type { Web } from '../web.ts';
import { type AnswerState, answerPage, titleOf } from './answer-page.ts';
import { addAnswerPartRoutes, fragment, isFragment } from './answer-part-routes.ts';
import { askOnce } from './ask-once.ts';
import { faultOfText, isOtherSellers, showForm, showReading } from './form-routes.ts';
import { page } from './layout.ts';
import { sentForm, sentFormId } from './sent-form.ts';
import { refreshSeconds, waitingPage } from './waiting-page.ts';

/** `POST /questions` asks in words, first or on; `GET /answers/{id}` waits for the answer and shows it. */
export function addAnswerRoutes(app: Hono, web: Web): void {
  app.post('/questions', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const text = (sent.get('text') ?? '').trim();
    const formId = sentFormId(sent, web.newId);
    const again = async (fault: string, status: 409 | 422 | 503) => {
      const turn = await answeredBefore(sent.get('answerId') ?? '', context, web, seller);
      if (turn?.result !== undefined) {
        const state = { formId, followUpText: text, followUpFault: fault };
        return showAnswer(context, web, seller, { turn, result: turn.result, ...state }, status);
      }
      return showForm(context, web, seller, { formId, freeText: text, freeFault: fault }, status);
    };
    // Text browsers know no other address of a button, but they send its name.
    if (sent.get('do') === 'read') return showReading(context, web, seller, sent);
    const fault = faultOfText(text);
    if (fault !== undefined) return again(fault, 422);
    if (isOtherSellers(sent, seller)) return again(TEXTS.form.otherSeller(seller.name), 409);
    const thread = sent.get('thread') || undefined;
    const question = { sellerId: seller.sellerId, formId, text };
    const asked = await askOnce(
      thread === undefined ? question : { ...question, thread },
      web,
      context.req.raw.signal,
    );
    if (asked.status === 'unknown-session') return again(TEXTS.free.unknownSession, 422);
    if (asked.status !== 'taken')
      return again(TEXTS.form[asked.status === 'busy' ? 'busy' : 'unavailable'], 503);
    return context.redirect(`/answers/${asked.turnId}`, 303);
  });

  addAnswerPartRoutes(app, web);

  app.get('/answers/:id', async (context) => {
    const seller = await identify(context, web);
    const call = { signal: context.req.raw.signal };
    const turn = await web.turns.settle(context.req.param('id'), web.patienceMs, seller, call);
    if (turn.result === undefined) return showWaiting(context, web, seller, turn);
    const isFeedbackLost = context.req.query('feedback') === 'lost';
    const state = { turn, result: turn.result, formId: web.identity.formToken(seller), isFeedbackLost };
    return showAnswer(context, web, seller, state);
  });
}

/** The answer that a question follows on, if it is this seller's and still here. */
async function answeredBefore(
  turnId: string,
  context: Context,
  web: Web,
  seller: Seller,
): Promise<WebTurn | undefined> {
  try {
    return await web.turns.find(turnId, seller, { signal: context.req.raw.signal });
  } catch (error) {
    if (error instanceof WebTurnError) return undefined;
    throw error;
  }
}

async function showWaiting(context: Context, web: Web, seller: Seller, turn: WebTurn): Promise<Response> {
  const waitedMs = web.clock().getTime() - Date.parse(turn.createdAt);
  const call = { signal: context.req.raw.signal };
  const conversation = await web.turns.conversation(turn.thread, seller, call);
  const content = {
    title: TEXTS.waiting.title,
    content: waitingPage({ turn, conversation, formId: web.identity.formToken(seller) }),
    refreshSeconds: refreshSeconds(waitedMs),
  };
  return context.html(page(frameOf(context, web, seller), content));
}

async function showAnswer(
  context: Context,
  web: Web,
  seller: Seller,
  state: Omit<AnswerState, 'conversation'>,
  status: 200 | 409 | 422 | 503 = 200,
): Promise<Response> {
  const call = { signal: context.req.raw.signal };
  const conversation = await web.turns.conversation(state.turn.thread, seller, call);
  const content = answerPage({ ...state, conversation });
  if (isFragment(context)) return fragment(context, content);
  return context.html(page(frameOf(context, web, seller), { title: titleOf(state.result), content }), status);
}
