import { wordFailure } from '#channels/turn/failure-wording.ts';
import { storedResult } from '#channels/turn/ledger/stored-result.ts';
import { failedResult } from '#channels/turn/turn-result.ts';
import type { WebTurnsOptions } from './create-web-turns.ts';

/**
 * Asks whoever runs a turn to stop, and ends one that nobody has begun; false when it has ended already.
 * A worker that begins it at the same moment is asked.
 */
export async function stopTurn(
  turnId: string,
  thread: string,
  { ledger, newId }: Pick<WebTurnsOptions, 'ledger' | 'newId'>,
  signal: AbortSignal,
): Promise<boolean> {
  const call = { signal };
  if (await ledger.cancel(turnId, call)) return true;
  if ((await ledger.find(turnId, call)) !== undefined) return false;
  const held = { turnId, holder: newId() };
  const taken = await ledger.take(held, call);
  if (taken.status !== 'taken') return ledger.cancel(turnId, call);
  const result = storedResult(failedResult(thread, { code: 'cancelled', message: wordFailure('cancelled') }));
  await ledger.answered(held, result, call);
  await ledger.append(held, 1, [{ type: 'result', result }], call);
  await ledger.ended(held, 'done', call);
  return true;
}
