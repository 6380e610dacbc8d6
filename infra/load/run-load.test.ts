import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from './ask-turn.ts';
import { LOAD_PROFILES } from './load-profiles.ts';
import { describeLoad, reportOf, runLoad } from './run-load.ts';

/** A server of the API in memory: what it says to each question in turn. */
async function loaded(replies: readonly (string | number | Error)[], seconds = 1) {
  let now = 0;
  let count = 0;
  const keys: string[] = [];
  const report = await runLoad({
    profile: { ...LOAD_PROFILES.load, askers: () => 1 },
    seconds,
    url: 'https://assistant.example.com',
    token: 'a-token',
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers);
      keys.push(`${headers.get('authorization')} ${headers.get('idempotency-key')}`);
      now += 100;
      const reply = replies[count % replies.length] ?? 500;
      count += 1;
      if (reply instanceof Error) throw reply;
      return typeof reply === 'number' ? new Response(null, { status: reply }) : new Response(reply);
    },
    nowMs: () => now,
    newId: () => `key-${count}`,
    pause: async () => {
      now += 1;
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  return { report, keys };
}

const FINAL =
  'id: 1\nevent: chunk\ndata: {"text":"x"}\n\nid: 2\nevent: final\ndata: {"outcome":"answered"}\n\n';

describe('runLoad', () => {
  it('asks again and again with another key each, and holds what it saw to the profile', async () => {
    const { keys, report } = await loaded([FINAL]);
    expect(report).toMatchObject({ outcomes: { answered: keys.length }, failedPercent: 0, faults: [] });
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe('Bearer a-token key-0');
    expect(describeLoad(report)).toMatch(/All thresholds were held\.$/);
  });

  it.each([
    ['http-503', 503],
    ['cut', 'id: 1\nevent: chunk\ndata: {}\n\n'],
    ['deadline-exceeded', 'event: error\ndata: {"code":"turn-failed","cause":"deadline-exceeded"}\n\n'],
    ['unreachable', new TypeError('fetch failed')],
  ])('counts %s as a failure', async (outcome, reply) => {
    const { report } = await loaded([reply]);
    expect(Object.keys(report.outcomes)).toEqual([outcome]);
    expect(report.faults).toEqual(['no turn was answered', 'failed turns is 100 %, at most 1 %']);
  });

  it('takes a limit that is told for no failure, and too long for one', () => {
    const turn = { outcome: 'answered', totalMs: 40_000, firstMs: 10 };
    const limited = { outcome: 'http-429', totalMs: 5, firstMs: undefined };
    const { failedPercent, faults } = reportOf([turn, limited], 10, LOAD_PROFILES.load);
    expect([failedPercent, faults]).toEqual([0, ['p95 of the whole answer is 40000 ms, at most 30000 ms']]);
  });

  it('reads frames whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), (frame) => {
        expect([undefined, 'string']).toContain(
          outcomeOf(frame) === undefined ? undefined : typeof outcomeOf(frame),
        );
      }),
    );
    expect(outcomeOf('event: final\ndata: nonsense')).toBe('final');
  });
});
