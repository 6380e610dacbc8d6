import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { internalRate } from './internal-rate.ts';
import { annualPercent, monthlyRate, netPresentValue } from './present-value.ts';

const normalFlows = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 12 }),
    fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 60 }),
  )
  .map(([paid, back]) => [...paid.map((each) => -each), ...back]);

describe('netPresentValue', () => {
  it.for([
    // numpy-financial, documentation of npv: lambda of 5 cash flows at 8 %.
    ['numpy-financial, npv', 0.08, [-40_000, 5_000, 8_000, 12_000, 30_000], 3_065.22267],
    // numpy-financial, documentation of npv: the rate at which the irr example is worth nothing.
    ['numpy-financial, npv at the IRR', 0.2809484211599611, [-100, 39, 59, 55, 20], 0],
    // Excel, documentation of NPV, example 2: 8 %, -40,000 first, five years of returns.
    ['Excel, NPV', 0.08, [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500], 1_922.06],
    [
      'Excel, NPV with a loss in the sixth year',
      0.08,
      [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500, -9_000],
      -3_749.47,
    ],
    // Brealey and Myers, Principles of Corporate Finance: an office building of 370,000 worth 420,000 a year later, at 5 %.
    ['Brealey and Myers, the office building', 0.05, [-370_000, 420_000], 30_000],
    // Brealey and Myers, pitfalls of IRR: project D of 4,000 and 25,000 back and forth, worth nothing at 25 % and 400 %.
    ['Brealey and Myers, two rates', 0.25, [-4_000, 25_000, -25_000], 0],
  ] as const)('gives what the published example has: %s', ([, rate, flows, value]) => {
    expect(netPresentValue(rate, flows)).toBeCloseTo(value, 2);
  });

  it('falls as the rate grows where what is paid comes first', () => {
    fc.assert(
      fc.property(
        normalFlows,
        fc.double({ min: -0.05, max: 0.5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (flows, rate, more) => {
          const irr = internalRate(flows);
          if (irr.kind !== 'rate') throw new Error('flows that are paid first and come back have a rate');
          const sign = (at: number) => Math.sign(netPresentValue(at, flows));
          // Above the IRR it is a loss, below it a gain: what a falling NPV means for flows that are paid over months.
          if (rate > irr.rate + 1e-9) expect(sign(rate + more)).toBe(-1);
          if (rate + more < irr.rate - 1e-9) expect(sign(rate)).toBe(1);
          const paidAtOnce = [
            flows.filter((flow) => flow < 0).reduce((sum, flow) => sum + flow, 0),
            ...flows.filter((flow) => flow > 0),
          ];
          expect(netPresentValue(rate + more, paidAtOnce)).toBeLessThan(netPresentValue(rate, paidAtOnce));
        },
      ),
    );
  });
});

describe('monthlyRate', () => {
  it('compounds to the yearly rate in twelve months', () => {
    // 12.6825 % a year is the effective rate of 1 % a month (Excel, documentation of EFFECT, 12 periods of 12 %).
    expect(monthlyRate(12.68250301319697)).toBeCloseTo(0.01, 12);
    expect(monthlyRate(0)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: -99, max: 1_000, noNaN: true }), (percent) => {
        expect(annualPercent(monthlyRate(percent))).toBeCloseTo(percent, 6);
        expect((1 + monthlyRate(percent)) ** 12).toBeCloseTo(1 + percent / 100, 9);
      }),
    );
  });
});

describe('internalRate', () => {
  it.for([
    // numpy-financial, documentation of irr.
    [[-100, 39, 59, 55, 20], 0.28095],
    [[-100, 0, 0, 74], -0.0955],
    [[-100, 100, 0, -7], -0.0833],
    [[-100, 100, 0, 7], 0.06206],
    [[-5, 10.5, 1, -8, 1], 0.0886],
    // Excel, documentation of IRR: 70,000 for a business, after four and after five years.
    [[-70_000, 12_000, 15_000, 18_000, 21_000], -0.021],
    [[-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], 0.087],
    // Brealey and Myers, the IRR of 4,000 for 2,000 and 4,000.
    [[-4_000, 2_000, 4_000], 0.2808],
  ] as const)('has among its rates the one of the published example %j', ([flows, rate]) => {
    const found = internalRate(flows);
    const rates = found.kind === 'rate' ? [found.rate] : found.kind === 'several' ? found.rates : [];
    const nearest = rates.toSorted((a, b) => Math.abs(a - rate) - Math.abs(b - rate))[0];
    expect(nearest).toBeCloseTo(rate, 3);
  });

  it('says that there are several rates, as of the project of Brealey and Myers with 25 % and 400 %', () => {
    const found = internalRate([-4_000, 25_000, -25_000]);
    expect(found.kind).toBe('several');
    const rates = found.kind === 'several' ? found.rates : [];
    expect(rates.map((rate) => Math.round(rate * 1e6) / 1e6)).toEqual([0.25, 4]);
  });

  it.for([
    [[], 'nothing-paid'],
    [[0, 0], 'nothing-paid'],
    [[10, 20], 'nothing-paid'],
    [[-10, 0, -1], 'nothing-back'],
    // Brealey and Myers, project E: worth something at any rate.
    [[1_000, -3_000, 2_500], 'never-zero'],
  ] as const)('says of %j why it has none', ([flows, reason]) => {
    expect(internalRate(flows)).toEqual({ kind: 'none', reason });
  });

  it('makes flows that are paid first worth nothing', () => {
    fc.assert(
      fc.property(normalFlows, (flows) => {
        const found = internalRate(flows);
        if (found.kind !== 'rate') throw new Error(found.kind);
        // In the money of the last month, where rates are very low, so that the sum stays in proportion.
        const scale = found.rate < 0 ? (1 + found.rate) ** (flows.length - 1) : 1;
        const size = flows.reduce(
          (sum, flow, period) => sum + Math.abs(flow) * scale * (1 + found.rate) ** -period,
          0,
        );
        expect(Math.abs(netPresentValue(found.rate, flows) * scale) / size).toBeLessThan(1e-9);
      }),
    );
  });
});
