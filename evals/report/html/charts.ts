import { html, type Markup } from '#channels/render/html.ts';
import type { MetricRow } from '#evals/compare/comparison.ts';
import { wilsonInterval } from '#evals/statistics/wilson-interval.ts';
import { differenceText, intervalText, metricName } from '../figure-words.ts';

const WIDTH = 720;
const LABEL = 220;
const ROW = 26;

/** The intervals of all rows around 0, each in the unit of its margin, with the margin as a band. */
export function intervalChart(rows: readonly MetricRow[]): Markup {
  const drawn = rows.filter(({ measured }) => measured.low !== undefined && measured.high !== undefined);
  if (drawn.length === 0) return html``;
  const height = drawn.length * ROW + 26;
  const middle = LABEL + (WIDTH - LABEL) / 2;
  const words = drawn.map(
    (row) => `${metricName(row)} ${differenceText(row, row.measured.difference)}, ${intervalText(row)}`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${`Differences with 95 % intervals: ${words.join('; ')}`}">
<text x="${middle}" y="${height - 6}" text-anchor="middle" class="soft-text">no difference; the band is the margin</text>
<line class="axis" x1="${middle}" x2="${middle}" y1="0" y2="${height - 22}"/>
${drawn.map((row, at) => intervalRow(row, at * ROW + ROW / 2, middle))}</svg>`;
}

/** Three margins, or as much as the widest end needs. */
function intervalRow(row: MetricRow, y: number, middle: number): Markup {
  const { difference, high = 0, low = 0 } = row.measured;
  const reach = Math.max(3 * row.margin, Math.abs(low), Math.abs(high), 1e-9);
  const half = (WIDTH - LABEL) / 2 - 8;
  const x = (value: number) => (middle + (value / reach) * half).toFixed(1);
  const isOff = row.verdict === 'better' || row.verdict === 'worse';
  const kind = !isOff ? 'dot' : row.verdict === 'better' ? 'good-fill' : 'bad-fill';
  return html`<g><text x="0" y="${y + 4}">${metricName(row)}</text>
<rect class="band" x="${x(-row.margin)}" y="${y - 9}" width="${(Number(x(row.margin)) - Number(x(-row.margin))).toFixed(1)}" height="18"/>
<line class="range" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/>
<circle class="${kind}" cx="${x(difference)}" cy="${y}" r="5"/></g>
`;
}

/** The pass rate of each suite with Wilson's interval. */
export function suiteChart(
  suites: readonly { readonly name: string; readonly passed: number; readonly cases: number }[],
): Markup {
  const height = suites.length * ROW + 22;
  const span = WIDTH - LABEL - 90;
  const x = (share: number) => (LABEL + share * span).toFixed(1);
  const words = suites.map(({ cases, name, passed }) => `${name} ${passed} of ${cases}`);
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${`Cases passed by suite, with 95 % intervals: ${words.join('; ')}`}">
${suites.map(({ cases, name, passed }, at) => {
  const y = at * ROW + ROW / 2;
  const { high, low } = wilsonInterval(passed, cases);
  return html`<g><text x="0" y="${y + 4}">${name.length > 30 ? `${name.slice(0, 29)}…` : name}</text>
<rect class="mark" x="${x(0)}" y="${y - 8}" width="${((passed / cases) * span).toFixed(1)}" height="16"/>
<line class="range" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/>
<text x="${WIDTH}" y="${y + 4}" text-anchor="end">${passed} of ${cases}</text></g>
`;
})}<text x="${x(0)}" y="${height - 4}" class="soft-text">0 %</text><text x="${x(1)}" y="${height - 4}" class="soft-text" text-anchor="end">100 %</text></svg>`;
}

/** How many cases took how long: twelve columns from nothing to the slowest. */
export function timeChart(timesMs: readonly number[]): Markup {
  if (timesMs.length === 0) return html``;
  const columns = 12;
  const most = Math.max(...timesMs, 1);
  const counts = new Array<number>(columns).fill(0);
  for (const time of timesMs) {
    const column = Math.min(columns - 1, Math.floor((time / most) * columns));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const highest = Math.max(...counts);
  const [width, height] = [WIDTH / columns, 120];
  return html`<svg viewBox="0 0 ${WIDTH} ${height + 42}" role="img" aria-label="${`Cases by time, from 0 to ${Math.round(most)} ms in ${columns} columns: ${counts.join(', ')}`}">
${counts.map((cases, at) => {
  const bar = (cases / highest) * height;
  return html`<rect class="mark" x="${(at * width + 2).toFixed(1)}" y="${(20 + height - bar).toFixed(1)}" width="${(width - 4).toFixed(1)}" height="${bar.toFixed(1)}"/>
${cases > 0 && html`<text x="${(at * width + width / 2).toFixed(1)}" y="${(15 + height - bar).toFixed(1)}" text-anchor="middle">${cases}</text>`}`;
})}<line class="axis" x1="0" x2="${WIDTH}" y1="${20 + height}" y2="${20 + height}"/>
<text x="0" y="${height + 38}" class="soft-text">0 ms</text><text x="${WIDTH}" y="${height + 38}" text-anchor="end" class="soft-text">${Math.round(most).toLocaleString('en-US')} ms</text></svg>`;
}
