import type { Backtest, Foretold } from '#action-groups/data-analysis/backtest/backtest.ts';
import { calibrationPlot, monthsPlot, scatterPlot, tenthsTable } from './backtest-plots.ts';
import {
  calibrationPointsTable,
  comparisonsTable,
  coverageTable,
  METHOD_NAMES,
  methodsTable,
  monthsTable,
  percent,
} from './backtest-tables.ts';
import { html, type Markup } from './html.ts';
import { htmlTable } from './html-table.ts';
import type { Table } from './table.ts';

/** A backtest as one HTML page that needs nothing else: no script, no font, no picture from elsewhere. */
export function backtestReport(backtest: Backtest, rows: readonly Foretold[], source: string): string {
  const title = `Backtest of ${backtest.target}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${STYLE}
</head>
<body>
<main>
<h1>${title}</h1>
${backtestWords(backtest, source).map(
  (line) => html`<p>${line}</p>
`,
)}
${section('methods', [methodsTable(backtest)])}
${section('beats', [comparisonsTable(backtest)])}
${section('scatter', [tenthsTable(backtest, rows)], scatterPlot(backtest, rows))}
${section('coverage', [coverageTable(backtest)])}
${section('months', [monthsTable(backtest)], monthsPlot(backtest))}
${section('calibration', [calibrationPointsTable(backtest)], calibrationPlot(backtest))}
</main>
</body>
</html>
`.toString();
}

/** What a reader has to know to read the figures, a sentence or two a line. */
export function backtestWords(backtest: Backtest, source: string): readonly string[] {
  const { rows, period, scale, group, weights, features, seed, interval } = backtest;
  const counts = [rows.train, rows.calibration, rows.test].map((count) => count.toLocaleString('en-US'));
  const shares = Object.entries(weights).map(
    ([name, weight]) => `${METHOD_NAMES[name as keyof typeof weights]} ${weight.toFixed(2)}`,
  );
  return [
    `${source}. In order of time: fitted on ${counts[0]} rows from ${period.trainFrom}, blended and calibrated on ${counts[1]} from ${period.calibrationFrom}, fitted again on both, tested on ${counts[2]} from ${period.testFrom} to ${period.testTo}. Seed ${seed}.`,
    `The ${percent(interval.level)} interval holds ${percent(interval.coverage)} of the test rows; ${percent(interval.level)} is ${interval.low <= interval.level && interval.level <= interval.high ? 'inside' : 'outside'} the 95 % binomial interval of that, ${percent(interval.low)} to ${percent(interval.high)}.`,
    `Distances are on the scale ${scale}. The medians are those of the first 80 %; a group (${group.column}) with fewer than ${group.leastRows} rows takes the median of all. The blend is ${shares.join(', ')}. Calibration rolls on over the test rows as outcomes become known.`,
    `Foretold from the words, ${[...features.categories, ...features.numbers].join(', ') || 'and nothing else'}.`,
    ...launchWords(backtest),
    ...backtest.notes,
  ];
}

function launchWords({ launchMonth }: Backtest): readonly string[] {
  if (launchMonth === undefined) return [];
  const { coverage, low, high, rows, medianMonths } = launchMonth;
  return [
    `The range of launch months, composed of gap and duration, holds ${percent(coverage)} of ${rows.toLocaleString('en-US')} launches (95 % binomial ${percent(low)} to ${percent(high)}) in ${medianMonths} months (median).`,
  ];
}

function section(id: string, tables: readonly Table[], plot?: Markup): Markup {
  const heading = tables[0]?.title ?? '';
  return html`<section aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${plot !== undefined && html`<figure>${plot}</figure>`}
${tables.map((table) => htmlTable(table, { id: `${id}-table`, hideTitle: true }))}
</section>
`;
}

const STYLE = html`<style>
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin-top: 2.5rem; font-size: 1.2rem; }
figure { margin: 0 0 1rem; }
svg { max-width: 100%; height: auto; }
.table-scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.left { text-align: left; }
.right { text-align: right; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
</style>`;
