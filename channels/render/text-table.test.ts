import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis } from './__fixtures__/example-analysis.ts';
import { metricsTable, similarProjectsTable } from './analysis-tables.ts';
import { displayWidth } from './printable.ts';
import { numberColumn, type Table, textColumn } from './table.ts';
import { textTable } from './text-table.ts';

describe('textTable', () => {
  it('aligns numbers to the right', () => {
    expect(`\n${textTable(metricsTable(exampleAnalysis())).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      What to expect
      Measure                      Low         Median       High  Interval holds  Projects
      ─────────────────  ─────────────  ─────────────  ─────────  ──────────────  ────────
      ARR                        $118k          $286k      $742k            80 %        34
      MRR                        $9.2k         $22.4k       $58k            80 %        34
      Launch             November 2027  February 2028  July 2028            80 %        35
      Start after close        21 days        47 days    96 days            80 %        34
      Delivery                7 months      10 months  14 months            80 %        34
      "
    `);
  });

  it('shortens text columns, never numbers, to fit the width', () => {
    expect(
      `\n${textTable(similarProjectsTable(exampleAnalysis()), { width: 80 }).join('\n')}\n`,
    ).toMatchInlineSnapshot(`
      "
      Most similar projects
      Customer  Project   Similarity  ARR stated  ARR computed            Closed  Start after close  Delivery  Why it…
      ────────  ────────  ──────────  ──────────  ────────────  ────────────────  ─────────────────  ────────  ────────
      Alder H…  Databas…        91 %        $90k          $90k   14 January 2021            20 days  6 months  “sybase…
      Birchwa…  Sybase…         85 %       $967k         $967k  14 February 2022            31 days  7 months  “sybase…
      Cedar &…  Databas…        79 %       $907k         $907k     14 March 2023            42 days  8 months  “sybase…
      "
    `);
  });

  it('says what is not known and lines up wide characters', () => {
    const table: Table = {
      title: 'T',
      columns: [textColumn('Name'), numberColumn('ARR', 'usd')],
      rows: [
        ['東京', null],
        ['ab', 1200],
      ],
    };
    expect(textTable(table)).toEqual([
      'T',
      'Name        ARR',
      '────  ─────────',
      '東京  not known',
      'ab        $1.2k',
    ]);
  });

  it('keeps every line within the width when text columns can give way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyText, anyText), { maxLength: 6 }),
        fc.integer({ min: 20, max: 80 }),
        (rows, width) => {
          const table: Table = { title: 'T', columns: [textColumn('One'), textColumn('Two')], rows };
          for (const line of textTable(table, { width }))
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
