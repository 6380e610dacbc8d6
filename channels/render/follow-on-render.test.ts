import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFollowOn, anyRoadmap } from './__fixtures__/arbitrary-follow-on.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { followOnCsv } from './follow-on-csv.ts';
import {
  expansionTable,
  followOnExamplesTable,
  opportunitiesTable,
  ownProjectsTable,
  serviceOpportunitiesTable,
  whitespaceTable,
} from './follow-on-tables.ts';
import { followOnWords } from './follow-on-words.ts';
import { htmlTable } from './html-table.ts';
import { roadmapChart } from './roadmap-chart.ts';
import { roadmapCsv } from './roadmap-csv.ts';
import { quartersTable, quarterText, roadmapLeftTable, stepsTable } from './roadmap-tables.ts';
import { roadmapWords } from './roadmap-words.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';

const WRONG = /NaN|undefined|Infinity|\[object/;

function expectSound(tables: readonly Table[]): void {
  for (const table of tables) {
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    const markup = String(htmlTable(table, { id: 't' }));
    expect(markupFault(markup)).toBeUndefined();
    for (const text of [markup, ...textTable(table)]) expect(text).not.toMatch(WRONG);
  }
}

function expectLines(lines: readonly string[]): void {
  for (const line of lines) {
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(line).not.toMatch(WRONG);
  }
}

describe('what follows, rendered', () => {
  it('has sound tables, words and CSV, whatever names there are', () => {
    fc.assert(
      fc.property(anyFollowOn, (found) => {
        expectSound([
          opportunitiesTable(found),
          serviceOpportunitiesTable(found),
          followOnExamplesTable(found),
          whitespaceTable(found),
          expansionTable(found),
          ownProjectsTable(found),
        ]);
        expectLines(followOnWords(found));
        expect(followOnCsv(found)).not.toMatch(WRONG);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a roadmap, rendered', () => {
  it('has sound tables, words and CSV, whatever names there are', () => {
    fc.assert(
      fc.property(anyRoadmap, (plan) => {
        expectSound([stepsTable(plan), quartersTable(plan), roadmapLeftTable(plan)]);
        expectLines(roadmapWords(plan));
        expect(roadmapCsv(plan)).not.toMatch(WRONG);
      }),
      { numRuns: 60 },
    );
  });

  it('is drawn within its frame, well-formed, named and described, at any width', () => {
    fc.assert(
      fc.property(anyRoadmap, fc.integer({ min: 100, max: 1200 }), (plan, wished) => {
        const markup = String(roadmapChart(plan, { id: 'r', width: wished }));
        expect(markupFault(markup)).toBeUndefined();
        expect(markup).not.toMatch(WRONG);
        expect(markup).toContain('aria-labelledby="r-title r-desc"');
        expect(markup.match(/<rect/g) ?? []).toHaveLength(plan.steps.length);
        const width = Number(/viewBox="0 0 (\d+)/.exec(markup)?.[1]);
        for (const [, x, long] of markup.matchAll(/<rect[^>]* x="([\d.-]+)"[^>]* width="([\d.]+)"/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x) + Number(long)).toBeLessThanOrEqual(width + 2.1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says quarters as people do', () => {
    expect(quarterText('2027-Q1')).toBe('Q1 2027');
    expect(quarterText('some day')).toBe('some day');
  });
});
