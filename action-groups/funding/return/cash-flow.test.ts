import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsFromUsd, MoneyError, wholeCents } from '../../kernel/money.ts';
import { type CashInputs, cashFlow, presentValueOf } from './cash-flow.ts';
import { paybackPeriod } from './payback.ts';

const inputs = (given: Partial<CashInputs>): CashInputs => ({
  migrationCost: wholeCents(0),
  current: wholeCents(0),
  run: wholeCents(0),
  savings: wholeCents(0),
  growth: wholeCents(0),
  funding: wholeCents(0),
  deliveryMonths: 1,
  horizonMonths: 36,
  discountRatePercent: 10,
  ...given,
});

const amount = fc.nat(1e9).map(wholeCents);
const anyInputs: fc.Arbitrary<CashInputs> = fc
  .record({
    migrationCost: amount,
    current: amount,
    run: amount,
    savings: amount,
    growth: amount,
    funding: amount,
    deliveryMonths: fc.integer({ min: 1, max: 40 }),
    horizonMonths: fc.integer({ min: 1, max: 120 }),
    discountRatePercent: fc.double({ min: -50, max: 200, noNaN: true }),
  })
  .map((each) => ({ ...each, funding: wholeCents(Math.min(each.funding, each.migrationCost)) }));

describe('cashFlow', () => {
  it('pays over delivery, takes funding in its last month and is live the month after', () => {
    const lines = cashFlow(
      inputs({
        migrationCost: wholeCents(1_000),
        funding: wholeCents(300),
        current: wholeCents(500),
        run: wholeCents(200),
        deliveryMonths: 3,
        horizonMonths: 4,
        discountRatePercent: 0,
      }),
    );
    expect(lines.map(({ migration, funding, run, benefit }) => [migration, funding, run, benefit])).toEqual([
      [-334, 0, 0, 0],
      [-333, 0, 0, 0],
      [-333, 300, 0, 0],
      [0, 0, -200, 500],
      [0, 0, -200, 500],
    ]);
    expect(lines.map(({ cumulative }) => cumulative)).toEqual([-334, -667, -700, -400, -100]);
  });

  it('discounts month 12 by the yearly rate', () => {
    const [first, ...others] = cashFlow(inputs({ savings: centsFromUsd(110), horizonMonths: 12 }));
    expect(first?.discounted).toBe(0);
    expect(others.at(-1)?.discounted).toBe(centsFromUsd(100));
  });

  it('keeps every cent: the months sum to what was given', () => {
    fc.assert(
      fc.property(anyInputs, (given) => {
        const lines = cashFlow(given);
        const sum = (of: (line: (typeof lines)[number]) => number) =>
          lines.reduce((all, line) => all + of(line), 0);
        const live = Math.max(0, given.horizonMonths + 1 - given.deliveryMonths);
        expect(sum(({ migration }) => -migration)).toBe(given.migrationCost);
        expect(sum(({ funding }) => funding)).toBe(given.funding);
        expect(sum(({ run }) => -run)).toBe(given.run * live);
        expect(sum(({ benefit }) => benefit)).toBe((given.current + given.savings + given.growth) * live);
        expect(lines.at(-1)?.cumulative).toBe(sum(({ net }) => net));
        expect(presentValueOf(lines)).toBe(sum(({ discounted }) => discounted));
        expect(lines).toHaveLength(given.horizonMonths + 1);
      }),
    );
  });

  it('refuses a rate so near to -100 % that an amount is lost in it', () => {
    expect(() => cashFlow(inputs({ savings: centsFromUsd(1e9), discountRatePercent: -99.99999 }))).toThrow(
      MoneyError,
    );
  });
});

describe('paybackPeriod', () => {
  it.for([
    // Brealey and Myers, payback: projects A, B and C of 2,000.
    ['Brealey and Myers, project A', [-2_000, 500, 500, 5_000], 3],
    ['Brealey and Myers, project B', [-2_000, 500, 1_800, 0], 2],
    ['Brealey and Myers, project C', [-2_000, 1_800, 500, 0], 2],
    ['never', [-100, 50, 49], undefined],
    ['to the cent', [-100, 50, 50], 2],
    ['nothing to pay back', [0, 5], 0],
    ['nothing at all', [], 0],
    ['paid back and lost again', [-100, 150, -100, 10], undefined],
    ['paid back a second time', [-100, 150, -100, 60], 3],
  ] as const)('is where the sum stays above zero: %s', ([, flows, period]) => {
    expect(paybackPeriod(flows)).toBe(period);
  });

  it('is never sooner with discounting than without, where what is paid comes first', () => {
    fc.assert(
      fc.property(anyInputs, fc.double({ min: 0, max: 0.2, noNaN: true }), (given, rate) => {
        fc.pre(given.current + given.savings + given.growth >= given.run);
        // Funding that exceeds the last part of the cost would make an amount come first.
        const flows = cashFlow({ ...given, funding: wholeCents(0) }).map(({ net }) => net);
        const simple = paybackPeriod(flows);
        const discounted = paybackPeriod(flows.map((flow, month) => flow * (1 + rate) ** -month));
        if (discounted === undefined) return;
        expect(simple).toBeLessThanOrEqual(discounted);
      }),
    );
  });
});
