import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, thinAnalysis } from './__fixtures__/example-analysis.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import {
  evidenceTable,
  leftTable,
  metricsTable,
  risksTable,
  similarProjectsTable,
  termsTable,
} from './analysis-tables.ts';
import { htmlTable } from './html-table.ts';
import { narrowingTable, scenariosTable, sensitivityTable } from './sensitivity-tables.ts';
import { architectureTable, notMentionedTable, servicesTable, togetherTable } from './service-tables.ts';
import { textTable } from './text-table.ts';

const TABLES = {
  architectureTable,
  evidenceTable,
  leftTable,
  metricsTable,
  narrowingTable,
  notMentionedTable,
  risksTable,
  scenariosTable,
  sensitivityTable,
  servicesTable,
  similarProjectsTable,
  termsTable,
  togetherTable,
};

describe('analysis tables', () => {
  it.for(Object.entries(TABLES))('%s has a cell a column and renders for any analysis', ([, tableOf]) => {
    fc.assert(
      fc.property(anyAnalysis, (analysis) => {
        const table = tableOf(analysis);
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
        const markup = String(htmlTable(table, { id: 't' }));
        expect(markupFault(markup)).toBeUndefined();
        for (const text of [markup, ...textTable(table)]) {
          expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('metricsTable', () => {
  it('says "not known" for what could not be predicted', () => {
    expect(new Set(metricsTable(thinAnalysis()).rows.flatMap((row) => row.slice(1)))).toEqual(
      new Set([null]),
    );
  });
});

describe('evidenceTable', () => {
  it('lists every project, heaviest first', () => {
    const analysis = exampleAnalysis();
    const weights = evidenceTable(analysis).rows.map((row) => Number(row[2]));
    expect(weights).toHaveLength(analysis.rows.length);
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
  });
});

describe('htmlTable', () => {
  it('names columns, rows and the table for assistive technology', () => {
    const table = leftTable(exampleAnalysis());
    expect(String(htmlTable(table, { id: 'left' }))).toMatchInlineSnapshot(`
      "<div class="table-scroll" role="group" tabindex="0" aria-labelledby="left-caption"><table>
      <caption id="left-caption">Left out or doubted</caption>
      <thead><tr><th scope="col" class="left">Reason</th><th scope="col" class="right">Projects</th></tr></thead>
      <tbody>
      <tr><th scope="row" class="left">no amount</th><td class="right">4</td></tr>
      </tbody>
      </table></div>"
    `);
  });
});
