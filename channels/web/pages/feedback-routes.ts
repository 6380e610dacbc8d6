import type { Hono } from 'hono';
import { identify } from '../identity/who-asks.ts';
import { giveVerdict } from '../turns/give-verdict.ts';
import type { Web } from '../web.ts';
import { isOtherSellers } from './form-routes.ts';
import { PageProblem } from './page-problem.ts';
import { sentForm } from './sent-form.ts';

/** `POST /feedback` passes on what the seller thinks of an answer, and leads back to it. */
export function addFeedbackRoutes(app: Hono, web: Web): void {
  app.post('/feedback', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const call = { signal: context.req.raw.signal };
    const turn = await web.turns.find(sent.get('answerId') ?? '', seller, call);
    const verdict = sent.get('verdict');
    if (verdict !== 'up' && verdict !== 'down') throw new PageProblem('unsupported-form');
    if (isOtherSellers(sent, seller)) throw new PageProblem('not-permitted');
    const { taken } = await giveVerdict({ turn, verdict }, seller, web, call);
    return context.redirect(`/answers/${turn.turnId}${taken ? '' : '?feedback=lost'}#feedback`, 303);
  });
}
