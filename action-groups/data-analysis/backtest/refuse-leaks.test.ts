import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEAL_FEATURES } from '../prediction/project-example.ts';
import { knownLaterByName, refuseLaterColumns, whyUnknownAtOpening } from './known-later.ts';
import { partsDisjointly, rankCorrelation, ranksOf } from './rank-statistics.ts';
import { leaksOf, refuseLeaks } from './refuse-leaks.ts';
import type { Table } from './table-task.ts';

/** 200 rows with a target of 1 to 200, and one feature of each kind. */
function table(
  features: (target: number, at: number) => { text?: string; category?: string; number?: number },
  more: Partial<Table> = {},
): Table {
  return {
    columns: { text: ['title'], categories: ['group'], numbers: ['size'] },
    target: 'amount',
    targetColumns: ['amount'],
    scale: 'log',
    allowed: [],
    notes: [],
    rows: Array.from({ length: 200 }, (_, at) => {
      const target = ((at * 77) % 199) + 101;
      const { text = '', category = `c${at % 3}`, number = at % 5 } = features(target, at);
      return {
        id: null,
        date: '2026-01-01',
        text,
        categories: { group: category },
        numbers: { size: number },
        target,
      };
    }),
    ...more,
  };
}

describe('leaksOf', () => {
  it('lets features pass that tell no more than features do', () => {
    const noisy = (target: number, at: number) => ({
      text: `job no ${at}`,
      category: target + (at % 60) > 180 ? 'large' : 'small',
      number: target + ((at * 31) % 90),
    });
    expect(leaksOf(table(noisy))).toEqual([]);
  });

  it.for([
    ['a number that grows with the target', (target: number) => ({ number: target ** 2 }), 'size'],
    ['a number that falls as the target grows', (target: number) => ({ number: 1 / target }), 'size'],
    ['a grade of the target', (target: number) => ({ number: Math.ceil(target / 60) }), 'size'],
    ['a class of the target', (target: number) => ({ category: target > 150 ? 'large' : 'small' }), 'group'],
    ['a text with the figure', (target: number) => ({ text: `paid $${target}.00 in all` }), 'title'],
  ] as const)('finds %s', ([, features, column]) => {
    expect(leaksOf(table(features)).map((leak) => leak.column)).toEqual([column]);
  });

  it('lets a column pass that the mapping allows, but never what the target is made of', () => {
    const copy = table((target) => ({ number: target }), { allowed: ['size'] });
    expect(leaksOf(copy)).toEqual([]);
    expect(leaksOf({ ...copy, targetColumns: ['size'] })).toEqual([
      { column: 'size', why: 'the target is made of it' },
    ]);
  });

  it('names each column, why, and the way out', () => {
    const leaking = table((target) => ({ number: target }), {
      columns: { text: ['title'], categories: ['Sales Stage Change Count'], numbers: ['size'] },
    });
    expect(() => refuseLeaks(leaking)).toThrow(
      'Sales Stage Change Count cannot be used to foretell amount: stages are counted and timed while a deal runs. ' +
        'size cannot be used to foretell amount: it orders the rows as the target does (rank correlation 1.000). ' +
        'Take it out of the mapping, or, if it is truly known when a row opens, name it under allow with a reason.',
    );
  });
});

describe('knownLaterByName', () => {
  it.for([
    'Elapsed Days In Sales Stage',
    'Sales Stage Change Count',
    'salesStageChangeCount',
    'Total Days Identified Through Closing',
    'Ratio Days Identified To Closed',
    'days_to_close',
    'cycle_time',
    'number of stages',
  ])('refuses %s', (name) => {
    expect(knownLaterByName(name)).toBeTypeOf('string');
  });

  it.for([
    'title',
    'stage',
    'duration',
    'Project Type',
    'Customer Segment',
    'Production Budget',
    'Release Date',
    'State',
    'number of employees',
    'Contract Period',
    'days of notice',
    'Country',
  ])('lets %s pass', (name) => {
    expect(knownLaterByName(name)).toBeUndefined();
  });
});

describe('whyUnknownAtOpening', () => {
  it.for([
    'arr_usd',
    'mrrUsd',
    'annual_run_rate_usd',
    'service_1',
    'service_3_monthly_usd',
    'planned_delivery_start_date',
    'gap_days',
    'durationMonths',
    'stage',
    'search_text',
    'aws_calculator_url',
  ])('refuses %s of our projects', (column) => {
    expect(whyUnknownAtOpening(column)).toBeTypeOf('string');
    expect(() => refuseLaterColumns({ categories: [column], numbers: [] })).toThrow(column);
  });

  it('lets everything pass that training uses', () => {
    expect(() => refuseLaterColumns(DEAL_FEATURES)).not.toThrow();
  });
});

describe('rankCorrelation', () => {
  it('shares ranks among equals', () => {
    expect([...ranksOf([30, 10, 20, 10])]).toEqual([3, 0.5, 2, 0.5]);
  });

  it('is 1 for any growing function, −1 for a falling one, and 0 without differences', () => {
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(values, (list) => {
        expect(rankCorrelation(list.map((value) => [value, Math.log(value)]))).toBeCloseTo(1, 10);
        expect(rankCorrelation(list.map((value) => [value, -value]))).toBeCloseTo(-1, 10);
        expect(rankCorrelation(list.map((value) => [value, 4]))).toBe(0);
      }),
    );
  });
});

describe('partsDisjointly', () => {
  it('does not take a name of its own a row for a range', () => {
    const rows = Array.from({ length: 100 }, (_, target) => ({ level: `id ${target}`, target }));
    expect(partsDisjointly(rows)).toBe(false);
  });

  it('takes ranges of any number and size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 2, maxLength: 9 }), (sizes) => {
        let target = 0;
        const rows = sizes.flatMap((size, level) =>
          Array.from({ length: size }, () => ({ level: String(level), target: target++ })),
        );
        expect(partsDisjointly(rows)).toBe(rows.length >= 30);
      }),
    );
  });
});
