import { describe, expect, it } from 'vitest';
import { METHODS } from '#action-groups/data-analysis/backtest/backtest.ts';
import { runBacktest } from '#action-groups/data-analysis/backtest/run-backtest.ts';
import { tableTask } from '#action-groups/data-analysis/backtest/table-task.ts';
import { tenthsTable } from './backtest-plots.ts';
import { backtestReport } from './backtest-report.ts';
import { blendComparisonsTable, comparisonsTable, METHOD_NAMES, methodsTable } from './backtest-tables.ts';
import { numberAxis } from './number-axis.ts';

const TITLE = '<script>alert(1)</script>';
const task = tableTask(
  {
    columns: { text: ['title'], categories: ['group'], numbers: [] },
    target: 'amount',
    targetColumns: ['amount'],
    scale: 'log',
    allowed: [],
    notes: [`a note on ${TITLE}`],
    rows: Array.from({ length: 200 }, (_, at) => ({
      id: String(at),
      date: new Date((19_000 + at) * 86_400_000).toISOString().slice(0, 10),
      text: `job ${at % 5}`,
      categories: { group: at % 3 === 0 ? TITLE : 'other' },
      numbers: {},
      target: 1_000 * (1 + (at % 5)) + ((at * 37) % 400),
    })),
  },
  { todayDate: '2026-11-25' },
);
const { backtest, rows } = runBacktest(task, { seed: 7 });

describe('backtestReport', () => {
  const page = backtestReport(backtest, rows, 'a table');

  it('is one page that runs nothing, loads nothing and escapes what came with the data', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\son\w+=/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('names every plot, and has a table for each', () => {
    const plots = [...page.matchAll(/<svg[^>]*aria-labelledby="([\w-]+) ([\w-]+)"/g)];
    expect(plots).toHaveLength(3);
    for (const [, title, description] of plots) {
      expect(page).toContain(`<title id="${title}">`);
      expect(page).toContain(`<desc id="${description}">`);
    }
    expect(page.match(/<table>/g)).toHaveLength(6);
    expect(page.match(/<section /g)).toHaveLength(6);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('tables of a backtest', () => {
  it('have a row a method', () => {
    expect(methodsTable(backtest).rows.map(([name]) => name)).toEqual(
      METHODS.map((method) => METHOD_NAMES[method]),
    );
    expect(comparisonsTable(backtest).rows).toHaveLength(METHODS.length);
    expect(blendComparisonsTable(backtest).rows).toHaveLength(METHODS.length - 1);
  });

  it('part the rows in ten, each once', () => {
    const counts = tenthsTable(backtest, rows).rows.map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });
});

describe('numberAxis', () => {
  it.for([
    ['ln x', [0.0001, 1e12]],
    ['ln x', [5, 5]],
    ['ln(1 + x)', [0, 3_000]],
    ['x', [-50, 1_000]],
    ['share', [0, 1]],
  ] as const)('of %s over %j has a few ticks inside, in order', ([scale, values]) => {
    const learned = values.map((value) =>
      scale === 'ln x' ? Math.log(value) : scale === 'ln(1 + x)' ? Math.log1p(value) : value,
    );
    const axis = numberAxis(learned, 0, 100, scale);
    const places = axis.ticks.map(({ place }) => place);
    expect(places.length).toBeGreaterThan(0);
    expect(places.length).toBeLessThan(12);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('has a middle where all values are one', () => {
    expect(numberAxis([2, 2], 0, 100, 'ln x').at(2)).toBe(50);
  });
});
