import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvalCase } from '../cases/eval-case.ts';
import { type HoldRunOptions, holdRun } from './hold-run.ts';
import { rescore } from './rescore.ts';
import { breakingTarget, madeCases, madeClock, withFolder } from './run.double.ts';
import { readRun, readTranscripts } from './run-folder.ts';
import { lockRunFolder } from './run-lock.ts';
import { summarizeRun } from './summarize-run.ts';

const never = new AbortController().signal;
const calm = () => breakingTarget(() => undefined);
const hold = (dir: string, given: Partial<HoldRunOptions> & { readonly cases: readonly EvalCase[] }) =>
  holdRun({
    target: calm(),
    dir: join(dir, 'run'),
    runId: 'run-1',
    clock: madeClock(),
    signal: never,
    selection: { files: ['made.json'] },
    ...given,
  });

describe('holdRun', () => {
  it('holds each case as often as it is told, in sessions that nobody shares', () =>
    withFolder(async (dir) => {
      const target = calm();
      const { end, run } = await hold(dir, { cases: await madeCases(3), target, repeats: 2 });
      expect(end).toEqual({ state: 'complete' });
      expect(run.record).toMatchObject({
        state: 'complete',
        planned: 6,
        repeats: 2,
        suiteHashes: { made: expect.any(String) },
      });
      expect(run.results).toHaveLength(6);
      expect(run.results.every(({ outcome, score }) => outcome === 'pass' && score === 1)).toBe(true);
      expect(new Set(target.requests.map(({ sessionId }) => sessionId)).size).toBe(6);
      expect(readTranscripts(run.dir)).toHaveLength(6);
    }));

  it('keeps one session over the turns of a case, in their order', () =>
    withFolder(async (dir) => {
      const target = calm();
      const turns = ['one', 'two', 'three'].map((user) => ({ user }));
      await hold(dir, { cases: await madeCases(2, { turns }), target });
      const [first, ...others] = target.requests.filter(
        ({ sessionId }) => sessionId === target.requests[0]?.sessionId,
      );
      expect([first, ...others].map((each) => each?.inputText)).toEqual(['one', 'two', 'three']);
    }));

  it('asks again what was throttled, after waits that grow, and counts it as nobody’s fault', () =>
    withFolder(async (dir) => {
      const clock = madeClock();
      const target = breakingTarget((call) => (call < 3 ? 'agent-throttled' : undefined));
      const { end, run } = await hold(dir, { cases: await madeCases(1), target, clock });
      expect(end.state).toBe('complete');
      expect(run.results[0]?.outcome).toBe('pass');
      expect(clock.waits).toHaveLength(3);
      expect(clock.waits[2]).toBeGreaterThan(clock.waits[0] ?? 0);
    }));

  it('leaves a run incomplete where a case could not be asked, and asks it again when it goes on', () =>
    withFolder(async (dir) => {
      const cases = await madeCases(3);
      const target = breakingTarget((_, { inputText }) =>
        inputText === 'message 1' ? 'agent-timeout' : undefined,
      );
      const { end, run } = await hold(dir, { cases, target, attempts: 2 });
      expect(end).toEqual({ state: 'incomplete', reason: '1 case could not be asked' });
      expect(run.results.find(({ caseId }) => caseId === 'c1')).toMatchObject({ outcome: 'infra', score: 0 });
      const again = calm();
      const resumed = await hold(dir, { cases, target: again, resume: true });
      expect(resumed.end).toEqual({ state: 'complete' });
      expect(again.requests.map(({ inputText }) => inputText)).toEqual(['message 1']);
      expect(resumed.run.results).toHaveLength(3);
    }));

  it('ends early when nobody is there to ask any more', () =>
    withFolder(async (dir) => {
      const target = breakingTarget((call) => (call < 10 ? undefined : 'agent-unavailable'));
      const { end, run } = await hold(dir, {
        cases: await madeCases(200),
        target,
        attempts: 1,
        mostAtOnce: 2,
      });
      expect(end.state).toBe('incomplete');
      expect(end.reason).toContain('in a row could not be asked');
      expect(run.results.length).toBeLessThan(20);
      expect(run.results.filter(({ outcome }) => outcome === 'pass')).toHaveLength(10);
    }));

  it.for([-7, 7])('measures no time by a wall clock that jumps by %i hours at each look', (hours) =>
    withFolder(async (dir) => {
      let looks = 0;
      const now = () => new Date(Date.UTC(2026, 10, 25, 9 + hours * looks++));
      const cases = await madeCases(6);
      const target = breakingTarget((call) => (call === 1 ? 'agent-throttled' : undefined));
      const limits = { timeMs: 3_600_000 };
      const { end, run } = await hold(dir, { cases, target, limits, clock: { ...madeClock(), now } });
      expect(end).toEqual({ state: 'complete' });
      const times = run.results.flatMap(({ metrics }) => [metrics.totalMs, metrics.firstTokenMs ?? 0]);
      for (const ms of [run.record.wallMs ?? -1, ...times]) {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(3_600_000);
      }
      // And a process that goes on later begins its own count of time anew.
      const resumed = await hold(dir, { cases, resume: true, clock: { ...madeClock(), now } });
      expect(resumed.run.record.wallMs).toBeGreaterThanOrEqual(run.record.wallMs ?? 0);
    }),
  );

  it('holds a folder for a process that lives, however old its lock seems', () =>
    withFolder(async (dir) => {
      const unlock = lockRunFolder(dir);
      for (const at of [0, 4e9]) {
        utimesSync(join(dir, 'lock'), at, at);
        expect(() => lockRunFolder(dir)).toThrow(`another run (process ${process.pid}) writes into`);
      }
      unlock();
      lockRunFolder(dir)();
    }));

  it('takes a turn that the agent itself broke for a fault of the agent', () =>
    withFolder(async (dir) => {
      const { end, run } = await hold(dir, {
        cases: await madeCases(1),
        target: breakingTarget(() => 'agent-failed'),
      });
      expect(end.state).toBe('complete');
      expect(run.results[0]?.outcome).toBe('fail');
    }));

  it('goes on after a kill: lines that were cut short are dropped, what is there is not held again', () =>
    withFolder(async (dir) => {
      const cases = await madeCases(4);
      const stopped = new AbortController();
      const target = breakingTarget((call) => {
        if (call === 2) stopped.abort(new Error('interrupted'));
        return undefined;
      });
      const first = await hold(dir, { cases, target, signal: stopped.signal, mostAtOnce: 1 });
      expect(first.end.state).toBe('interrupted');
      const held = first.run.results.length;
      expect(held).toBeLessThan(4);
      appendFileSync(join(first.run.dir, 'results.jsonl'), '{"caseId":"c3","rep');
      appendFileSync(join(first.run.dir, 'transcripts.jsonl'), '{"caseId":"c3"');
      const again = calm();
      const { end, run } = await hold(dir, { cases, target: again, resume: true });
      expect(end.state).toBe('complete');
      expect(again.requests).toHaveLength(4 - held);
      expect(run.results.map(({ caseId }) => caseId).sort()).toEqual(['c0', 'c1', 'c2', 'c3']);
      expect(readTranscripts(run.dir)).toHaveLength(4);
    }));

  it('does not go on with other cases, and does not write where a run is', () =>
    withFolder(async (dir) => {
      await hold(dir, { cases: await madeCases(1) });
      await expect(hold(dir, { cases: await madeCases(1) })).rejects.toMatchObject({
        code: 'run-folder-taken',
      });
      const others = await madeCases(1, { turns: [{ user: 'something else' }] });
      await expect(hold(dir, { cases: others, resume: true })).rejects.toMatchObject({
        code: 'run-not-the-same',
      });
      writeFileSync(join(dir, 'run', 'lock'), String(process.pid));
      await expect(hold(dir, { cases: await madeCases(1), resume: true })).rejects.toMatchObject({
        code: 'run-folder-in-use',
      });
      writeFileSync(join(dir, 'run', 'lock'), '999999999');
      await expect(hold(dir, { cases: await madeCases(1), resume: true })).resolves.toMatchObject({
        end: { state: 'complete' },
      });
    }));

  it('ends before more than the budget is used', () =>
    withFolder(async (dir) => {
      const { end, run } = await hold(dir, {
        cases: await madeCases(50),
        limits: { turns: 10 },
        mostAtOnce: 1,
      });
      expect(end).toEqual({ state: 'incomplete', reason: 'the budget is used up: 10 turns of 10' });
      expect(run.results).toHaveLength(10);
    }));

  it('leaves out what this target cannot break, and says so', () =>
    withFolder(async (dir) => {
      const faulty = await madeCases(1, { id: 'f', turns: [{ user: 'a', fault: 'timeout' }] });
      const { run } = await hold(dir, { cases: [...(await madeCases(1)), ...faulty] });
      expect(run.record.leftOut).toEqual([{ caseId: 'f', reason: 'echo cannot break by timeout' }]);
      await expect(hold(join(dir, 'other'), { cases: faulty })).rejects.toMatchObject({
        code: 'nothing-selected',
      });
    }));

  it('takes a seller who is not there for a mistake of the case', () =>
    withFolder(async (dir) => {
      const target = {
        ...calm(),
        sellers: [{ sellerId: 'nora', name: 'Nora', scope: { kind: 'organisation' as const } }],
      };
      const { run } = await hold(dir, { cases: await madeCases(1, { seller: 'nobody' }), target });
      expect(run.results[0]).toMatchObject({
        outcome: 'invalid',
        error: 'there is no seller nobody; there are nora',
      });
    }));

  it('uses answers again as long as nothing that matters has changed', () =>
    withFolder(async (dir) => {
      const target = {
        ...calm(),
        identify: async () => ({ ...(await calm().identify({ signal: never })), dataVersion: 'v1' }),
      };
      const cached = async (name: string, given: Partial<HoldRunOptions> = {}) =>
        hold(join(dir, name), { cases: await madeCases(2), target, cacheDir: join(dir, 'cache'), ...given });
      await cached('a');
      expect(target.requests).toHaveLength(2);
      const { run } = await cached('b');
      expect(target.requests).toHaveLength(2);
      expect(run.results.map(({ cachedTurns }) => cachedTurns)).toEqual([1, 1]);
      await cached('c', { repeats: 2 });
      expect(target.requests).toHaveLength(4);
    }));

  it('holds what wants to be alone before all others', () =>
    withFolder(async (dir) => {
      const target = calm();
      const alone = await madeCases(1, { id: 'z', alone: true, turns: [{ user: 'alone' }] });
      await hold(dir, { cases: [...(await madeCases(5)), ...alone], target });
      expect(target.requests[0]?.inputText).toBe('alone');
    }));
});

describe('rescore', () => {
  it('comes to the same by the same cases, and to another by others, with nobody asked', () =>
    withFolder(async (dir) => {
      const { run } = await hold(dir, { cases: await madeCases(2) });
      const text = readFileSync(join(run.dir, 'results.jsonl'), 'utf8');
      const again = await rescore(run, await madeCases(2));
      expect(again.map((line) => JSON.stringify(line)).join('\n')).toBe(text.trim());
      const strict = (await madeCases(2)).map((item) => ({
        ...item,
        turns: item.turns.map((turn) => ({ ...turn, expect: { outcome: 'asked' as const } })),
      }));
      expect((await rescore(run, strict)).map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
      const [other] = await rescore(run, await madeCases(1, { turns: [{ user: 'x' }] }));
      expect(other?.outcome).toBe('invalid');
    }));
});

describe('summarizeRun', () => {
  it('counts a case once over its repeats, and gaps that are known apart', () =>
    withFolder(async (dir) => {
      const gap = await madeCases(1, {
        id: 'gap',
        tags: ['known-gap'],
        turns: [{ user: 'a', expect: { outcome: 'asked' } }],
      });
      const { run } = await hold(dir, { cases: [...(await madeCases(2)), ...gap], repeats: 3 });
      expect(summarizeRun(readRun(run.dir).results)).toMatchObject({
        passed: 2,
        failed: 1,
        knownGaps: 1,
        failing: [],
        turns: 9,
        turnsPassed: 6,
      });
    }));
});
