import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns } from '#evals/compare/compare-runs.ts';
import { gateRun } from '#evals/compare/gate.ts';
import { readRun } from '#evals/compare/read-run.ts';
import { type MadeResult, madeCases, madeRun, writeRun } from '#evals/compare/run.double.ts';
import { comparisonPage } from './comparison-page.ts';
import { runPage } from './run-page.ts';
import { wordDifferences } from './word-differences.ts';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(2)"> ' " & \u202e\u0000 javascript:`;

describe('pages of reports', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'pages-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const stored = async (name: string, results: readonly MadeResult[]) => {
    await writeRun(join(root, name), madeRun(results, { runId: name, variant: name }));
    return readRun(join(root, name));
  };
  const hostileCases = (answer: string): MadeResult[] =>
    madeCases('ppf').map((each) => ({
      ...each,
      caseId: `${each.caseId} ${HOSTILE}`,
      suite: HOSTILE,
      tags: [HOSTILE],
      answer: `${answer} ${HOSTILE}`,
    }));

  it('let no text of a run be markup or script', async () => {
    const base = await stored('base', hostileCases('one'));
    const candidate = await stored('candidate', hostileCases('other'));
    const pages = [
      await runPage(base, gateRun(base)),
      await comparisonPage({
        comparisons: compareRuns(base, [candidate]),
        base,
        candidates: [candidate],
        title: HOSTILE,
      }),
    ];
    for (const text of pages) {
      expect(text.match(/<script/g)).toHaveLength(1);
      expect(text).not.toMatch(/<img|onerror="|\u202e/);
      expect(text).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/);
      // Nothing is loaded from anywhere.
      const unquoted = text.replace(/"[^"]*"/g, '""');
      expect(unquoted).not.toMatch(/<link|<[^>]*\s(?:src|on\w+)=/);
      expect(text).not.toMatch(/href="(?!#)/);
      expect(text.match(/<details class="case"/g)).toHaveLength(3);
    }
    expect(pages[1]).toContain('<del>one</del>');
    expect(pages[1]).toContain('<ins>other</ins>');
  });

  it('show once what both variants say, and what did not get there', async () => {
    const base = await stored('same', madeCases('pp'));
    const cut = await stored('cut', [{ caseId: 'case-1' }, { caseId: 'case-2', turns: [], outcome: 'fail' }]);
    const text = await comparisonPage({ comparisons: compareRuns(base, [cut]), base, candidates: [cut] });
    expect(text.match(/the same in both/g)).toHaveLength(1);
    expect(text).toContain('it did not get to this turn');
    expect(text).toMatch(/data-state="newly-failing differs fail normal"/);
  });
});

describe('wordDifferences', () => {
  it('gives each side back whole, with the same shared words', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', ',', 'Straße', '東'), { maxLength: 40 });
    fc.assert(
      fc.property(words, words, (left, right) => {
        const { one, other } = wordDifferences(left.join(''), right.join(''));
        const whole = (pieces: typeof one) => pieces.map(({ text }) => text).join('');
        const shared = (pieces: typeof one) => whole(pieces.filter(({ isShared }) => isShared));
        expect([whole(one), whole(other)]).toEqual([left.join(''), right.join('')]);
        expect(shared(one)).toBe(shared(other));
      }),
    );
  });

  it('marks what differs and no more', () => {
    expect(wordDifferences('it launches in March 2027', 'it launches in April 2027')).toEqual({
      one: [
        { text: 'it launches in ', isShared: true },
        { text: 'March', isShared: false },
        { text: ' 2027', isShared: true },
      ],
      other: [
        { text: 'it launches in ', isShared: true },
        { text: 'April', isShared: false },
        { text: ' 2027', isShared: true },
      ],
    });
  });

  it('gives up on texts that are too long to compare, and says that they differ', () => {
    const { one } = wordDifferences(`start ${'x '.repeat(3_000)}`, `start ${'y '.repeat(3_000)}`);
    expect(one).toHaveLength(3);
  });
});
