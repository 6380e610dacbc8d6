import { describe, expect, it } from 'vitest';
import { failedResult } from '#channels/turn/turn-result.ts';
import type { Submitted, WebTurn } from '#channels/web/turns/web-turns.ts';
import { CANARY_METRICS, canaryQuestion, runCanary } from './canary.ts';

const step = { actionGroup: 'data-analysis', operation: 'analyzeOpportunity', arguments: {}, ms: 5 };
const turn: WebTurn = {
  turnId: '0'.repeat(32),
  sellerId: 'canary',
  thread: 't',
  text: '',
  createdAt: '',
  state: 'ended',
  after: 1,
  steps: [],
  words: '',
  missing: [],
  result: {
    ...failedResult('t', { code: '', message: '' }),
    outcome: 'answered',
    steps: [{ ...step, status: 'ok' }],
  },
};
const { result: _, ...unfinished } = turn;

async function run(
  settled: WebTurn | Error,
  { door, submitted }: { readonly door?: boolean | Error; readonly submitted?: Submitted } = {},
) {
  const lines: string[] = [];
  const times = [0, 0, 2_500, 2_500];
  const found = await runCanary({
    turns: {
      submit: async () => submitted ?? { status: 'taken', turnId: turn.turnId, thread: 't', isNew: true },
      settle: async () => {
        if (settled instanceof Error) throw settled;
        return settled;
      },
    },
    sellerId: 'canary',
    deployment: 'partner-assistant-dev',
    doorUrl: door === undefined ? undefined : 'https://assistant.example.com/readyz',
    fetch: async () => {
      if (door instanceof Error) throw door;
      return { ok: door === true };
    },
    write: (line) => lines.push(line),
    clock: () => new Date(Date.UTC(2026, 10, 25) + (times.shift() ?? 2_500)),
    timeoutMs: 5_000,
  });
  return { found, line: JSON.parse(lines.join()) as Record<string, unknown> };
}

describe('runCanary', () => {
  it('is well when an analysis came of the question, and says how long it took', async () => {
    const { found, line } = await run(turn, { door: true });
    expect(found).toEqual({ found: 'answered', answered: 1 });
    expect(line).toMatchObject({ answered: 1, answerMs: 2_500, doorOpen: 1, found: 'answered' });
    expect(Object.keys(line)).toEqual(expect.arrayContaining(Object.keys(CANARY_METRICS)));
  });

  it.each([
    ['no-analysis', { ...turn, result: { ...turn.result, steps: [{ ...step, status: 'failed' }] } }],
    [
      'asked',
      {
        ...turn,
        result: { ...failedResult('t', { code: 'x', message: '' }), outcome: 'asked', error: undefined },
      },
    ],
    ['unknown-seller', { ...turn, result: failedResult('t', { code: 'unknown-seller', message: '' }) }],
    ['still-running', { ...unfinished, state: 'running' }],
    ['queue-unavailable', Object.assign(new Error('x'), { code: 'queue-unavailable' })],
    ['failed', new Error('x')],
  ])('is unwell with the code %s, and never throws', async (code, settled) => {
    const { found, line } = await run(settled as WebTurn | Error);
    expect(found).toEqual({ found: code, answered: 0 });
    expect(line).toMatchObject({ answered: 0, found: code });
    expect(line).not.toHaveProperty('answerMs');
    expect(line).not.toHaveProperty('doorOpen');
  });

  it('tells a closed door from a missing answer', async () => {
    expect((await run(turn, { door: false })).line).toMatchObject({ answered: 1, doorOpen: 0 });
    expect((await run(turn, { door: new Error('no route') })).line).toMatchObject({ doorOpen: 0 });
  });

  it('says so when the question is not taken', async () => {
    expect((await run(turn, { submitted: { status: 'busy' } })).found).toEqual({
      found: 'busy',
      answered: 0,
    });
  });

  it('asks for a date that is always ahead', () => {
    expect(canaryQuestion(new Date('2026-11-25T00:00:00Z'))).toMatch(/closing 2027-05-01$/);
  });
});
