import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeHistory } from '../learning/__fixtures__/made-history.ts';
import { METHODS } from './backtest.ts';
import type { BacktestTask } from './backtest-task.ts';
import { runBacktest } from './run-backtest.ts';
import { type Table, type TableRow, tableTask } from './table-task.ts';

function madeTask(rows: number): BacktestTask {
  return {
    target: 'amount',
    outcome: 'value',
    history: madeHistory(rows),
    scale: 'ln x',
    training: { primary: 'value', groupOf: ({ categories }) => categories[0] ?? 'not known' },
    groupColumn: 'segment',
    notes: [],
  };
}

describe('runBacktest', () => {
  const task = madeTask(3_000);
  const { backtest, rows } = runBacktest(task, { seed: 7 });

  it('fits on 60, calibrates on 20 and tests on 20 %, in order of time', () => {
    expect(backtest.rows).toEqual({ train: 1_800, calibration: 600, test: 600 });
    expect(rows.map(({ outcome }) => outcome)).toEqual([...(task.history.outcomes.value ?? [])].slice(2_400));
  });

  it('finds what is there: blend before the group median, that before the global one; 80 % inside', () => {
    const { blend, groupMedian, globalMedian } = backtest.methods;
    expect(blend.maeLog).toBeLessThan((groupMedian.maeLog ?? 0) * 0.8);
    expect(groupMedian.maeLog).toBeLessThan(globalMedian.maeLog ?? 0);
    expect(backtest.interval.low).toBeLessThan(0.8);
    expect(backtest.interval.high).toBeGreaterThan(0.8);
  });

  it('computes the figures from the rows it gives', () => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const method of METHODS)
      expect(backtest.methods[method].maeLog).toBeCloseTo(
        mean(rows.map(({ said, outcome }) => Math.abs(said[method][1] - outcome))),
        10,
      );
    const { bySegment, coverage } = backtest.interval;
    const inside = Object.values(bySegment).reduce((sum, each) => sum + each.coverage * each.rows, 0);
    expect(inside / rows.length).toBeCloseTo(coverage, 10);
  });

  it('says of each segment how many calibration rows it has, and whether they are enough', () => {
    expect(Object.values(backtest.interval.bySegment)).toHaveLength(3);
    for (const { calibrationRows, calibratedAlone } of Object.values(backtest.interval.bySegment))
      expect(calibratedAlone).toBe(calibrationRows >= 500);
  });

  it('gives the same for the same seed', () => {
    const run = () => JSON.stringify(runBacktest(madeTask(300), { seed: 3 }).backtest);
    expect(run()).toBe(run());
  });

  it('learns nothing of test rows: other outcomes there change nothing that was said of the first of them', () => {
    const first = (outcomes: (values: Float64Array) => void) => {
      const made = madeTask(600);
      outcomes(made.history.outcomes.value as Float64Array);
      return runBacktest(made, { seed: 7 }).rows[0];
    };
    const { outcome: _, ...said } = first(() => {}) ?? {};
    const { outcome: __, ...again } = first((values) => values.subarray(480).fill(99)) ?? {};
    expect(again).toEqual(said);
  });
});

const day = (at: number) => new Date(at * 86_400_000).toISOString().slice(0, 10);

function table(rows: readonly Partial<TableRow>[], more: Partial<Table> = {}): Table {
  return {
    columns: { text: ['title'], categories: ['group'], numbers: ['size'] },
    target: 'amount',
    targetColumns: ['amount'],
    scale: 'log',
    allowed: [],
    notes: [],
    ...more,
    rows: rows.map((row) => ({
      id: null,
      date: '2020-01-01',
      text: '',
      categories: {},
      numbers: {},
      target: 1,
      ...row,
    })),
  };
}

const today = { todayDate: '2026-11-25' };
const many = (count: number, row: (at: number) => Partial<TableRow>) =>
  Array.from({ length: count }, (_, at) => row(at));
const anyRow = (at: number): Partial<TableRow> => ({
  date: day(18_000 + at),
  text: `job ${at % 7}`,
  categories: { group: `g${at % 4}` },
  numbers: { size: at % 11 },
  target: 100 + ((at * 7_919) % 997),
});

describe('a table that cannot be tried', () => {
  it.for([
    ['nothing', [], 'too-few-rows'],
    ['one row', many(1, anyRow), 'too-few-rows'],
    ['ten rows', many(10, anyRow), 'too-few-rows'],
    ['one row again and again', many(200, () => anyRow(3)), 'constant-target'],
    ['a constant target', many(200, (at) => ({ ...anyRow(at), target: 5 })), 'constant-target'],
    ['one date', many(200, (at) => ({ ...anyRow(at), date: '2026-01-01' })), 'no-order-of-time'],
    ['dates of the future', many(200, (at) => ({ ...anyRow(at), date: day(30_000 + at) })), 'too-few-rows'],
    ['targets below zero', many(200, (at) => ({ ...anyRow(at), target: -5 - at })), 'too-few-rows'],
  ] as const)('of %s is refused with a code', ([, rows, code]) => {
    const attempt = () => runBacktest(tableTask(table(rows), today), { seed: 7 });
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it('says what its rows lack when too few are left', () => {
    const rows = many(100, (at) => ({ ...anyRow(at), target: at < 90 ? 0 : 5 }));
    expect(() => runBacktest(tableTask(table(rows), today), { seed: 7 })).toThrow(
      '10 rows can be used: a backtest needs at least 50. 90 rows left out: the target is zero or negative',
    );
  });
});

describe('tableTask', () => {
  it('counts what it leaves out', () => {
    const rows = [
      ...many(60, anyRow),
      ...many(3, (at) => ({ ...anyRow(at), target: 0 })),
      ...many(2, (at) => ({ ...anyRow(at), date: '2027-01-01' })),
    ];
    expect(tableTask(table(rows), today).notes).toEqual([
      '2 rows left out: a date after today (2026-11-25), so no outcome yet.',
      '3 rows left out: the target is zero or negative, which has no place on a log scale.',
    ]);
  });

  it('does not look at the order of the rows', () => {
    const rows = many(80, (at) => ({ ...anyRow(at), date: day(18_000 + (at >> 2)) }));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 80 }), (shuffled) => {
        const { history } = tableTask(table(shuffled), today);
        expect(history).toEqual(tableTask(table(rows), today).history);
      }),
      { numRuns: 20 },
    );
  });
});

/** Everything in a report that is a number, or what it is instead. */
function figures(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(figures) : [];
}

describe('any table', () => {
  const word = fc.oneof(
    fc.constantFrom('server', 'служба', '数据 迁移', 'خادم', '🚀'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const anything = fc.record({
    date: fc.integer({ min: 17_000, max: 17_040 }).map(day),
    text: word,
    categories: fc.record({ group: fc.option(fc.oneof(word, fc.nat(10_000).map(String))) }),
    numbers: fc.record({ size: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })) }),
    target: fc.oneof(fc.constantFrom(1, 2, 1e-9, 1e12), fc.double({ min: 1e-3, max: 1e9, noNaN: true })),
  });

  it.for(['log', 'linear'] as const)('gives finite figures or a refusal (%s)', (scale) => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 50, maxLength: 120 }), (rows) => {
        try {
          const { backtest } = runBacktest(tableTask(table(rows, { scale }), today), { seed: 7 });
          for (const figure of figures(backtest)) expect(figure).toSatisfy(Number.isFinite);
        } catch (error) {
          expect(error).toHaveProperty('name', 'BacktestError');
        }
      }),
      { numRuns: 25 },
    );
  });

  it('may have 10,000 categories', () => {
    const columns = { text: [], categories: ['a', 'b', 'c', 'd', 'e'], numbers: [] };
    const rows = many(2_000, (at) => ({
      ...anyRow(at),
      categories: Object.fromEntries(columns.categories.map((name) => [name, `${name}${at}`])),
    }));
    const { backtest } = runBacktest(tableTask(table(rows, { columns }), today), { seed: 7 });
    for (const figure of figures(backtest)) expect(figure).toSatisfy(Number.isFinite);
  });
});
