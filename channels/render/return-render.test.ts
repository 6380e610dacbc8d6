import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyReturn } from './__fixtures__/arbitrary-return.ts';
import { exampleReturn } from './__fixtures__/example-return.ts';
import { markupFault } from './__fixtures__/well-formed.ts';
import { htmlTable } from './html-table.ts';
import { returnChart } from './return-chart.ts';
import { returnCsv } from './return-csv.ts';
import {
  returnAssumptionsTable,
  returnCashTable,
  returnScenariosTable,
  returnSensitivityTable,
} from './return-tables.ts';
import { returnTornado } from './return-tornado.ts';
import { returnWords } from './return-words.ts';
import { textTable } from './text-table.ts';

const WRONG = /NaN|undefined|Infinity|\[object/;
const TABLES = [returnScenariosTable, returnAssumptionsTable, returnCashTable, returnSensitivityTable];

describe('tables of a return', () => {
  it('set the cases beside each other, and the inputs with where they come from', () => {
    const lines = [returnScenariosTable, returnAssumptionsTable].flatMap((table) =>
      textTable(table(exampleReturn())),
    );
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      What it returns
      Case      Paid, after funding  Delivery  Better a month    Payback  With discounting     NPV  IRR a year  Times what is paid
      ────────  ───────────────────  ────────  ──────────────  ─────────  ────────────────  ──────  ──────────  ──────────────────
      Unfavou…                $200k  9 months            $10k  28 months         31 months  $39.3k      23.7 %                 1.4
      Middle                  $200k  6 months            $28k  13 months         13 months   $539k     207.2 %                4.34
      Favoura…                $200k  4 months            $45k   8 months          8 months  $1.07M     531.4 %                7.43
      What it is computed from
      Input                                     Value  Where from
      ────────────────────  ─────────────────────────  ───────────
      Migration cost                            $250k  as you said
      Current cost a month                       $60k  as you said
      AWS cost a month      $15k to $50k, middle $32k  as you said
      Funding                                    $50k  as you said
      Delivery                4 to 9 months, middle 6  as you said
      Discount rate a year                       10 %  as you said
      Horizon                               36 months  as you said
      "
    `);
  });

  it('show one case where nothing has a range', () => {
    const single = exampleReturn({
      runMonthlyUsd: { low: 1, median: 1, high: 1 },
      deliveryMonths: { low: 1, median: 1, high: 1 },
    });
    expect(returnScenariosTable(single).rows).toHaveLength(1);
    expect(returnCashTable(single).columns).toHaveLength(8);
  });

  it('have a cell a column and render for any return', () => {
    fc.assert(
      fc.property(anyReturn, (result) => {
        for (const table of TABLES.map((each) => each(result))) {
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

describe('returnWords', () => {
  it('says the cases, what moves them and what they are computed from', () => {
    expect(`\n${returnWords(exampleReturn()).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Return on investment: 36 months from March 2027, the start of delivery.
      Unfavourable: pays back after 28 months (31 with discounting); NPV $39.3k at 10 % a year; IRR 23.7 % a year; it brings back 1.4 times the $200k paid.
      Middle: pays back after 13 months; NPV $539k at 10 % a year; IRR 207.2 % a year; it brings back 4.34 times the $200k paid.
      Favourable: pays back after 8 months; NPV $1.07M at 10 % a year; IRR 531.4 % a year; it brings back 7.43 times the $200k paid.
      The funding is the amount you gave.
      Moves it: AWS cost a month over its range, $15k to $50k: NPV $987k to $66k.
      Moves it: Current cost a month 20 % either way, $48k to $72k: NPV $224k to $855k.
      Moves it: Delivery over its range, 4 months to 9 months: NPV $592k to $462k.
      From: Migration cost: $250k, as you said.
      From: Current cost a month: $60k, as you said.
      From: AWS cost a month: $15k to $50k, middle $32k, as you said.
      From: Funding: $50k, as you said.
      From: Delivery: 4 to 9 months, middle 6, as you said.
      From: Discount rate a year: 10 %, as you said.
      From: Horizon: 36 months, as you said.
      "
    `);
  });

  it('keeps any return on single lines without a number gone wrong', () => {
    fc.assert(
      fc.property(anyReturn, (result) => {
        for (const line of returnWords(result)) {
          expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(line).not.toMatch(WRONG);
        }
      }),
    );
  });
});

describe('returnChart and returnTornado', () => {
  it('mark payback and funding, and say the whole for those who do not see it', () => {
    const markup = String(returnChart(exampleReturn(), { id: 'c' }));
    expect(markup).toContain('class="payback"');
    expect(markup).toContain('class="funding"');
    expect(/<desc id="c-desc">(.*)<\/desc>/.exec(markup)?.[1]).toMatchInlineSnapshot(
      `"The middle case falls to -$208k and ends at $668k ($80k in the unfavourable case, $1.28M in the favourable one). It pays back after 13 months; NPV $539k at 10 % a year; IRR 207.2 % a year; it brings back 4.34 times the $200k paid. The table has the same figures."`,
    );
    const tornado = String(returnTornado(exampleReturn(), { id: 't' }));
    expect(tornado.match(/class="lane"/g)).toHaveLength(exampleReturn().sensitivities.length);
  });

  it('say that nothing is paid back', () => {
    const markup = String(
      returnChart(exampleReturn({ currentMonthlyUsd: { low: 1, median: 1, high: 1 } }), { id: 'c' }),
    );
    expect(markup).toContain('Not paid back within 36 months');
    expect(markup).not.toContain('class="payback"');
  });

  it('are well-formed at any width for any return', () => {
    fc.assert(
      fc.property(anyReturn, fc.integer({ min: 0, max: 1_200 }), (result, width) => {
        for (const draw of [returnChart, returnTornado]) {
          const markup = String(draw(result, { id: 'c', width }));
          expect(markupFault(markup)).toBeUndefined();
          expect(markup.replace(/<(title|desc|text)[^>]*>[^<]*/g, '')).not.toMatch(WRONG);
          expect(markup).not.toMatch(WRONG);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('returnCsv', () => {
  it('has every month of every case, to the cent', () => {
    const [header, first, ...others] = returnCsv(exampleReturn()).split('\r\n');
    expect(header).toBe(
      'case,month,calendarMonth,migrationUsd,fundingUsd,runUsd,benefitUsd,netUsd,cumulativeUsd,discountedUsd,cumulativeDiscountedUsd',
    );
    expect(first).toBe('low,0,2027-03,-27777.78,0,0,0,-27777.78,-27777.78,-27777.78,-27777.78');
    expect(others).toHaveLength(3 * 37);
  });

  it('writes any return without a number gone wrong', () => {
    fc.assert(
      fc.property(anyReturn, (result) => {
        expect(returnCsv(result)).not.toMatch(WRONG);
      }),
    );
  });
});
