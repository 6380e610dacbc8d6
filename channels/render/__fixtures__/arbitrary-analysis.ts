import fc from 'fast-check';
import {
  type Analysis,
  CONFIDENCE_LEVELS,
  type EvidenceRow,
  type MonthRange,
  type Range,
} from '#action-groups/data-analysis/analysis.ts';
import { ARCHITECTURE_PARTS } from '#action-groups/data-analysis/architecture-parts.ts';

/** Any text a row may hold: markup, formulas, terminal escapes, overrides, emoji, nothing at all. */
export const anyText: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ maxLength: 24 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "x'); DROP TABLE projects;--",
      '=HYPERLINK("https://example.com")',
      '@SUM(A1)',
      '\u001b[31mred\u001b[0m',
      'two\r\nlines\ttab',
      '\u202egnihtemos\u202c',
      '東京ガス 👩‍👩‍👧',
      ']]>&amp;<!--',
      '\ud800',
      '',
    ),
  )
  // Tests look for these words as a sign of a number gone wrong.
  .map((text) => text.replace(/nan|undefined|infinity|\[object/gi, 'x'));

const anyName = anyText.map((text) => text || 'Example');
const anyUsd = fc.oneof(
  fc.double({ min: 0, max: 5e7, noNaN: true }),
  fc.constantFrom(0, 1, 250_000, 999_600, 1e12, 1e-9, Number.MAX_VALUE, Number.MIN_VALUE, -1200),
);
const anyCount = fc.nat({ max: 100_000 });
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
const anyDate = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  },
  { weight: 1, arbitrary: anyText },
);
const anyMonth = anyDate.map((date) => date.slice(0, 7));

function ordered<T extends number | string>(values: readonly [T, T, T]): readonly [T, T, T] {
  const [low, median, high] = values.toSorted((one, other) => (one < other ? -1 : 1));
  return [low ?? values[0], median ?? values[1], high ?? values[2]];
}

const anyRange: fc.Arbitrary<Range> = fc
  .tuple(fc.tuple(anyUsd, anyUsd, anyUsd), anyShare, anyCount)
  .map(([values, level, evidence]) => {
    const [low, median, high] = ordered(values);
    return { low, median, high, level, evidence };
  });

const anyMonthRange: fc.Arbitrary<MonthRange> = fc
  .tuple(fc.tuple(anyMonth, anyMonth, anyMonth), anyShare, anyCount)
  .map(([values, level, evidence]) => {
    const [low, median, high] = ordered(values);
    return { low, median, high, level, evidence };
  });

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const anyReason = fc.record({
  kind: fc.constantFrom('term', 'attribute'),
  text: anyText,
  weight: anyShare,
});

const rowModel = {
  opportunityId: anyName,
  customerName: anyName,
  opportunityName: anyText,
  partnerName: nullable(anyText),
  industry: nullable(anyText),
  customerSegment: nullable(anyText),
  country: nullable(anyText),
  closeDate: nullable(anyDate),
  startDate: nullable(anyDate),
  endDate: nullable(anyDate),
  gapDays: nullable(anyCount),
  durationMonths: nullable(anyCount),
  mrrUsd: nullable(anyUsd),
  upfrontUsd: nullable(anyUsd),
  arrUsd: nullable(anyUsd),
  statedArrUsd: nullable(anyUsd),
  services: fc.array(fc.record({ service: anyText, monthlyUsd: anyUsd, upfrontUsd: anyUsd }), {
    maxLength: 3,
  }),
  doubts: fc.array(anyText, { maxLength: 2 }),
  score: anyUsd,
  weight: anyShare,
  reasons: fc.array(anyReason, { maxLength: 3 }),
};

export const anyEvidenceRow: fc.Arbitrary<EvidenceRow> = fc.record(rowModel);

const anyFinding = fc.record({
  code: anyText,
  text: anyText,
  figures: fc.dictionary(anyName, fc.oneof(anyUsd, anyText), { maxKeys: 2 }),
  opportunityIds: fc.array(anyText, { maxLength: 3 }),
});

const anyQuantiles = fc.tuple(anyUsd, anyUsd, anyUsd);
const byLearner = <Value>(value: fc.Arbitrary<Value>) =>
  fc.record({ neighbours: value, ridge: value, boostedTrees: value });
const anyLearned = fc.record({
  learners: byLearner(anyQuantiles),
  weights: byLearner(anyShare),
  calibration: fc.record({ lowFactor: anyUsd, highFactor: anyUsd, outcomes: fc.nat(), group: anyText }),
  groupMedian: fc.record({ median: anyUsd, projects: fc.nat(), group: anyText }),
});
const anyPrediction = fc.record({
  modelHash: anyText,
  learnedFrom: anyText,
  projects: fc.nat(),
  throughDate: anyDate,
  targets: fc.record({
    arrUsd: anyLearned,
    mrrUsd: anyLearned,
    gapDays: anyLearned,
    durationMonths: anyLearned,
  }),
});

const anySensitivity = fc.record({
  basis: fc.constantFrom('model' as const, 'projects' as const),
  medianUsd: anyUsd,
  inputs: fc.array(
    fc.record({
      input: anyText,
      given: nullable(anyText),
      lowUsd: anyUsd,
      highUsd: anyUsd,
      swingRatio: anyUsd,
      variations: fc.array(fc.record({ value: anyText, medianUsd: anyUsd, spreadRatio: nullable(anyUsd) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 5 },
  ),
  dates: fc.array(
    fc.record({
      targetCloseDate: anyDate,
      arrUsd: nullable(anyRange),
      launchMonth: nullable(anyMonthRange),
    }),
    { maxLength: 2 },
  ),
  secondOpinion: nullable(
    fc.record({
      group: anyText,
      medianUsd: anyUsd,
      projects: anyCount,
      timesMedian: anyUsd,
      isInsideRange: fc.boolean(),
    }),
  ),
  narrowing: fc.array(fc.record({ input: anyText, spreadRatio: anyUsd, spreadRatioIfKnown: anyUsd }), {
    maxLength: 2,
  }),
});

const anyPart = fc.record({ portionShare: anyShare, monthlyUsd: anyRange, upfrontUsd: anyRange });
const anyShared = fc.record({ service: anyText, share: anyShare, projects: anyCount });

/** Any analysis that its schema accepts, sensible or not. */
export const anyAnalysis: fc.Arbitrary<Analysis> = fc.record({
  analysisId: anyName,
  analysisType: fc.constantFrom('standard', 'enhanced'),
  asOfDate: anyDate,
  opportunity: fc.record(
    {
      customerName: anyName,
      description: anyText,
      targetCloseDate: anyDate,
      country: fc.constantFrom('US', 'DE', 'JP'),
      region: fc.constantFrom('NAMER', 'EMEA'),
      opportunityName: anyText,
      partnerName: anyText,
      expectedAnnualUsd: anyUsd,
    },
    { requiredKeys: ['customerName', 'description', 'targetCloseDate'] },
  ),
  notes: fc.array(anyText, { maxLength: 2 }),
  outcome: fc.constantFrom('predicted', 'not-enough-evidence'),
  metrics: fc.record({
    arrUsd: nullable(anyRange),
    mrrUsd: nullable(anyRange),
    launchMonth: nullable(anyMonthRange),
    gapDays: nullable(anyRange),
    durationMonths: nullable(anyRange),
  }),
  prediction: nullable(anyPrediction),
  confidence: fc.record({
    level: fc.constantFrom(...CONFIDENCE_LEVELS),
    limitedBy: fc.constantFrom('spread', 'sample', 'quality', 'nothing'),
    spreadRatio: nullable(anyUsd),
    effectiveSample: anyUsd,
    quality: anyShare,
    reason: anyText,
  }),
  services: fc.array(
    fc.record({
      service: anyText,
      share: anyShare,
      projects: anyCount,
      monthlyUsd: anyRange,
      upfrontUsd: anyRange,
      part: nullable(anyPart),
    }),
    { maxLength: 3 },
  ),
  servicePattern: fc.record({
    other: nullable(anyPart),
    together: fc.array(
      fc.record({
        services: fc.tuple(anyText, anyText),
        share: anyShare,
        projects: anyCount,
        lift: anyUsd,
        opportunityIds: fc.constant([]),
      }),
      { maxLength: 2 },
    ),
    notMentioned: fc.array(
      fc.record({ service: anyText, share: anyShare, projects: anyCount, monthlyUsd: anyRange }),
      { maxLength: 2 },
    ),
  }),
  architecture: nullable(
    fc.record({
      projects: anyCount,
      parts: fc.array(fc.array(anyShared, { maxLength: 2 }), { minLength: 8, maxLength: 8 }).map((lists) =>
        ARCHITECTURE_PARTS.map((part, at) => ({
          part,
          share: 0.5,
          projects: 3,
          services: lists[at] ?? [],
          opportunityIds: [],
        })),
      ),
      unplaced: fc.array(anyShared, { maxLength: 2 }),
    }),
  ),
  similarProjects: fc.array(
    fc.record({
      ...rowModel,
      similarity: anyShare,
      calculatorUrl: nullable(anyText),
      crmUrl: nullable(anyText),
      money: fc.record({
        statedArrUsd: nullable(anyUsd),
        computedArrUsd: nullable(anyUsd),
        isAtOdds: fc.boolean(),
      }),
    }),
    { maxLength: 3 },
  ),
  findings: fc.array(anyFinding, { maxLength: 2 }),
  risks: fc.array(anyFinding, { maxLength: 2 }),
  rationale: fc.array(anyFinding, { maxLength: 2 }),
  sensitivity: nullable(anySensitivity),
  methodology: fc.array(anyText, { maxLength: 2 }),
  evidence: fc.record({
    queryId: anyText,
    sql: anyText,
    values: fc.array(fc.oneof(anyText, anyUsd), { maxLength: 4 }),
    terms: fc.array(fc.record({ term: anyText, weight: anyShare, why: anyText }), { maxLength: 3 }),
    period: fc.record({ fromDate: anyDate, toDate: anyDate }),
    scope: anyText,
    dataVersion: anyText,
    sampleData: fc.boolean(),
    rowsMatched: anyCount,
    rowsRead: anyCount,
    rowsUsed: anyCount,
    left: fc.array(fc.record({ reason: anyText, rows: anyCount }), { maxLength: 2 }),
    bytesScanned: anyCount,
    engineMs: anyCount,
  }),
  rows: fc.oneof(
    { weight: 4, arbitrary: fc.array(anyEvidenceRow, { maxLength: 12 }) },
    // Many projects of one amount: the hardest to draw apart.
    {
      weight: 1,
      arbitrary: fc
        .tuple(anyEvidenceRow, fc.integer({ min: 1, max: 200 }))
        .map(([row, count]) =>
          Array.from({ length: count }, (_, index) => ({ ...row, opportunityId: `p-${index}` })),
        ),
    },
  ),
});
