import { expect, it } from 'vitest';
import { MOST_HEADS, type TurnLedger } from './turn-ledger.ts';

const call = { signal: new AbortController().signal };

/** What every ledger tells of how far turns have come. `newId` gives ids that were never used. */
export function turnHeadsContract(ledger: () => TurnLedger, newId: () => string): void {
  it('tells how far each of many turns has come, and nothing of those that nobody has begun', async () => {
    const [begun, spoken, ended, never] = [newId(), newId(), newId(), newId()];
    const turn = (turnId: string) => ({ turnId, holder: 'a' });
    for (const turnId of [begun, spoken, ended]) await ledger().take(turn(turnId), call);
    await ledger().append(turn(spoken), 1, [{ n: 1 }, { n: 2 }], call);
    await ledger().append(turn(spoken), 3, [{ n: 3 }], call);
    await ledger().append(turn(ended), 1, [{ n: 1 }], call);
    await ledger().ended(turn(ended), 'failed', call);
    const heads = await ledger().heads([begun, spoken, ended, never, spoken], call);
    expect(new Map(heads)).toEqual(
      new Map([
        [begun, { lastEvent: 0, hasEnded: false }],
        [spoken, { lastEvent: 3, hasEnded: false }],
        [ended, { lastEvent: 1, hasEnded: true }],
      ]),
    );
    expect((await ledger().heads([], call)).size).toBe(0);
  });

  it('tells of as many as are asked for at once', async () => {
    const turnIds = Array.from({ length: MOST_HEADS }, newId);
    for (const turnId of turnIds) await ledger().take({ turnId, holder: 'a' }, call);
    expect((await ledger().heads(turnIds, call)).size).toBe(MOST_HEADS);
  });
}
