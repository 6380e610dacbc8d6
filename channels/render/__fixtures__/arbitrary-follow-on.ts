import fc from 'fast-check';
import { type FollowOn, followOn } from '#action-groups/follow-on/follow-on.ts';
import { ITEM_KINDS } from '#action-groups/follow-on/mining/follow-on-model.ts';
import { type Roadmap, roadmap } from '#action-groups/follow-on/roadmap.ts';
import { anyText } from './arbitrary-analysis.ts';

const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
const anyCount = fc.nat({ max: 100_000 });
const anyUsd = fc.oneof(
  fc.double({ min: 0, max: 5e9, noNaN: true }),
  fc.constantFrom(0, 1, 999_600, 1e12, 1e-9, Number.MIN_VALUE),
);
const anySpread = fc.oneof(
  fc.constant(null),
  fc
    .record({ low: anyUsd, median: anyUsd, high: anyUsd, customers: anyCount })
    .map((spread) => ({ ...spread })),
);
const anyDate = fc.oneof(
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  anyText,
);
const anyMonth = anyDate.map((date) => date.slice(0, 7));
const maybeText = fc.oneof(anyText, fc.constant(null));
const some = <T>(of: fc.Arbitrary<T>, maxLength = 4) => fc.array(of, { maxLength });
const anyNote = fc.record({ code: fc.constant('any'), text: anyText });

const anyOpportunity = fc.record({
  rank: fc.nat({ max: 20 }),
  kind: fc.constantFrom(...ITEM_KINDS),
  name: anyText,
  after: anyText,
  afterDate: anyDate,
  alsoAfter: some(anyText),
  evidence: fc.record({
    watchedCustomers: anyCount,
    boughtCustomers: anyCount,
    confidenceShare: anyShare,
    confidenceLowShare: anyShare,
    confidenceHighShare: anyShare,
    baselineShare: anyShare,
    lift: fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e6, noNaN: true })),
    adjustedPValue: anyShare,
    lagMonths: fc.record({ low: anyUsd, median: anyUsd, high: anyUsd, customers: anyCount }),
    horizonMonths: fc.constantFrom(12, 24),
  }),
  remainingShare: anyShare,
  windowMonth: fc.record({ low: anyMonth, median: anyMonth, high: anyMonth }),
  timing: fc.constantFrom('past', 'open', 'ahead'),
  arrUsd: anySpread,
  arrSegment: maybeText,
  services: some(anyText),
  examples: some(
    fc.record({
      customerName: anyText,
      fromOpportunityId: anyText,
      fromName: maybeText,
      fromCloseDate: fc.oneof(anyDate, fc.constant(null)),
      toOpportunityId: anyText,
      toName: maybeText,
      toCloseDate: fc.oneof(anyDate, fc.constant(null)),
      arrUsd: fc.oneof(anyUsd, fc.constant(null)),
    }),
    3,
  ),
  text: anyText,
});

const evidence = fc.record({
  modelHash: maybeText,
  learnedFrom: maybeText,
  projects: anyCount,
  customers: anyCount,
  repeatCustomers: anyCount,
  horizonMonths: fc.constantFrom(0, 12, 24),
  testedPairs: anyCount,
  throughDate: anyDate,
  scope: anyText,
  dataVersion: anyText,
  sampleData: fc.boolean(),
  sql: some(anyText),
});

/** Any result its schema accepts, with names that others wrote. */
export const anyFollowOn: fc.Arbitrary<FollowOn> = fc
  .record({
    followOnId: anyText,
    asOfDate: anyDate,
    outcome: fc.constantFrom('opportunities', 'nothing-stands-out', 'not-enough-history'),
    headline: anyText,
    customer: fc.record({
      name: anyText,
      industry: maybeText,
      customerSegment: maybeText,
      projectsTotal: anyCount,
      projects: some(
        fc.record({
          opportunityId: anyText,
          opportunityName: maybeText,
          projectType: maybeText,
          stage: maybeText,
          closeDate: fc.oneof(anyDate, fc.constant(null)),
          arrUsd: fc.oneof(anyUsd, fc.constant(null)),
          services: some(anyText),
        }),
      ),
      services: some(anyText),
      areas: some(anyText),
    }),
    startsFrom: fc.oneof(
      fc.constant(null),
      fc.record({
        analysisId: anyText,
        targetCloseDate: anyDate,
        projectType: maybeText,
        projectTypeShare: fc.oneof(anyShare, fc.constant(null)),
        services: some(anyText),
      }),
    ),
    opportunities: some(anyOpportunity),
    serviceOpportunities: some(anyOpportunity),
    whitespace: some(
      fc.record({
        service: anyText,
        area: maybeText,
        peerCustomers: anyCount,
        usingCustomers: anyCount,
        share: anyShare,
        monthlyUsd: anySpread,
        text: anyText,
      }),
    ),
    peers: fc.oneof(fc.constant(null), fc.record({ words: anyText, customers: anyCount })),
    expansions: some(
      fc.record({
        service: anyText,
        monthlyUsd: fc.oneof(anyUsd, fc.constant(null)),
        watchedCustomers: anyCount,
        againCustomers: anyCount,
        againShare: anyShare,
        growth: anySpread,
        lagMonths: anySpread,
        text: anyText,
      }),
    ),
    notes: some(anyNote),
    methodology: some(anyText),
    evidence,
  })
  .map((body) => followOn.parse(body));

const anyRange = fc.oneof(fc.constant(null), fc.record({ low: anyUsd, median: anyUsd, high: anyUsd }));
const anyQuarter = fc.oneof(
  fc
    .tuple(fc.integer({ min: 2024, max: 2032 }), fc.integer({ min: 1, max: 4 }))
    .map(([y, q]) => `${y}-Q${q}`),
  anyText,
);
const anyStepId = fc.integer({ min: 1, max: 6 }).map((number) => `step-${number}`);

/** Any plan its schema accepts. */
export const anyRoadmap: fc.Arbitrary<Roadmap> = fc
  .record({
    roadmapId: anyText,
    asOfDate: anyDate,
    outcome: fc.constantFrom('plan', 'nothing-to-plan', 'not-enough-history'),
    headline: anyText,
    customerName: anyText,
    analysisId: maybeText,
    followOnId: anyText,
    startDate: anyDate,
    quartersTotal: fc.integer({ min: 1, max: 8 }),
    capacityPerQuarter: fc.integer({ min: 1, max: 4 }),
    include: some(anyText),
    exclude: some(anyText),
    unknownNames: some(
      fc.record({ field: fc.constantFrom('include', 'exclude'), name: anyText, didYouMean: maybeText }),
    ),
    quarters: some(
      fc.record({
        quarter: anyQuarter,
        fromDate: anyDate,
        toDate: anyDate,
        stepIds: some(anyStepId),
        arrUsd: anyRange,
      }),
      8,
    ),
    steps: some(
      fc.record({
        stepId: anyStepId,
        kind: fc.constantFrom(...ITEM_KINDS),
        name: anyText,
        area: maybeText,
        quarter: anyQuarter,
        startMonth: anyMonth,
        after: anyText,
        afterSteps: some(anyStepId, 2),
        prerequisites: some(
          fc.record({
            area: anyText,
            metBy: fc.oneof(fc.constantFrom('customer', null), anyStepId),
          }),
          2,
        ),
        confidenceShare: fc.oneof(anyShare, fc.constant(null)),
        chainShare: fc.oneof(anyShare, fc.constant(null)),
        boughtCustomers: fc.oneof(anyCount, fc.constant(null)),
        watchedCustomers: fc.oneof(anyCount, fc.constant(null)),
        baselineShare: fc.oneof(anyShare, fc.constant(null)),
        lift: fc.oneof(anyUsd, fc.constant(null)),
        arrUsd: anySpread,
        services: some(anyText),
        funding: some(
          fc.record({
            program: anyText,
            name: anyText,
            basis: fc.constantFrom('published', 'illustrative'),
            documentId: maybeText,
            text: anyText,
          }),
          2,
        ),
        why: anyText,
      }),
      6,
    ),
    totals: fc.record({
      allStepsUsd: anyRange,
      likelyUsd: anyRange,
      valuedSteps: anyCount,
      method: anyText,
    }),
    leftOut: some(
      fc.record({
        name: anyText,
        code: fc.constantFrom(
          'excluded',
          'prerequisite-missing',
          'no-room',
          'too-late',
          'not-included',
          'unlikely',
        ),
        text: anyText,
      }),
    ),
    notes: some(anyNote),
    methodology: some(anyText),
    evidence,
  })
  .map((body) => roadmap.parse(body));
