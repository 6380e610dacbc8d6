import fc from 'fast-check';
import {
  ASSUMPTION_KEYS,
  ASSUMPTION_SOURCES,
  type CashMonth,
  type ReturnOnInvestment,
  type ReturnScenario,
  returnOnInvestment,
  type ScenarioName,
} from '#action-groups/funding/return/return-on-investment.ts';
import { anyText } from './arbitrary-analysis.ts';

const anyUsd = fc.oneof(
  fc.double({ min: -5e7, max: 5e7, noNaN: true }),
  fc.constantFrom(0, -1, 0.01, 999_600, -1e12, 1e-9, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE),
);
const anyMonth = fc.oneof(fc.constant(null), fc.constantFrom('2027-03', '2199-12'), anyText);
const anyCount = fc.oneof(fc.constant(null), fc.nat({ max: 120 }));
const anyUnit = fc.constantFrom('usd', 'months', 'percent');

const anyScenario = (scenario: ScenarioName): fc.Arbitrary<ReturnScenario> =>
  fc.record({
    scenario: fc.constant(scenario),
    migrationCostUsd: anyUsd,
    fundingUsd: anyUsd,
    ownCostUsd: anyUsd,
    deliveryMonths: fc.nat({ max: 120 }),
    benefitMonthlyUsd: anyUsd,
    paybackMonths: anyCount,
    paybackMonth: anyMonth,
    discountedPaybackMonths: anyCount,
    npvUsd: anyUsd,
    irrPercent: fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true })),
    irrReason: fc.oneof(fc.constant(null), anyText),
    multiple: fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true })),
    multipleReason: fc.oneof(fc.constant(null), anyText),
    totalUsd: anyUsd,
    text: anyText,
  });

const anyMonths = fc
  .array(
    fc.record({
      month: fc.constant(0),
      calendarMonth: anyMonth,
      migrationUsd: anyUsd,
      fundingUsd: anyUsd,
      runUsd: anyUsd,
      benefitUsd: anyUsd,
      netUsd: anyUsd,
      cumulativeUsd: anyUsd,
      discountedUsd: anyUsd,
      cumulativeDiscountedUsd: anyUsd,
    }),
    { maxLength: 40 },
  )
  .map((months): CashMonth[] => months.map((each, month) => ({ ...each, month })));

/** Any return its schema accepts, with names and texts that others wrote. */
export const anyReturn: fc.Arbitrary<ReturnOnInvestment> = fc
  .record({
    returnId: fc.constantFrom('r&"<>', `${'0'.repeat(32)}-return`),
    analysisId: fc.constant(null),
    fundingPlanId: fc.constant(null),
    customerName: fc.oneof(fc.constant(null), anyText),
    asOfDate: fc.constant('2026-11-25'),
    startMonth: anyMonth,
    horizonMonths: fc.integer({ min: 1, max: 120 }),
    discountRatePercent: fc.double({ min: -99, max: 1_000, noNaN: true }),
    assumptions: fc.array(
      fc.record({
        key: fc.constantFrom(...ASSUMPTION_KEYS),
        name: anyText,
        unit: anyUnit,
        value: fc.record({ low: anyUsd, median: anyUsd, high: anyUsd }),
        source: fc.constantFrom(...ASSUMPTION_SOURCES),
        text: anyText,
      }),
      { maxLength: 9 },
    ),
    fundingBasis: fc.oneof(
      fc.constant(null),
      fc.record({ basis: fc.constantFrom('stated', 'published', 'illustrative'), text: anyText }),
    ),
    scenarios: fc.tuple(anyScenario('low'), anyScenario('median'), anyScenario('high')),
    hasRange: fc.boolean(),
    flows: fc.record({ low: anyMonths, median: anyMonths, high: anyMonths }),
    sensitivities: fc.array(
      fc.record({
        key: fc.constantFrom(...ASSUMPTION_KEYS),
        name: anyText,
        unit: anyUnit,
        moved: fc.constantFrom('range', 'share'),
        lowValue: anyUsd,
        highValue: anyUsd,
        npvAtLowUsd: anyUsd,
        npvAtHighUsd: anyUsd,
        effectUsd: anyUsd,
        text: anyText,
      }),
      { maxLength: 9 },
    ),
    notes: fc.array(anyText, { maxLength: 3 }),
    methodology: fc.array(anyText, { maxLength: 3 }),
    sampleData: fc.boolean(),
    text: anyText,
  })
  .map((result) => returnOnInvestment.parse(result));
