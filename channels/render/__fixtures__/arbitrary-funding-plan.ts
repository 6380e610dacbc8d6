import fc from 'fast-check';
import {
  BASES,
  FUNDING_FORMS,
  type FundingCombination,
  type FundingPlan,
  fundingPlan,
  PAID_TO,
  type ProgramResult,
  type UsdRange,
  VERDICTS,
} from '#action-groups/funding/funding-plan.ts';
import { anyText } from './arbitrary-analysis.ts';
import { exampleAnalysis } from './example-analysis.ts';

const anyUsd = fc.oneof(
  fc.double({ min: 0, max: 5e9, noNaN: true }),
  fc.constantFrom(0, 0.01, 999_600, 1e12, Number.MIN_VALUE),
);
const anyRange: fc.Arbitrary<UsdRange> = fc.tuple(anyUsd, anyUsd, anyUsd).map((values) => {
  const [low = 0, median = 0, high = 0] = values.toSorted((a, b) => a - b);
  return { low, median, high };
});
const anyAmount = fc.option(anyRange, { nil: null });
const anyBasis = fc.constantFrom(...BASES);
const anyDate = fc.oneof(fc.constantFrom('2026-11-25', '2027-03-05'), anyText);
const anyGap = fc.record({
  kind: fc.constantFrom('question' as const, 'action' as const),
  field: anyText,
  text: anyText,
});
const few = <Value>(of: fc.Arbitrary<Value>) => fc.array(of, { maxLength: 3 });

const anyProgram: fc.Arbitrary<ProgramResult> = fc.record({
  programId: anyText,
  name: anyText,
  shortName: anyText,
  verdict: fc.constantFrom(...VERDICTS),
  text: anyText,
  owner: anyText,
  purpose: anyText,
  paidTo: fc.constantFrom(...PAID_TO),
  form: fc.constantFrom(...FUNDING_FORMS),
  reasons: few(
    fc.record({
      field: anyText,
      outcome: fc.constantFrom('met' as const, 'unmet' as const, 'unknown' as const, 'assumed' as const),
      text: anyText,
      basis: anyBasis,
    }),
  ),
  missing: few(anyGap),
  amountUsd: anyAmount,
  amountText: anyText,
  isCapped: fc.boolean(),
  basis: anyBasis,
  steps: few(
    fc.record({
      formula: anyText,
      inputs: few(anyText),
      amountUsd: anyRange,
      limitText: fc.option(anyText, { nil: null }),
      basis: anyBasis,
    }),
  ),
  phases: few(
    fc.record({
      phase: anyText,
      name: anyText,
      form: fc.constantFrom(...FUNDING_FORMS),
      amountUsd: anyAmount,
    }),
  ),
  tierText: fc.option(anyText, { nil: null }),
  tiers: few(fc.record({ segment: anyText, amountUsd: anyRange })),
  figures: few(
    fc.record({
      name: anyText,
      figure: anyText,
      says: anyText,
      basis: anyBasis,
      source: fc.option(anyText, { nil: null }),
      url: fc.option(fc.oneof(anyText, fc.constantFrom('https://example.com', 'javascript:alert(1)')), {
        nil: null,
      }),
      date: fc.option(anyDate, { nil: null }),
    }),
  ),
  documents: few(fc.record({ order: fc.nat({ max: 9 }), name: anyText, text: anyText })),
  milestones: few(
    fc.record({
      order: fc.nat({ max: 9 }),
      name: anyText,
      text: anyText,
      dueDate: fc.option(anyDate, { nil: null }),
      isPast: fc.boolean(),
      usualDays: fc.option(fc.nat({ max: 400 }), { nil: null }),
    }),
  ),
  applyByDate: fc.option(anyDate, { nil: null }),
  stacking: few(anyText),
  validToDate: anyDate,
  documentId: anyText,
  source: fc.record({
    title: anyText,
    url: fc.oneof(anyText, fc.constant('javascript:alert(1)')),
    date: anyDate,
  }),
});

const anyCombination: fc.Arbitrary<FundingCombination | null> = fc.option(
  fc.record({
    programIds: few(anyText),
    names: few(anyText),
    totalUsd: anyRange,
    cashUsd: anyRange,
    creditsUsd: anyRange,
    basis: anyBasis,
    text: anyText,
  }),
  { nil: null },
);

/** Any funding plan its schema accepts, with hostile text wherever there is text. */
export const anyFundingPlan: fc.Arbitrary<FundingPlan> = fc
  .record({
    fundingPlanId: fc.constant(`${'0'.repeat(32)}-funding`),
    analysisId: anyText,
    asOfDate: anyDate,
    outcome: fc.constantFrom('funding' as const, 'not-yet' as const, 'none' as const),
    text: anyText,
    askedProgramId: fc.option(anyText, { nil: null }),
    arrUsd: anyAmount,
    migrationCostUsd: fc.option(anyUsd, { nil: null }),
    confidence: anyText,
    facts: few(fc.record({ field: anyText, name: anyText, text: anyText, source: anyText })),
    programs: fc.array(anyProgram, { maxLength: 4 }),
    combination: anyCombination,
    combinationIfSettled: anyCombination,
    missing: few(anyGap.chain((gap) => few(anyText).map((programIds) => ({ ...gap, programIds })))),
    timeline: few(
      fc.record({
        date: anyDate,
        programId: fc.option(anyText, { nil: null }),
        text: anyText,
        isPast: fc.boolean(),
      }),
    ),
    risks: few(fc.record({ code: anyText, text: anyText, programId: fc.option(anyText, { nil: null }) })),
    notes: few(anyText),
    customerName: anyText.map((text) => text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || 'Example'),
  })
  .map(({ customerName, ...plan }) =>
    fundingPlan.parse({ ...plan, opportunity: { ...exampleAnalysis().opportunity, customerName } }),
  );
