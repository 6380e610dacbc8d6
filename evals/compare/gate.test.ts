import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf, baselineText, parseBaseline } from './baseline.ts';
import { gateRun } from './gate.ts';
import { type MadeResult, madeCases, madeRun } from './run.double.ts';

const AT = new Date('2026-11-25T10:00:00.000Z');
const p = (count: number) => 'p'.repeat(count);
const f = (count: number) => 'f'.repeat(count);
const blessed = baselineOf(madeRun(madeCases(p(40))), AT);
const marked = (cases: readonly MadeResult[], ids: readonly string[], mark: Partial<MadeResult>) =>
  cases.map((each) => (ids.includes(each.caseId) ? { ...each, ...mark } : each));

describe('gateRun', () => {
  it('passes a run that is what the baseline was', () => {
    const verdict = gateRun(madeRun(madeCases(p(40))), { baseline: blessed, isStrict: true });
    expect(verdict).toMatchObject({
      gate: 'pass',
      exitCode: 0,
      reasons: [],
      cases: 40,
      passed: 40,
      failing: [],
    });
    expect(verdict.regression).toMatchObject({
      verdict: 'equivalent',
      newlyFailing: [],
      notInBaseline: [],
      notRun: [],
    });
  });

  it('lists what fails, and passes as long as no regression is proven', () => {
    const verdict = gateRun(madeRun(madeCases(`${f(1)}${p(39)}`)), { baseline: blessed });
    expect(verdict).toMatchObject({ gate: 'pass', failing: ['case-1'] });
    expect(verdict.regression).toMatchObject({ verdict: 'inconclusive', newlyFailing: ['case-1'] });
  });

  it('fails for a proven regression, and says how large it is', () => {
    const verdict = gateRun(madeRun(madeCases(`${f(8)}${p(32)}`)), { baseline: blessed });
    expect(verdict).toMatchObject({ gate: 'fail', exitCode: 1 });
    expect(verdict.reasons).toEqual(["scores are worse than the baseline's by 20.0 points"]);
  });

  it('fails for one critical case', () => {
    const run = madeRun(marked(madeCases(`${f(1)}${p(39)}`), ['case-1'], { gate: 'critical' }));
    expect(gateRun(run, { baseline: blessed })).toMatchObject({
      gate: 'fail',
      reasons: ['the critical case case-1 fails'],
      critical: { cases: 1, failing: ['case-1'] },
    });
  });

  it('leaves known gaps and report-only cases out of the decision, and names the gaps', () => {
    const cases = marked(
      madeCases(`${f(20)}${p(20)}`),
      madeCases(p(10)).map(({ caseId }) => caseId),
      { isKnownGap: true },
    );
    const run = madeRun(
      marked(
        cases,
        madeCases(p(20))
          .slice(10)
          .map(({ caseId }) => caseId),
        { gate: 'report-only' },
      ),
    );
    const verdict = gateRun(run, { baseline: blessed });
    expect([verdict.gate, verdict.failing, verdict.knownGaps.length]).toEqual(['pass', [], 10]);
  });

  it.for([
    [
      'a case that could not be asked',
      madeRun(marked(madeCases(p(40)), ['case-3'], { outcome: 'infra' }), { state: 'incomplete' }),
      'infra',
      4,
    ],
    ['a budget that ended it', madeRun(madeCases(p(10)), { state: 'incomplete' }), 'infra', 4],
    ['an interrupt', madeRun(madeCases(p(40)), { state: 'interrupted' }), 'infra', 4],
    ['a broken case', madeRun(marked(madeCases(p(40)), ['case-3'], { outcome: 'invalid' })), 'invalid', 2],
    ['no case', madeRun([]), 'invalid', 2],
  ] as const)('passes nothing with %s', ([, run, gate, exitCode]) => {
    expect(gateRun(run, { baseline: blessed })).toMatchObject({ gate, exitCode });
    expect(gateRun(run)).toMatchObject({ gate, exitCode });
  });

  it.for([
    ['without a baseline', madeRun(madeCases(p(40))), undefined, 'there is no baseline'],
    ['with other data', madeRun(madeCases(p(40)), { dataVersion: 'data-2' }), blessed, 'data data-1'],
    [
      'when cases are asked otherwise',
      madeRun(madeCases(p(40), { caseHash: 'other' })),
      blessed,
      'knows 0 of 40 cases',
    ],
    ['with a handful of the cases', madeRun(madeCases(p(5))), blessed, "5 of the baseline's 40 cases"],
  ] as const)('releases nothing %s, though a plain run may go on', ([, run, baseline, words]) => {
    const strict = gateRun(run, { baseline, isStrict: true });
    expect(strict).toMatchObject({ gate: 'inconclusive', exitCode: 3 });
    expect(strict.reasons.join()).toContain(words);
    expect(gateRun(run, { baseline })).toMatchObject({ gate: 'pass', exitCode: 0 });
  });

  it('never passes more for one more failing case', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.nat({ max: 39 }),
        (passes, at) => {
          const outcomes = (all: readonly boolean[]) => all.map((each) => (each ? 'p' : 'f')).join('');
          const one = gateRun(madeRun(madeCases(outcomes(passes))), { baseline: blessed });
          const worse = gateRun(madeRun(madeCases(outcomes(passes.with(at, false)))), { baseline: blessed });
          expect(one.gate === 'fail' && worse.gate === 'pass').toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a baseline', () => {
  it('is read as it was written, a line a case', () => {
    const text = baselineText(blessed);
    expect(parseBaseline(text, 'b.json')).toEqual(blessed);
    expect(text.split('\n').filter((line) => line.includes('"case-'))).toHaveLength(40);
    expect(text).toContain('    "case-1": {"hash":"hash of case-100","score":1,"pass":1},');
  });

  it('is not taken of a run that is not whole', () => {
    const infra = marked(madeCases(p(3)), ['case-2'], { outcome: 'infra' });
    expect(() => baselineOf(madeRun(infra), AT)).toThrow('only a complete run can be blessed');
    expect(() => baselineOf(madeRun(madeCases(p(3)), { state: 'interrupted' }), AT)).toThrow(
      'run-1 is interrupted',
    );
    expect(() => baselineOf(madeRun([]), AT)).toThrow('holds no case');
    const invalid = marked(madeCases(p(3)), ['case-2'], { outcome: 'invalid' });
    expect(() => baselineOf(madeRun(invalid), AT)).toThrow('these cases are broken: case-2');
  });

  it.for([
    ['{', 'no JSON'],
    ['null', 'it: '],
    ['{"format":2}', 'format: '],
    [baselineText(blessed).replace('"score":1', '"score":7'), 'cases.case-1.score'],
    [baselineText(blessed).replace('"format"', '"formatt"'), 'format'],
  ] as const)('refuses %j', ([text, words]) => {
    expect(() => parseBaseline(text, 'evals/baseline.json')).toThrow(words);
  });
});
