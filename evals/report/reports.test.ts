import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf } from '#evals/compare/baseline.ts';
import { compareRuns } from '#evals/compare/compare-runs.ts';
import type { Comparison } from '#evals/compare/comparison.ts';
import { gateRun } from '#evals/compare/gate.ts';
import { type MadeResult, madeCases, madeRun } from '#evals/compare/run.double.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonText } from './comparison-text.ts';
import { junitXml } from './junit.ts';
import { runMarkdown } from './run-markdown.ts';

const p = (count: number) => 'p'.repeat(count);
const f = (count: number) => 'f'.repeat(count);

function compared(base: readonly MadeResult[], candidate: readonly MadeResult[], options = {}): Comparison {
  const [comparison] = compareRuns(
    madeRun(base),
    [madeRun(candidate, { runId: 'run-2', variant: 'candidate' })],
    options,
  );
  if (comparison === undefined) throw new TypeError('nothing was compared');
  return comparison;
}

describe('comparisonText', () => {
  it('tells a comparison on one screen', () => {
    const guardrails = [{ metric: 'costUsd', margin: 0.1 }];
    const comparison = compared(
      madeCases(`${p(44)}${f(10)}${p(6)}`),
      madeCases(`${f(1)}${p(59)}`, { answer: 'Shorter.' }),
      { metric: 'pass', guardrails, sequential: true },
    );
    const text = comparisonText(comparison, { title: 'tone: do shorter answers hold?' });
    expect(text).toMatchInlineSnapshot(`
      "tone: do shorter answers hold?
      base (run-1) → candidate (run-2)
      60 cases in 60 conversations, held once, data data-1, model embedded

      → better: pass rate +15.0 points

      metric     base → candidate     difference    95 % interval  p     verdict
      ─────────  ───────────────────  ────────────  ─────────────  ────  ────────────────────────────
      pass rate  83.3 % → 98.3 %      +15.0 points  +4.4 to +26.5  .013  better (margin 2 points)
      cost       $0.00100 → $0.00100  0.0 %         0.0 to 0.0     1     guardrail held (margin 10 %)
      score      83.3 % → 98.3 %      +15.0 points  +4.4 to +26.5  .006  better (told)
      p95 time   100 ms → 100 ms      0.0 %         0.0 to 0.0     1     equivalent (told)

      critical cases: none are marked
      newly failing (1): case-1
      newly passing (10): case-45, case-46, case-47, case-48, case-49, case-50, case-51, case-52 and 2 more
      by tag: no tag has enough conversations
      early stop: after 40 of 60 conversations, the bet is worth 28 (p .035)"
    `);
    expect(text.split('\n').length).toBeLessThanOrEqual(24);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('says what an inconclusive comparison would take, and that an A/A is one', () => {
    const text = comparisonText(
      compared(madeCases(p(20)), madeCases(p(20), { answer: 'Other.' }), { metric: 'pass' }),
    );
    expect(text).toContain(
      '→ inconclusive: pass rate could be better or worse by more than 2 points; about 183 cases would tell (there are 20)',
    );
    expect(comparisonText(compared(madeCases('ppf'), madeCases('ppf')))).toContain(
      '→ equivalent: every answer is the same',
    );
  });

  it('names what could not be asked and gives no verdict', () => {
    const broken = madeCases(p(9)).map((each) =>
      each.caseId === 'case-7' ? { ...each, outcome: 'infra' as const } : each,
    );
    const text = comparisonText(compared(madeCases(p(9)), broken));
    expect(text).toContain('→ no verdict: 1 case could not be asked');
    expect(text).toContain('could not be asked: case-7');
  });
});

describe('comparisonMarkdown', () => {
  it('is a table and a list, in which no text is markup', () => {
    const hostile = '<img src=x onerror=alert(1)> | @everyone [x](https://evil.example) `a`';
    const base = madeCases(p(8)).map((each) => ({ ...each, caseId: `${each.caseId} ${hostile}` }));
    const markdown = comparisonMarkdown(
      compared(
        base,
        base.map((each) => ({ ...each, outcome: 'fail' as const })),
        { metric: 'pass' },
      ),
      { title: hostile },
    );
    expect(markdown).toMatch(/^### 🔴 &lt;img/);
    expect(markdown).not.toMatch(/<img|@everyone|\]\(https:|(?<!\\)`/);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).toEqual(new Set([8]));
  });

  it('escapes whatever stands in an id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        const base = [...madeCases(p(3)), { caseId: id }];
        const fails = [...madeCases(p(3)), { caseId: id, outcome: 'fail' as const }];
        const lines = comparisonMarkdown(compared(base, fails)).split('\n');
        expect(lines.filter((line) => line.startsWith('- newly failing'))).toHaveLength(1);
        expect(lines.join('\n').replace(/<\/?sub>/g, '')).not.toMatch(/<|(?<!\\)`/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('runMarkdown', () => {
  it('tells the gate, what fails and what is new', () => {
    const baseline = baselineOf(madeRun(madeCases(p(30))), new Date('2026-11-25T10:00:00.000Z'));
    expect(runMarkdown(gateRun(madeRun(madeCases(`${f(1)}${p(29)}`)), { baseline }))).toMatchInlineSnapshot(`
      "### 🟢 gate: pass; 29 of 30 cases pass

      - critical cases: none are marked
      - against the baseline run-1: inconclusive, score 100.0 % → 96.7 % \\(−3.3 points, −16.7 to +8.3, p .500\\); about 234 cases would tell
      - failing \\(1\\): case-1
      - newly failing since the baseline \\(1\\): case-1

      <sub>run run-1; agent 1; model embedded; data data-1</sub>
      "
    `);
  });
});

describe('junitXml', () => {
  it('has a testcase a case, with how many repeats passed', () => {
    const results: MadeResult[] = [
      { caseId: 'one' },
      { caseId: 'two', outcome: 'pass' },
      {
        caseId: 'two',
        repeat: 1,
        outcome: 'fail',
        checks: [{ name: 'cost', status: 'fail', score: 0, detail: '$2 > $1\n& more' }],
      },
      { caseId: 'three', outcome: 'infra', error: 'throttled' },
      { caseId: 'four', suite: 'other', outcome: 'fail', isKnownGap: true },
      { caseId: 'five', suite: 'other', outcome: 'fail', gate: 'critical' },
    ];
    expect(junitXml(madeRun(results))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="run-1" tests="5" failures="2" errors="1" skipped="1" time="0.600">
        <testsuite name="made" timestamp="2026-11-25T09:00:00" tests="3" failures="1" errors="1" skipped="0" time="0.400">
          <testcase name="one" classname="made" time="0.100"/>
          <testcase name="two" classname="made" time="0.200">
            <failure message="1 of 2 passed" type="fail">repeat 2 &gt; About two?&#10;  answer: &#10;  cost: $2 &gt; $1&#10;&amp; more</failure>
          </testcase>
          <testcase name="three" classname="made" time="0.100">
            <error message="could not be judged: 0 of 1 passed" type="infra">repeat 1: throttled&#10;repeat 1 &gt; About three?&#10;  answer: </error>
          </testcase>
        </testsuite>
        <testsuite name="other" timestamp="2026-11-25T09:00:00" tests="2" failures="1" errors="0" skipped="1" time="0.200">
          <testcase name="four" classname="other" time="0.100">
            <skipped message="known gap: 0 of 1 passed"/>
          </testcase>
          <testcase name="five" classname="other" time="0.100">
            <failure message="0 of 1 passed" type="critical">repeat 1 &gt; About five?&#10;  answer: </failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is well-formed whatever stands in a result, with a name in every testcase', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (id, error) => {
        const xml = junitXml(madeRun([{ caseId: id, outcome: 'infra', error, suite: id }]));
        const open: string[] = [];
        // Elements close in order and attributes are quoted; texts hold no mark of their own.
        const rest = xml
          .replace(/<\?xml[^?]*\?>/, '')
          .replace(/<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>/g, (_, close, name, __, empty) => {
            if (close === '/') expect(open.pop()).toBe(name);
            else if (empty === '') open.push(name);
            return '';
          });
        expect(open).toEqual([]);
        expect(rest).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;|#10;)/);
        expect(xml).not.toMatch(/[^\P{Cc}\t\n\r]/u);
        expect(xml.match(/<testcase name="[^"]+"/g)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
