import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFundingPlan } from './__fixtures__/arbitrary-funding-plan.ts';
import { exampleFundingPlan } from './__fixtures__/example-funding-plan.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { fundingCsv } from './funding-csv.ts';
import {
  combinationTable,
  documentsTable,
  figuresTable,
  programsTable,
  stepsTable,
  tiersTable,
  timelineTable,
} from './funding-tables.ts';
import { fundingAmount, fundingWords } from './funding-words.ts';
import { htmlTable } from './html-table.ts';
import { textTable } from './text-table.ts';

const WRONG = /NaN|undefined|Infinity|\[object/;
const TABLES = [
  programsTable,
  stepsTable,
  tiersTable,
  documentsTable,
  timelineTable,
  figuresTable,
  combinationTable,
];

describe('funding tables', () => {
  it('have each program with its amount and whose figures it rests on', () => {
    expect(
      `\n${textTable(programsTable(exampleFundingPlan()), { width: 130 }).join('\n')}\n`,
    ).toMatchInlineSnapshot(`
      "
      Programs
      Program   Verdict          Low  Middle   High  Basis         Form                     Apply by        Why
      ────────  ────────────  ──────  ──────  ─────  ────────────  ───────────────────────  ──────────────  ────────────────────────────
      POC       Fits          $11.8k    $25k   $25k  illustrative  cash to the partner      1 January 2027  There is a proof.
      Activate  Not yet          $1k     $5k  $200k  published     credits to the customer  —               Is the customer a startup?
      MDF       Does not fit       —       —      —  —             —                        —               The money has to be for mar…
      "
    `);
  });

  it('show every amount beside its basis', () => {
    const plan = exampleFundingPlan();
    for (const make of [programsTable, stepsTable, combinationTable]) {
      const { columns, rows } = make(plan);
      const basis = columns.findIndex(({ name }) => name === 'Basis');
      const low = columns.findIndex(({ name }) => name === 'Low');
      for (const row of rows)
        if (typeof row[low] === 'number') expect(row[basis]).toMatch(/^(published|illustrative)$/);
    }
  });

  it('have a cell a column and render for any plan', () => {
    fc.assert(
      fc.property(anyFundingPlan, (plan) => {
        for (const table of TABLES.map((make) => make(plan))) {
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

describe('fundingWords', () => {
  it('say the verdicts, what is missing, what to submit, when, and what amounts rest on', () => {
    expect(`\n${fundingWords(exampleFundingPlan()).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Of 3 programs 1 fits, 1 could once something is settled, 1 does not.
      Note: The customer’s size is not known.
      Fits: POC fits.
      Not yet: Activate could fit.
      Does not fit: MDF does not fit: the money has to be for marketing.
      To answer: Is the customer a startup?
      Submit for POC: Plan. Start, end, who takes part.
      Submit for Activate: Builder ID. With the company’s address.
      5 March 2027: The deal closes on 5 March 2027.
      Risk: The ARR range is wide.
      Amounts follow from an ARR of $118k to $742k (confidence MEDIUM); as of 25 November 2026. Illustrative amounts (1) are worked examples and not AWS’s terms; ask the AWS partner team.
      "
    `);
  });

  it('keep any plan on single lines without a number gone wrong', () => {
    fc.assert(
      fc.property(anyFundingPlan, (plan) => {
        for (const line of fundingWords(plan)) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(line).not.toMatch(WRONG);
        }
      }),
    );
  });
});

describe('fundingAmount', () => {
  it('never shows an illustrative amount as AWS’s', () => {
    const amountUsd = { low: 1_000, median: 2_000, high: 3_000 };
    expect(fundingAmount({ amountUsd, basis: 'illustrative' })).toBe(
      '$1k to $3k, middle $2k (illustrative, not AWS’s)',
    );
    expect(fundingAmount({ amountUsd, basis: 'published' })).toBe('$1k to $3k, middle $2k (published)');
    expect(fundingAmount({ amountUsd: null, basis: 'published' })).toBe('none');
  });
});

describe('fundingCsv', () => {
  it('has a record a program with plain numbers and the basis beside them', () => {
    expect(fundingCsv(exampleFundingPlan()).split('\r\n')).toMatchInlineSnapshot(`
      [
        "program,name,verdict,lowUsd,medianUsd,highUsd,basis,capped,form,paidTo,applyByDate,missing,reasons,documents,documentId",
        "poc,Proof-of-concept funding,yes,11840,25000,25000,illustrative,yes,cash,partner,2027-01-01,,There is a proof.,Plan,program-poc",
        "activate,AWS Activate credits,not-yet,1000,5000,200000,published,no,credits,customer,,Is the customer a startup?,,Builder ID,program-activate",
        "mdf,Marketing development funds,no,,,,,no,cash,partner,,,The money has to be for marketing.,Plan,program-mdf",
        "",
      ]
    `);
  });

  it('writes any plan without a number gone wrong', () => {
    fc.assert(
      fc.property(anyFundingPlan, (plan) => {
        expect(fundingCsv(plan)).not.toMatch(WRONG);
      }),
    );
  });
});
