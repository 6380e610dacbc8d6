import type { Hono } from 'hono';
import { identify } from '../identity/local-identity.ts';
import type { Web } from '../web.ts';
import { permitted } from './answer-routes.ts';
import { isOtherSellers } from './form-routes.ts';
import { PageProblem } from './page-problem.ts';
import { sentForm } from './sent-form.ts';

/** `POST /feedback` passes on what the seller thinks of an answer, and leads back to it. */
export function addFeedbackRoutes(app: Hono, web: Web): void {
  app.post('/feedback', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const job = permitted(web.jobs.find(sent.get('answerId') ?? ''), seller);
    const verdict = sent.get('verdict');
    if (verdict !== 'up' && verdict !== 'down') throw new PageProblem('unsupported-form');
    if (isOtherSellers(sent, seller)) throw new PageProblem('not-permitted');
    const thread = job.result?.sessionId ?? '';
    // A second press of the same button says nothing new.
    if (thread !== '' && job.feedback !== verdict) {
      const given = { sellerId: seller.sellerId, channel: 'web', thread, turnId: job.id, verdict } as const;
      const { taken } = await web.feedback.give(given);
      web.jobs.noteFeedback(job.id, taken ? verdict : 'lost');
    }
    return context.redirect(`/answers/${job.id}#feedback`, 303);
  });
}
