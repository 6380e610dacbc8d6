import { createHash } from 'node:crypto';
import { type Submitted, WebTurnError } from '../turns/web-turns.ts';
import type { Web } from '../web.ts';

/** A question that a form has sent. */
export interface FormQuestion {
  readonly sellerId: string;
  /** One a form sent to a browser: sending it twice with the same text asks once, with changed text anew. */
  readonly formId: string;
  readonly text: string;
  readonly thread?: string;
}

/** Asks what a form has sent, once. `unavailable` when it could not be taken: the form is to keep what was written. */
export async function askOnce(
  question: FormQuestion,
  web: Web,
  signal: AbortSignal,
): Promise<Submitted | { readonly status: 'unavailable' }> {
  const { formId, sellerId, text, thread } = question;
  const key = createHash('sha256')
    .update(JSON.stringify([formId, text, thread ?? null]))
    .digest('hex');
  const asked = { sellerId, key, text, ...(thread === undefined ? {} : { thread }) };
  try {
    return await web.turns.submit(asked, { signal });
  } catch (error) {
    if (!(error instanceof WebTurnError) || error.code !== 'turns-unavailable') throw error;
    web.report(error, web.newId());
    return { status: 'unavailable' };
  }
}
