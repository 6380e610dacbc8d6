import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOMER_SEGMENTS } from '#knowledge-base/projects/vocabulary.ts';
import { reckonAmount } from './amount.ts';
import type { Facts } from './fact.ts';
import type { Formula } from './formula.ts';
import { loadPrograms } from './load-programs.ts';
import { usdRangeOf } from './money-range.ts';
import type { Program, ProgramFigure } from './program.ts';

function usd(value: number): ProgramFigure {
  return { value, unit: 'usd', says: 'an amount', basis: 'illustrative' };
}

function percent(value: number): ProgramFigure {
  return { value, unit: 'percent', says: 'a share', basis: 'illustrative' };
}

function number(low: number, median = low, high = median) {
  return { kind: 'number', low, median, high, source: 'analysis' } as const;
}

function reckon(amount: Program['amount'], figures: Program['figures'], facts: Facts) {
  const reckoned = reckonAmount({ amount, figures, form: 'cash' }, facts);
  return {
    ...reckoned,
    usd: reckoned === undefined || reckoned.range === null ? null : usdRangeOf(reckoned.range),
  };
}

const FIGURES = {
  share: percent(10),
  cap: usd(25_000),
  floor: usd(5_000),
  small: usd(1_000),
  first: usd(300),
  third: usd(900),
};
const OF_ARR: Formula = { kind: 'share', figure: 'share', of: { kind: 'fact', fact: 'arrUsd' } };
const CAP: Formula = { kind: 'figure', figure: 'cap' };

describe('reckonAmount', () => {
  it('takes a share of the range, low, middle and high, to the cent', () => {
    const { usd: amount, steps } = reckon({ formula: OF_ARR }, FIGURES, {
      arrUsd: number(100.05, 200.15, 333.33),
    });
    expect(amount).toEqual({ low: 10.01, median: 20.02, high: 33.33 });
    expect(steps).toMatchObject([{ formula: '10 % of ARR', inputs: ['ARR: $100 to $333'], limitText: null }]);
  });

  it('holds what is beyond a cap down to it and says so, also where it is reached exactly', () => {
    const facts = { arrUsd: number(100_000, 250_000, 900_000) };
    const capped = reckon({ formula: OF_ARR, cap: CAP }, FIGURES, facts);
    expect(capped).toMatchObject({ usd: { low: 10_000, median: 25_000, high: 25_000 }, isCapped: true });
    expect(capped.steps?.[0]?.limitText).toBe('held down by the cap of $25k; without it $10k to $90k');
    const exact = reckon({ formula: OF_ARR, cap: CAP }, FIGURES, { arrUsd: number(250_000) });
    expect(exact).toMatchObject({ usd: { high: 25_000 }, isCapped: false });
  });

  it('raises what is below a floor', () => {
    const { usd: amount, steps } = reckon(
      { formula: OF_ARR, floor: { kind: 'figure', figure: 'floor' } },
      FIGURES,
      {
        arrUsd: number(10_000, 50_000, 90_000),
      },
    );
    expect(amount).toEqual({ low: 5_000, median: 5_000, high: 9_000 });
    expect(steps?.[0]?.limitText).toBe('raised to the floor of $5k');
  });

  it('limits by what is known where one of several limits is not, and says so', () => {
    const formula: Formula = {
      kind: 'least',
      terms: [OF_ARR, { kind: 'share', figure: 'share', of: { kind: 'fact', fact: 'migrationCostUsd' } }],
    };
    const facts = { arrUsd: number(100_000) };
    const open = reckon({ formula }, FIGURES, facts);
    expect(open.usd?.median).toBe(10_000);
    expect(open.steps?.[0]?.inputs).toContain('the migration cost: not known, so it limits nothing');
    expect(reckon({ formula }, FIGURES, { ...facts, migrationCostUsd: number(40_000) }).usd?.median).toBe(
      4_000,
    );
    expect(reckon({ formula }, FIGURES, {})).toMatchObject({
      usd: null,
      unknown: ['arrUsd', 'migrationCostUsd'],
    });
  });

  it('takes no cap for an amount where what it is reckoned from is not known', () => {
    expect(reckon({ formula: { kind: 'least', terms: [OF_ARR, CAP] } }, FIGURES, {}).usd).toBeNull();
    expect(reckon({ formula: OF_ARR, cap: CAP }, FIGURES, {})).toMatchObject({
      usd: null,
      unknown: ['arrUsd'],
    });
  });

  it('is of the customer’s size, and spans all sizes where that is not known', () => {
    const bySegment: Formula = {
      kind: 'by-segment',
      bySegment: {
        SMB: { kind: 'figure', figure: 'first' },
        'Mid-Market': { kind: 'figure', figure: 'third' },
        Enterprise: { kind: 'figure', figure: 'small' },
      },
    };
    expect(reckon({ formula: bySegment }, FIGURES, {})).toMatchObject({
      usd: { low: 300, median: 900, high: 1_000 },
      spansSegments: true,
    });
    const small = { customerSegment: { kind: 'text', value: 'SMB', source: 'seller' } } as const;
    expect(reckon({ formula: bySegment }, FIGURES, small)).toMatchObject({
      usd: { low: 300, median: 300, high: 300 },
      spansSegments: false,
    });
  });

  it('is illustrative as soon as one figure in it is', () => {
    const published = {
      basis: 'published',
      source: 'AWS',
      url: 'https://example.com',
      date: '2026-01-01',
    } as const;
    const figures = { ...FIGURES, share: { ...percent(10), ...published } };
    const facts = { arrUsd: number(1_000) };
    expect(reckon({ formula: OF_ARR }, figures, facts).basis).toBe('published');
    expect(reckon({ formula: OF_ARR, cap: CAP }, figures, facts).basis).toBe('illustrative');
  });

  it('refuses amounts that cannot be kept to the cent', () => {
    expect(() =>
      reckon({ formula: { kind: 'fact', fact: 'arrUsd' } }, FIGURES, { arrUsd: number(1e15) }),
    ).toThrow(/cannot be kept to the cent/);
  });
});

const leaf: fc.Arbitrary<Formula> = fc.constantFrom<Formula>(
  { kind: 'fact', fact: 'arrUsd' },
  { kind: 'fact', fact: 'migrationCostUsd' },
  CAP,
  { kind: 'between', figures: ['first', 'third', 'small'] },
);
const { anyFormula } = fc.letrec<{ anyFormula: Formula }>((tie) => {
  const terms = fc.array(tie('anyFormula'), { minLength: 2, maxLength: 3 });
  return {
    anyFormula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('anyFormula').map((of): Formula => ({ kind: 'share', figure: 'share', of })),
      fc
        .tuple(fc.constantFrom('sum', 'least', 'greatest'), terms)
        .map(([kind, all]): Formula => ({ kind, terms: all })),
      fc.tuple(tie('anyFormula'), tie('anyFormula'), tie('anyFormula')).map(
        ([a, b, c]): Formula => ({
          kind: 'by-segment',
          bySegment: { SMB: a, 'Mid-Market': b, Enterprise: c },
        }),
      ),
    ),
  };
});
const anyArr = fc
  .tuple(fc.nat({ max: 10_000_000 }), fc.nat({ max: 10_000_000 }), fc.nat({ max: 10_000_000 }))
  .map((values) => values.toSorted((a, b) => a - b));
const anySize = fc.option(fc.constantFrom(...CUSTOMER_SEGMENTS), { nil: undefined });

function factsOf(arr: readonly number[], size: string | undefined): Facts {
  const [low = 0, median = 0, high = 0] = arr;
  return {
    arrUsd: number(low, median, high),
    migrationCostUsd: number(40_000),
    ...(size === undefined ? {} : { customerSegment: { kind: 'text', value: size, source: 'seller' } }),
  };
}

describe('any amount', () => {
  it('is a range in order, in whole cents, never beyond its cap and never below nothing', () => {
    fc.assert(
      fc.property(anyFormula, anyArr, anySize, (formula, arr, size) => {
        const { range } =
          reckonAmount(
            { amount: { formula, cap: CAP }, figures: FIGURES, form: 'cash' },
            factsOf(arr, size),
          ) ?? {};
        const { low = -1, median = -1, high = -1 } = range ?? {};
        expect(low).toBeGreaterThanOrEqual(0);
        expect(median).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(median);
        expect(high).toBeLessThanOrEqual(2_500_000);
        for (const cents of [low, median, high]) expect(Number.isSafeInteger(cents)).toBe(true);
      }),
    );
  });

  it('never falls when the ARR rises', () => {
    fc.assert(
      fc.property(anyFormula, anyArr, fc.nat({ max: 1_000_000 }), anySize, (formula, arr, more, size) => {
        const amount = { amount: { formula }, figures: FIGURES, form: 'cash' } as const;
        const before = reckonAmount(amount, factsOf(arr, size))?.range;
        const after = reckonAmount(
          amount,
          factsOf(
            arr.map((each) => each + more),
            size,
          ),
        )?.range;
        for (const at of ['low', 'median', 'high'] as const)
          expect(after?.[at] ?? -1).toBeGreaterThanOrEqual(before?.[at] ?? 0);
      }),
    );
  });

  it('holds so for each committed program, by the largest of its caps', () => {
    const programs = loadPrograms().filter(({ amount }) => amount !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...programs), anyArr, anySize, (program, arr, size) => {
        const facts = { ...factsOf(arr, size), activityCostUsd: number(arr[1] ?? 0) };
        const { range } = reckonAmount(program, facts) ?? {};
        const most = Object.values(program.figures).reduce(
          (sum, { value, unit }) => sum + (unit === 'usd' ? value : 0),
          0,
        );
        expect(range).not.toBeNull();
        expect(range?.high ?? 0).toBeLessThanOrEqual(most * 100);
        expect(range?.low ?? 0).toBeLessThanOrEqual(range?.high ?? 0);
      }),
    );
  });
});
