import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyInsight } from './__fixtures__/arbitrary-insight.ts';
import { exampleComparison, exampleInsight } from './__fixtures__/example-insight.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { htmlTable } from './html-table.ts';
import { insightCsv } from './insight-csv.ts';
import { insightLeftTable, insightTable } from './insight-tables.ts';
import { insightWords } from './insight-words.ts';
import { textTable } from './text-table.ts';

const WRONG = /NaN|undefined|Infinity|\[object/;

describe('insightTable', () => {
  it('has the groups, the rest, what is not known and the whole', () => {
    expect(`\n${textTable(insightTable(exampleInsight())).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Projects and median ARR by industry
      Industry     Projects  Median ARR
      ───────────  ────────  ──────────
      Healthcare         40       $286k
      Retail             21      $90.5k
      the other 3         9       $120k
      not known           1   not known
      All                71       $180k
      "
    `);
  });

  it('sets two periods beside each other', () => {
    expect(`\n${textTable(insightTable(exampleComparison())).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Projects by quarter
      Quarter  Projects, in 2025  Projects, in 2024
      ───────  ─────────────────  ─────────────────
      Q1                      10                  8
      Q2                      12                  9
      All                     22                 17
      "
    `);
  });

  it('has a cell a column and renders for any insight', () => {
    fc.assert(
      fc.property(anyInsight, (insight) => {
        for (const table of [insightTable(insight), insightLeftTable(insight)]) {
          for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
          const markup = String(htmlTable(table, { id: 't' }));
          expect(markupFault(markup)).toBeUndefined();
          for (const text of [markup, ...textTable(table)]) expect(text).not.toMatch(WRONG);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('insightWords', () => {
  it('says what is counted, each row, what was left out and where it is from', () => {
    expect(`\n${insightWords(exampleInsight()).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Projects and median ARR by industry of projects won (Committed or Launched) closed in 2025.
      Note: The data goes up to 31 October 2026.
      Healthcare: 40 projects, median ARR $286k
      Retail: 21 projects, median ARR $90.5k
      the other 3: 9 projects, median ARR $120k
      not known: 1 project, median ARR not known
      All: 71 projects, median ARR $180k
      Left out or apart: 12 projects closed lost
      Evidence: 71 projects counted, of all partners of the organisation; data up to 31 October 2026, data version v1. This is sample data.
      "
    `);
    expect(insightWords(exampleComparison())[1]).toMatchInlineSnapshot(
      `"Q1: 10 projects (8 projects in 2024)"`,
    );
  });

  it('keeps any insight on single lines without a number gone wrong', () => {
    fc.assert(
      fc.property(anyInsight, (insight) => {
        for (const line of insightWords(insight)) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(line).not.toMatch(WRONG);
        }
      }),
    );
  });
});

describe('insightCsv', () => {
  it('has a record a row with plain numbers, the whole last', () => {
    expect(insightCsv(exampleInsight()).split('\r\n')).toMatchInlineSnapshot(`
      [
        "row,industry,projects,median(arrUsd)",
        "group,Healthcare,40,286000",
        "group,Retail,21,90500",
        "rest,,9,120000",
        "unknown,,1,",
        "whole,,71,180000",
        "",
      ]
    `);
    expect(insightCsv(exampleComparison()).split('\r\n').slice(0, 2)).toMatchInlineSnapshot(`
      [
        "row,quarter,projects,compared projects",
        "group,Q1,10,8",
      ]
    `);
  });

  it('writes any insight without a number gone wrong', () => {
    fc.assert(
      fc.property(anyInsight, (insight) => {
        expect(insightCsv(insight)).not.toMatch(WRONG);
      }),
    );
  });
});
