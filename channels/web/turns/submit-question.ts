import { THREAD_NAME } from '#channels/turn/thread-id.ts';
import { queueMessageOf, turnIdOfKey } from '#channels/turn/worker/turn-job.ts';
import { jobOf, questionHash, readAsked } from './asked.ts';
import type { WebTurnsOptions } from './create-web-turns.ts';
import { type Submitted, WEB_CHANNEL, type WebQuestion, type WebTurnCall } from './web-turns.ts';

/**
 * Notes the question, then its place in the conversation, then queues it. Whatever fails on the way, the same
 * question sent again goes on from there; the queue and the ledger see to it that it is answered once.
 */
export async function submitQuestion(
  question: WebQuestion,
  { clock, isFull, ledger, notes, queue, threadIds }: WebTurnsOptions,
  call: WebTurnCall,
): Promise<Submitted> {
  const { key, sellerId, text, thread, tier, today } = question;
  if (thread !== undefined && !isTheirs(thread)) return { status: 'unknown-session' };
  const turnId = turnIdOfKey(sellerId, WEB_CHANNEL, key);
  const isTooMuch = (await isFull?.()) ?? false;
  if (isTooMuch && (await ledger.registered(turnId, call)) === undefined) return { status: 'busy' };
  const registration = await ledger.register(
    turnId,
    {
      sellerId,
      requestHash: questionHash(turnId, question),
      asked: {
        thread: thread ?? threadIds.issue(sellerId, WEB_CHANNEL),
        text,
        createdAt: clock().toISOString(),
        ...(tier === undefined ? {} : { tier }),
        ...(today === undefined ? {} : { today }),
      },
    },
    call,
  );
  const { isNew, requestHash } = registration;
  if (requestHash !== questionHash(turnId, question)) return { status: 'conflict', turnId };
  const asked = readAsked(registration);
  if (isNew || (await ledger.find(turnId, call)) === undefined) {
    const conversation = { sellerId, channel: WEB_CHANNEL, thread: asked.thread };
    await notes.noteTurn(conversation, { turnId, createdAt: asked.createdAt }, call);
    await queue.send(queueMessageOf(jobOf(turnId, sellerId, asked)), call);
  }
  return { status: 'taken', turnId, thread: asked.thread, isNew };

  function isTheirs(name: string): boolean {
    return THREAD_NAME.test(name) && threadIds.accepts(name, sellerId, WEB_CHANNEL);
  }
}
