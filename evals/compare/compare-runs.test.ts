import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { CompareError, exitCodeOf } from './compare-error.ts';
import { type CompareOptions, compareRuns } from './compare-runs.ts';
import type { Comparison } from './comparison.ts';
import type { ReadRun } from './read-run.ts';
import { type MadeResult, madeCases, madeRun } from './run.double.ts';

function compare(base: ReadRun, candidate: ReadRun, options: CompareOptions = {}): Comparison {
  const [comparison] = compareRuns(base, [candidate], options);
  if (comparison === undefined) throw new TypeError('nothing was compared');
  return comparison;
}

const candidateRun = (results: readonly MadeResult[], record = {}) =>
  madeRun(results, { runId: 'run-2', variant: 'candidate', ...record });

const p = (count: number) => 'p'.repeat(count);
const f = (count: number) => 'f'.repeat(count);

describe('compareRuns', () => {
  it('calls a deterministic agent beside itself equivalent, failing cases included', () => {
    const cases = madeCases(`${p(20)}${f(4)}`);
    for (const metric of ['pass', 'score', 'answerCharacters'] as const) {
      const { verdict, exitCode, isIdentical, rows } = compare(madeRun(cases), candidateRun(cases), {
        metric,
      });
      const isRatio = metric === 'answerCharacters';
      expect([metric, verdict, exitCode, isIdentical]).toEqual([metric, 'equivalent', 0, true]);
      expect(rows[0]?.measured).toMatchObject({ difference: 0, low: 0, high: 0, cases: 24 });
      expect(rows[0]?.measured.method).toBe(isRatio ? 'cluster-t' : 'constant');
    }
  });

  it('does not call a handful of passes equivalent where answers differ', () => {
    const { verdict, exitCode, rows } = compare(
      madeRun(madeCases(p(30))),
      candidateRun(madeCases(p(30), { answer: 'Another.' })),
      { metric: 'pass' },
    );
    expect([verdict, exitCode]).toEqual(['inconclusive', 3]);
    expect(rows[0]?.casesToDecide).toBe(183);
  });

  it('tests cases that pass or fail by McNemar’s mid-p, with Newcombe’s interval', () => {
    const base = madeRun(madeCases(`${p(20)}${f(15)}${p(5)}${p(20)}`));
    const candidate = candidateRun(madeCases(`${p(20)}${p(15)}${f(5)}${p(20)}`));
    const { rows, newlyFailing, newlyPassing, verdict, exitCode } = compare(base, candidate, {
      metric: 'pass',
    });
    expect(rows[0]).toMatchObject({ metric: 'pass', role: 'primary', verdict: 'better' });
    expect(rows[0]?.measured.method).toBe('mcnemar-newcombe');
    expect(rows[0]?.measured.p).toBeCloseTo(0.0266036987305, 10);
    expect([verdict, exitCode]).toEqual(['better', 0]);
    expect(newlyFailing.map(({ caseId }) => caseId)).toEqual([36, 37, 38, 39, 40].map((at) => `case-${at}`));
    expect(newlyPassing).toHaveLength(15);
    expect(compare(base, { ...candidate, results: base.results }, { metric: 'pass' }).verdict).toBe(
      'equivalent',
    );
    expect(
      compare(
        { ...base, results: candidate.results },
        { ...candidate, results: base.results },
        { metric: 'pass' },
      ),
    ).toMatchObject({ verdict: 'worse', exitCode: 1 });
  });

  it('takes repeats together: three repeats of a case are one number, not three', () => {
    const thrice = (outcomes: string) =>
      madeCases(outcomes).flatMap((each) => [0, 1, 2].map((repeat) => ({ ...each, repeat })));
    const [one] = [
      compare(madeRun(madeCases(`${p(10)}${f(6)}${p(4)}`)), candidateRun(madeCases(p(20))), {
        metric: 'pass',
      }),
    ];
    const three = compare(madeRun(thrice(`${p(10)}${f(6)}${p(4)}`)), candidateRun(thrice(p(20))), {
      metric: 'pass',
    });
    expect(three.rows[0]?.measured).toEqual(one.rows[0]?.measured);
    expect(three.newlyPassing[0]).toMatchObject({
      base: { passed: 0, repeats: 3 },
      candidate: { passed: 3, repeats: 3 },
    });
  });

  it('takes the cases of one conversation together', () => {
    const grouped = (outcomes: string) =>
      madeCases(outcomes).map((each, at) => ({ ...each, conversationId: `talk-${Math.floor(at / 10)}` }));
    const { rows } = compare(madeRun(grouped(`${p(40)}${f(10)}`)), candidateRun(grouped(p(50))), {
      metric: 'pass',
    });
    expect(rows[0]?.measured).toMatchObject({ method: 'cluster-t', clusters: 5, cases: 50 });
    expect(rows[0]?.verdict).toBe('inconclusive');
  });

  it('holds cost and time to margins, by the 95th percentile from fifty conversations on', () => {
    const random = createRandom(4, 1);
    const timed = (factor: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        caseId: `case-${at}`,
        metrics: { totalMs: (100 + at) * factor, costUsd: 0.001 * factor * (1 + random.next() / 100) },
      }));
    const guardrails = [
      { metric: 'totalMs', margin: 0.1 },
      { metric: 'costUsd', margin: 0.1 },
    ] as const;
    const slower = compare(madeRun(timed(1, 60)), candidateRun(timed(1.5, 60)), { guardrails });
    const [, time, cost] = slower.rows;
    expect(time).toMatchObject({
      statistic: 'p95',
      role: 'guardrail',
      guardrail: 'breached',
      isRelative: true,
    });
    expect(time?.measured).toMatchObject({ method: 'bca' });
    expect(time?.measured.difference).toBeCloseTo(0.5, 9);
    expect(cost).toMatchObject({ statistic: 'mean', guardrail: 'breached', verdict: 'worse' });
    expect([slower.verdict, slower.exitCode]).toEqual(['equivalent', 1]);
    const same = compare(madeRun(timed(1, 60)), candidateRun(timed(1.02, 60)), { guardrails });
    expect(
      same.rows
        .slice(1)
        .map(({ guardrail }) => guardrail)
        .slice(0, 2),
    ).toEqual(['held', 'held']);
    expect(same.exitCode).toBe(0);
    const few = compare(madeRun(timed(1, 20)), candidateRun(timed(1.5, 20)), { guardrails });
    expect(few.rows[1]).toMatchObject({ statistic: 'mean', guardrail: 'breached' });
    expect(few.rows[1]?.measured.method).toBe('cluster-t');
  });

  it('adjusts what decides over all candidates, after Holm', () => {
    const base = madeRun(madeCases(`${p(40)}${f(8)}${p(12)}`));
    const one = candidateRun(madeCases(`${p(48)}${f(1)}${p(11)}`), { runId: 'one' });
    const other = candidateRun(madeCases(`${p(40)}${f(8)}${p(11)}${f(1)}`), { runId: 'other' });
    const alone = compareRuns(base, [one], { metric: 'pass' })[0]?.rows[0];
    const both = compareRuns(base, [one, other], { metric: 'pass' });
    expect(alone?.adjustedP).toBe(alone?.measured.p);
    expect(both[0]?.rows[0]?.adjustedP).toBeCloseTo(2 * (alone?.measured.p ?? 0), 12);
    expect(both[1]?.rows[0]).toMatchObject({ verdict: 'inconclusive' });
  });

  it('fails for a critical case that has begun to fail, whatever the rest says', () => {
    const mark = (cases: readonly MadeResult[]) =>
      cases.map((each) => (each.caseId === 'case-1' ? { ...each, gate: 'critical' as const } : each));
    const { critical, exitCode } = compare(
      madeRun(mark(madeCases(`${p(1)}${f(19)}${p(20)}`))),
      candidateRun(mark(madeCases(`${f(1)}${p(19)}${p(20)}`))),
      { metric: 'pass' },
    );
    expect(exitCode).toBe(1);
    expect(critical).toMatchObject({
      cases: 1,
      exactP: 1,
      failing: [{ caseId: 'case-1', isCritical: true }],
    });
  });

  it('concludes nothing where a case could not be asked, and names it', () => {
    const cases = madeCases(`${p(30)}${f(20)}`);
    const broken = madeCases(p(50)).map((each) =>
      each.caseId === 'case-7' ? { ...each, outcome: 'infra' as const } : each,
    );
    const { verdict, exitCode, infra, pairs } = compare(madeRun(cases), candidateRun(broken), {
      metric: 'pass',
    });
    expect([verdict, exitCode, infra, pairs]).toEqual(['inconclusive', 4, ['case-7'], 49]);
  });

  it('concludes nothing from a run that a budget has ended', () => {
    const cut = candidateRun(madeCases(p(30)), { state: 'incomplete', stateReason: 'the budget is used up' });
    const { verdict, exitCode, unfinished } = compare(madeRun(madeCases(`${p(30)}${f(20)}`)), cut);
    expect([verdict, exitCode, unfinished]).toEqual(['inconclusive', 4, ['run-2: the budget is used up']]);
  });

  it('takes a broken case for a fault of the suite', () => {
    const broken = madeCases(p(9)).map((each) =>
      each.caseId === 'case-7' ? { ...each, outcome: 'invalid' as const } : each,
    );
    expect(compare(madeRun(madeCases(p(9))), candidateRun(broken))).toMatchObject({
      exitCode: 2,
      invalid: ['case-7'],
    });
  });

  it('tells tags apart, adjusted over all of them', () => {
    const tagged = (outcomes: string) =>
      madeCases(outcomes).map((each, at) => ({ ...each, tags: [at < 20 ? 'one' : 'two', 'all'] }));
    const { slices } = compare(madeRun(tagged(`${p(10)}${f(10)}${p(20)}`)), candidateRun(tagged(p(40))), {
      metric: 'pass',
    });
    expect(slices.map(({ tag }) => tag)).toEqual(['one', 'two']);
    expect(slices[0]?.adjustedP).toBeCloseTo(2 * (slices[0]?.measured.p ?? 1), 12);
  });

  it('reads one conversation after the other where that is asked for, in an order of the seed', () => {
    const options = { metric: 'pass', sequential: true } as const;
    const base = madeRun(madeCases(f(40)));
    const { sequential } = compare(base, candidateRun(madeCases(p(40))), options);
    // Worth 2^m / (m + 1): seven wins are worth 16, eight 28.
    expect(sequential).toMatchObject({ stoppedAfter: 8, pairs: 40 });
    const level = compare(base, candidateRun(madeCases(f(40))), options).sequential;
    expect(level).toMatchObject({ pairs: 40, p: 1 });
    expect(level?.stoppedAfter).toBeUndefined();
  });

  it('leaves report-only cases out of the decision', () => {
    const only = (cases: readonly MadeResult[]) =>
      cases.map((each, at) => (at < 10 ? { ...each, gate: 'report-only' as const } : each));
    const { rows, newlyFailing } = compare(
      madeRun(only(madeCases(p(40)))),
      candidateRun(only(madeCases(`${f(10)}${p(30)}`))),
      { metric: 'pass' },
    );
    expect(rows[0]?.measured).toMatchObject({ difference: 0, cases: 30 });
    expect(newlyFailing).toHaveLength(10);
  });

  it('finds the same whatever the order of the lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 30 }),
        (outcomes) => {
          const of = (at: 0 | 1) => madeCases(outcomes.map((pair) => (pair[at] ? 'p' : 'f')).join(''));
          const one = compare(madeRun(of(0)), candidateRun(of(1)), { metric: 'score' });
          const turned = compare(madeRun([...of(0)].reverse()), candidateRun(of(1)), { metric: 'score' });
          expect(turned.rows[0]?.measured).toEqual(one.rows[0]?.measured);
          const back = compare(madeRun(of(1)), candidateRun(of(0)), { metric: 'score' });
          expect(back.rows[0]?.measured.difference).toBeCloseTo(-(one.rows[0]?.measured.difference ?? 0), 12);
          expect(back.rows[0]?.measured.p).toBe(one.rows[0]?.measured.p);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('runs that cannot be compared', () => {
  const base = madeRun(madeCases(p(5)));
  it.for([
    ['one run twice', candidateRun(madeCases(p(5)), { runId: 'run-1' }), 3, 'run-1 twice'],
    [
      'other data',
      candidateRun(madeCases(p(5)), { dataVersion: 'data-2' }),
      3,
      'data data-1 in one and data-2 in the other',
    ],
    ['data unknown', candidateRun(madeCases(p(5)), { dataVersion: null }), 3, 'unknown in the other'],
    [
      'cases asked otherwise',
      candidateRun(madeCases(p(5), { caseHash: 'other' })),
      3,
      'case-1, case-2, case-3, case-4, case-5 asked otherwise',
    ],
    [
      'another day',
      candidateRun(madeCases(p(5), { caseHash: 'other', today: '2026-11-26' })),
      3,
      'held on 2026-11-25 in one run and on 2026-11-26',
    ],
    ['no case in common', candidateRun([{ caseId: 'stranger' }]), 3, 'no case is in both runs'],
    ['no result', candidateRun([]), 3, 'no case is in both runs'],
    [
      'a run that was interrupted',
      candidateRun(madeCases(p(5)), { state: 'interrupted' }),
      4,
      'run-2 is interrupted',
    ],
  ] as const)('%s', ([, candidate, exitCode, words]) => {
    let thrown: unknown;
    try {
      compareRuns(base, [candidate]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CompareError);
    expect((thrown as CompareError).message).toContain(words);
    expect(exitCodeOf(thrown as CompareError)).toBe(exitCode);
  });
});
