import { describe, expect, it } from 'vitest';
import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import type { InsightPlan } from '../insight/decide-insight.ts';
import { insightOf } from '../insight/insight.double.ts';
import { wordInsight } from './insight.ts';
import { wordInsightRejection } from './insight-rejection.ts';
import { wordInsightTrouble } from './insight-troubles.ts';

const PLAIN = { tone: 'plain', length: 'normal', nextQuestions: 2 } as const;

const asked = (
  specification: InsightSpecification,
  more: Partial<Extract<InsightPlan, { kind: 'insight' }>> = {},
) => ({
  kind: 'insight' as const,
  specification,
  display: null,
  focus: null,
  notes: [],
  ...more,
});
const worded = (specification: InsightSpecification, more = {}, settings = PLAIN) =>
  wordInsight(insightOf(specification), asked(specification, more), settings);

describe('wordInsight', () => {
  it('answers with the figure, what it counts, the period and which projects', () => {
    const filters = [
      { field: 'industry' as const, operator: 'is' as const, values: ['Healthcare'] },
      { field: 'country' as const, operator: 'isNot' as const, values: ['DE', 'AT'] },
      { field: 'arrUsd' as const, operator: 'atLeast' as const, values: ['1000000'] },
    ];
    expect(worded({ measures: ['count'], filters })).toMatchInlineSnapshot(`
      "**120 projects closed in 2026 in the industry Healthcare, not in Germany or Austria, with ARR of at least $1M.**

      Left out or apart: 7 projects closed lost.

      Evidence: 120 projects counted; data up to 20 November 2026; all partners of the organisation; data version v1. This is generated sample data, not real deals."
    `);
  });

  it('names the first group and shows the others in a table', () => {
    expect(
      worded({
        measures: ['sum(arrUsd)'],
        dimensions: ['industry'],
        orderBy: { by: 'sum(arrUsd)', direction: 'descending' },
      }),
    ).toMatchInlineSnapshot(`
      "**By industry, A is first with sum(arrUsd) $60k from 60 projects. In all 3 groups: sum(arrUsd) $120k from 120 projects closed in 2026.**

      | industry | sum(arrUsd) |
      | --- | --- |
      | A | $60k |
      | B | $40k |
      | C | $20k |

      Left out or apart: 7 projects closed lost.

      Evidence: 120 projects counted; data up to 20 November 2026; all partners of the organisation; data version v1. This is generated sample data, not real deals."
    `);
  });

  it('sets two periods side by side and says which way it went', () => {
    const period = { from: '2026-01-01', to: '2026-12-31' };
    expect(worded({ measures: ['count'], period, compareWith: period })).toMatchInlineSnapshot(`
      "**120 projects closed in 2026, up from 90 projects in 2025.**

      Left out or apart: 7 projects closed lost.

      Evidence: 120 projects counted; data up to 20 November 2026; all partners of the organisation; data version v1. This is generated sample data, not real deals."
    `);
  });

  it('says of a share what was asked about', () => {
    const focus = { field: 'industry' as const, operator: 'is' as const, values: ['B'] };
    expect(
      worded({ measures: ['share(count)'], dimensions: ['industry'] }, { focus }).split('\n')[0],
    ).toMatchInlineSnapshot(
      `"**B: 33 % (share(count)) from 40 projects, of all 120 projects closed in 2026.**"`,
    );
  });

  it('lets no name from the data end a cell of its table', () => {
    const insight = insightOf({ measures: ['count'], dimensions: ['customerName'] });
    const [row] = insight.rows;
    if (row === undefined) throw new Error('a row is needed');
    const rows = [{ ...row, labels: ['Evil | Corp\n# Heading'] }];
    const answer = wordInsight(
      { ...insight, rows },
      asked({ measures: ['count'], dimensions: ['customerName'] }),
      PLAIN,
    );
    expect(answer).toContain('| Evil   Corp # Heading |');
    expect(answer).not.toContain('\n# Heading');
  });
});

describe('wordInsightTrouble', () => {
  it.for([
    [{ kind: 'absent', columns: [{ concept: 'seller', text: 'sales rep' }] }, 'partner'],
    [{ kind: 'absent', columns: [{ concept: 'winRate', text: 'win rate' }] }, 'won projects'],
    [{ kind: 'absent', columns: [{ concept: null, text: 'zodiac' }] }, '“zodiac”'],
    [{ kind: 'future', text: 'next year' }, '“next year”'],
    [{ kind: 'impossible' }, 'no such period'],
  ] as const)('%j says %s', ([trouble, words]) => {
    expect(wordInsightTrouble(trouble)).toContain(words);
  });
});

describe('wordInsightRejection', () => {
  it('names the nearest of a name that no project has', () => {
    const issues = [
      {
        field: 'filters.0.values',
        value: 'Northwnd',
        problem: 'no project that you may see has a partner “Northwnd”',
        accepted: 'one of: A | B',
        nearest: 'Northwind Cloudworks',
      },
    ];
    expect(wordInsightRejection({ code: 'invalid-arguments', issues })).toBe(
      'No project that you may see has a partner “Northwnd”. The nearest is “Northwind Cloudworks”: is that meant?',
    );
  });
});
