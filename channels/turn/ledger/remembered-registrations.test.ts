import { describe, expect, it } from 'vitest';
import { rememberRegistrations } from './remembered-registrations.ts';
import { memoryTurnLedger } from './turn-ledger.double.ts';

const call = { signal: new AbortController().signal };
const asked = { sellerId: 'nora', requestHash: 'a1' };
const MINUTE = 60_000;

describe('rememberRegistrations', () => {
  let nowMs = 0;
  const clock = () => new Date(nowMs);
  const remembering = () => {
    const ledger = memoryTurnLedger(clock);
    return { ledger, remembered: rememberRegistrations({ ledger, clock }) };
  };

  it('asks the ledger once for who asked, whether it was noted here or elsewhere', async () => {
    const { ledger, remembered } = remembering();
    expect(await remembered.register('here', asked, call)).toEqual({ ...asked, isNew: true });
    await ledger.register('elsewhere', asked, call);
    expect(await remembered.registered('elsewhere', call)).toEqual(asked);
    const before = ledger.calls;
    expect(await remembered.registered('here', call)).toEqual(asked);
    expect(await remembered.registered('elsewhere', call)).toEqual(asked);
    const other = { sellerId: 'ravi', requestHash: 'b2' };
    expect(await remembered.register('here', other, call)).toEqual({ ...asked, isNew: false });
    expect(ledger.calls).toBe(before);
  });

  it('does not remember that there is none', async () => {
    const { ledger, remembered } = remembering();
    expect(await remembered.registered('later', call)).toBeUndefined();
    await ledger.register('later', asked, call);
    expect(await remembered.registered('later', call)).toEqual(asked);
  });

  it('asks again after ten minutes, and for what is long ago among many', async () => {
    const { ledger, remembered } = remembering();
    await remembered.register('first', asked, call);
    nowMs += 10 * MINUTE;
    const before = ledger.calls;
    await remembered.registered('first', call);
    expect(ledger.calls).toBe(before + 1);
    for (let index = 0; index < 5_000; index += 1) await remembered.register(`t-${index}`, asked, call);
    const after = ledger.calls;
    await remembered.registered('t-4999', call);
    await remembered.registered('first', call);
    expect(ledger.calls).toBe(after + 1);
  });
});
