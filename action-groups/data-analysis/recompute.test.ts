import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Opportunity } from '../opportunity.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { similarProjectsQuery } from '../query-generation/similar-projects-query.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { type Analysis, analysis, type EvidenceRow } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The rules again, written from the methodology and not from the code: slow and plain. */
const quantile = (pairs: [number, number][], p: number): number => {
  const weights = new Map<number, number>();
  for (const [value, weight] of pairs) weights.set(value, (weights.get(value) ?? 0) + weight);
  const values = [...weights.keys()].sort((a, b) => a - b);
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  const weightOf = (value: number) => (weights.get(value) ?? 0) / total;
  for (const [index, low] of values.entries()) {
    const high = values[index + 1];
    const border = sum(values.slice(0, index + 1).map(weightOf));
    const reach = high === undefined ? 0 : Math.min(weightOf(low), weightOf(high)) / 2;
    if (high === undefined || p <= border - reach) return low;
    if (p < border + reach)
      return (low + 1) * ((high + 1) / (low + 1)) ** ((p - border + reach) / (2 * reach)) - 1;
  }
  return Number.NaN;
};

/** 0.4 of a project further out than the 10th and the 90th percentile. */
const ends = (pairs: readonly [number, number][]) => {
  const weights = pairs.map(([, weight]) => weight);
  const low = Math.max(0, 0.1 - (0.4 * sum(weights.map((weight) => weight ** 2))) / sum(weights) ** 2);
  return [low, 0.5, 1 - low] as const;
};

const rangeAgain = (rows: readonly EvidenceRow[], of: (row: EvidenceRow) => number | null) => {
  const pairs = rows.flatMap((row): [number, number][] => {
    const value = of(row);
    return value === null ? [] : [[value, row.weight]];
  });
  const [low, median, high] = ends(pairs).map((p) => Math.round(quantile(pairs, p)));
  return { low, median, high, level: 0.8, evidence: pairs.length };
};

const launchAgain = (rows: readonly EvidenceRow[], targetCloseDate: string) => {
  const pairs = rows.flatMap((row): [number, number][] => {
    if (row.gapDays === null || row.durationMonths === null) return [];
    const start = new Date(`${targetCloseDate}T00:00:00Z`);
    start.setUTCDate(start.getUTCDate() + row.gapDays);
    const launch = new Date(start);
    launch.setUTCMonth(launch.getUTCMonth() + row.durationMonths);
    // Overflow of 31 into a shorter month: the month's last day is meant.
    if (launch.getUTCDate() !== start.getUTCDate()) launch.setUTCDate(0);
    return [[launch.getTime(), row.weight]];
  });
  return { pairs, evidence: pairs.length };
};

function recompute(made: Analysis): void {
  const { rows } = made;
  // Scores follow from the reasons, weights from the scores.
  const best = Math.max(...rows.map(({ score }) => score));
  const halved = (points: number) => rows.map(({ score }) => 0.5 ** ((best - score) / points));
  const inEffect = (weights: number[]) => sum(weights) ** 2 / sum(weights.map((weight) => weight ** 2));
  const raw = [halved(2.5), halved(4)].find((weights) => inEffect(weights) >= 12) ?? halved(6);
  rows.forEach((row, index) => {
    expect(row.score).toBe(sum(row.reasons.map(({ weight }) => weight)));
    expect(row.weight).toBeCloseTo((raw[index] ?? 0) / sum(raw), 12);
    for (const { kind, text, weight } of row.reasons) {
      if (kind === 'term')
        expect(made.evidence.terms).toContainEqual(expect.objectContaining({ term: text, weight }));
    }
    // ARR, gap and duration follow from services and dates.
    if (row.mrrUsd !== null)
      expect(row.mrrUsd).toBeCloseTo(sum(row.services.map(({ monthlyUsd }) => monthlyUsd)), 1);
    if (row.mrrUsd !== null && row.mrrUsd > 0)
      expect(row.arrUsd).toBeCloseTo(12 * row.mrrUsd + (row.upfrontUsd ?? 0), 1);
    if (row.gapDays !== null) {
      expect(row.gapDays).toBe(
        (Date.parse(row.startDate ?? '') - Date.parse(row.closeDate ?? '')) / 86_400_000,
      );
    }
  });
  expect(sum(rows.map(({ weight }) => weight))).toBeCloseTo(1, 9);

  // The metrics.
  expect(made.metrics.arrUsd).toEqual(rangeAgain(rows, (row) => row.arrUsd));
  expect(made.metrics.mrrUsd).toEqual(rangeAgain(rows, (row) => row.mrrUsd));
  expect(made.metrics.gapDays).toEqual(rangeAgain(rows, (row) => row.gapDays));
  expect(made.metrics.durationMonths).toEqual(rangeAgain(rows, (row) => row.durationMonths));
  const launch = launchAgain(rows, made.opportunity.targetCloseDate);
  const { launchMonth } = made.metrics;
  expect(launchMonth?.evidence).toBe(launch.evidence);
  const [lowEnd, middle, highEnd] = ends(launch.pairs);
  for (const [p, month] of [
    [lowEnd, launchMonth?.low],
    [middle, launchMonth?.median],
    [highEnd, launchMonth?.high],
  ] as const) {
    // At this size of numbers the logarithm is a line: within a day, so the month or its neighbour's edge.
    const day = quantile(launch.pairs, p);
    const months = [-1, 0, 1].map((shift) => new Date(day + shift * 86_400_000).toISOString().slice(0, 7));
    expect(months).toContain(month);
  }

  // The confidence.
  const effective = 1 / sum(rows.map(({ weight }) => weight ** 2));
  expect(made.confidence.effectiveSample).toBeCloseTo(effective, 6);
  expect(made.confidence.spreadRatio).toBe(
    (made.metrics.arrUsd?.high ?? 0) / (made.metrics.arrUsd?.low ?? 1),
  );
  expect(made.confidence.quality).toBe(rows.filter(({ doubts }) => doubts.length === 0).length / rows.length);

  // The services.
  const naming = rows.filter(({ services }) => services.length > 0);
  for (const predicted of made.services) {
    const users = naming.filter(({ services }) =>
      services.some(({ service }) => service === predicted.service),
    );
    const cost = (row: EvidenceRow, of: 'monthlyUsd' | 'upfrontUsd') =>
      sum(row.services.filter(({ service }) => service === predicted.service).map((service) => service[of]));
    expect(predicted.projects).toBe(users.length);
    expect(predicted.share).toBeCloseTo(
      sum(users.map((u) => u.weight)) / sum(naming.map((n) => n.weight)),
      9,
    );
    expect(predicted.monthlyUsd).toEqual(rangeAgain(users, (row) => cost(row, 'monthlyUsd')));
    expect(predicted.upfrontUsd).toEqual(rangeAgain(users, (row) => cost(row, 'upfrontUsd')));
  }
  recomputeParts(made, naming);
  recomputePattern(made, naming);
  expect(made.services.map(({ share }) => share)).toEqual(
    made.services.map(({ share }) => share).sort((a, b) => b - a),
  );

  // The similar projects are rows, of the best scores.
  for (const {
    similarity,
    calculatorUrl: _calculator,
    crmUrl: _crm,
    money,
    ...row
  } of made.similarProjects) {
    const computed = row.mrrUsd === null || row.mrrUsd === 0 ? null : 12 * row.mrrUsd + (row.upfrontUsd ?? 0);
    expect(money.statedArrUsd).toBe(row.statedArrUsd);
    if (computed === null) expect(money.computedArrUsd).toBeNull();
    else expect(money.computedArrUsd).toBeCloseTo(computed, 1);
    const far = (a: number, b: number) => a / b > 1.25 || b / a > 1.25;
    expect(money.isAtOdds).toBe(
      computed !== null && row.statedArrUsd !== null && far(computed, row.statedArrUsd),
    );
    expect(rows).toContainEqual(row);
    expect(similarity).toBeGreaterThan(0);
    expect(similarity).toBeLessThanOrEqual(1);
  }
  expect(made.similarProjects[0]?.score).toBe(best);

  // The counts, and what findings and risks point at.
  expect(made.evidence.rowsUsed).toBe(rows.length);
  expect(made.evidence.rowsRead - made.evidence.rowsUsed).toBe(leftOf(made, 'not used'));
  expect(leftOf(made, 'used without ARR')).toBe(rows.filter(({ arrUsd }) => arrUsd === null).length);
  expect(leftOf(made, 'used without MRR')).toBe(rows.filter(({ mrrUsd }) => mrrUsd === null).length);
  expect(leftOf(made, 'used without launch')).toBe(rows.length - launch.evidence);
  const ids = new Set(rows.map(({ opportunityId }) => opportunityId));
  for (const { figures, opportunityIds, code } of [...made.findings, ...made.risks, ...made.rationale]) {
    expect(opportunityIds.every((id) => ids.has(id))).toBe(true);
    expect(opportunityIds.length).toBeLessThanOrEqual(10);
    expectFigures(made, code, figures);
  }
}

/** Each part again: its mean portion of the rows' own amounts, and that all of them make the whole. */
function recomputeParts({ services, servicePattern, metrics }: Analysis, naming: readonly EvidenceRow[]) {
  const own = (row: EvidenceRow, service: string, of: 'monthlyUsd' | 'upfrontUsd') =>
    sum(row.services.filter((each) => each.service === service).map((each) => each[of]));
  const all = (row: EvidenceRow, of: 'monthlyUsd' | 'upfrontUsd') =>
    sum(row.services.map((each) => each[of]));
  const priced = naming.filter((row) => all(row, 'monthlyUsd') > 0);
  const mean = (of: (row: EvidenceRow) => number) =>
    sum(priced.map((row) => row.weight * of(row))) / sum(priced.map(({ weight }) => weight));
  const mrr = metrics.mrrUsd?.median ?? Number.NaN;
  const arr = metrics.arrUsd?.median ?? Number.NaN;
  for (const { service, part } of services) {
    const portion = mean((row) => own(row, service, 'monthlyUsd') / all(row, 'monthlyUsd'));
    expect(part?.portionShare).toBeCloseTo(portion, 9);
    expect(Math.abs((part?.monthlyUsd.median ?? 0) - mrr * portion)).toBeLessThanOrEqual(1);
    const upfront = mean(
      (row) => own(row, service, 'upfrontUsd') / (12 * all(row, 'monthlyUsd') + all(row, 'upfrontUsd')),
    );
    expect(Math.abs((part?.upfrontUsd.median ?? 0) - arr * upfront)).toBeLessThanOrEqual(1.5);
    expect(part?.monthlyUsd.evidence).toBe(priced.length);
  }
  const parts = [...services.map(({ part }) => part), servicePattern.other];
  expect(sum(parts.map((part) => part?.monthlyUsd.median ?? Number.NaN))).toBe(mrr);
  expect(sum(parts.map((part) => part?.portionShare ?? Number.NaN))).toBeCloseTo(1, 9);
  for (const { low, median, high } of parts.flatMap((part) =>
    part === null ? [] : [part.monthlyUsd, part.upfrontUsd],
  )) {
    expect(low).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(high);
  }
}

/** What comes together, and the architecture, from the rows again. */
function recomputePattern(made: Analysis, naming: readonly EvidenceRow[]) {
  const has = (row: EvidenceRow, name: string) => row.services.some(({ service }) => service === name);
  const share = (holds: (row: EvidenceRow) => boolean) =>
    sum(naming.filter(holds).map(({ weight }) => weight)) / sum(naming.map(({ weight }) => weight));
  for (const { services, ...pair } of made.servicePattern.together) {
    const [a, b] = services;
    const both = share((row) => has(row, a) && has(row, b));
    expect(pair.share).toBeCloseTo(both, 9);
    expect(pair.projects).toBe(naming.filter((row) => has(row, a) && has(row, b)).length);
    expect(pair.projects).toBeGreaterThanOrEqual(5);
    const chance = share((row) => has(row, a)) * share((row) => has(row, b));
    expect(pair.lift).toBeCloseTo(both / chance, 1);
    expect(pair.lift).toBeGreaterThanOrEqual(1.2);
  }
  expect(made.architecture?.projects).toBe(naming.length);
  expect(made.architecture?.parts.map(({ part }) => part)).toHaveLength(8);
  for (const part of made.architecture?.parts ?? []) {
    const names = part.services.map(({ service }) => service);
    for (const each of part.services) {
      expect(each.share).toBeCloseTo(
        share((row) => has(row, each.service)),
        9,
      );
      expect(each.projects).toBe(naming.filter((row) => has(row, each.service)).length);
    }
    const holds = (row: EvidenceRow) =>
      names.length > 0 &&
      (part.part === 'whole' ? names.every((name) => has(row, name)) : names.some((name) => has(row, name)));
    expect(part.projects).toBe(naming.filter(holds).length);
    expect(part.share).toBeCloseTo(share(holds), 9);
  }
}

function leftOf(made: Analysis, reason: string): number {
  return sum(made.evidence.left.filter((left) => left.reason.startsWith(reason)).map((left) => left.rows));
}

function expectFigures(made: Analysis, code: string, figures: Analysis['risks'][number]['figures']): void {
  const { metrics, confidence, rows } = made;
  const round = (value: number) => Math.round(value * 100) / 100;
  const share = (holds: (row: EvidenceRow) => boolean, of: readonly EvidenceRow[] = rows) =>
    round(sum(of.filter(holds).map(({ weight }) => weight)) / sum(of.map(({ weight }) => weight)));
  const beyond = (of: (row: EvidenceRow) => number | null, times: number, more: number) => {
    const known = rows.filter((row) => of(row) !== null);
    const pairs = known.map((row): [number, number] => [of(row) ?? 0, row.weight]);
    const usual = Math.round(quantile(pairs, 0.5));
    const limit = Math.ceil(Math.max(usual * times, usual + more));
    const isBeyond = (row: EvidenceRow) => (of(row) ?? 0) > limit;
    return {
      share: share(isBeyond, known),
      projects: known.filter(isBeyond).length,
      of: known.length,
      limit,
      usual,
    };
  };
  const again: Record<string, unknown> = {
    'wide-range': {
      spreadRatio: round(confidence.spreadRatio ?? 0),
      lowUsd: metrics.arrUsd?.low,
      highUsd: metrics.arrUsd?.high,
    },
    'few-projects': { projects: rows.length, effectiveSample: round(confidence.effectiveSample) },
    'long-delivery': {
      highMonths: metrics.durationMonths?.high,
      medianMonths: metrics.durationMonths?.median,
    },
    'long-gap': { highDays: metrics.gapDays?.high, medianDays: metrics.gapDays?.median },
    'doubtful-data': {
      share: share(({ doubts }) => doubts.length > 0),
      projects: rows.filter(({ doubts }) => doubts.length > 0).length,
    },
    'no-delivery-plan': {
      share: share(({ gapDays, durationMonths }) => gapDays === null || durationMonths === null),
      projects: rows.filter(({ gapDays, durationMonths }) => gapDays === null || durationMonths === null)
        .length,
    },
    'late-start': beyond((row) => row.gapDays, 2, 30),
    overrun: beyond((row) => row.durationMonths, 1.5, 2),
    'no-amount': {
      share: share(({ arrUsd }) => arrUsd === null),
      projects: rows.filter(({ arrUsd }) => arrUsd === null).length,
    },
    'slow-month': {
      closedInMonth: rows.filter(
        ({ closeDate }) => closeDate?.slice(5, 7) === made.opportunity.targetCloseDate.slice(5, 7),
      ).length,
      closed: rows.filter(({ closeDate }) => closeDate !== null).length,
      even: Math.round(rows.filter(({ closeDate }) => closeDate !== null).length / 12),
    },
  };
  if (code in again) expect(figures).toEqual(again[code]);
}

const cases: readonly (readonly [string, Partial<Opportunity>, Scope?])[] = [
  ['the example', {}],
  [
    'with attributes',
    { customerSegment: 'Mid-Market', industry: 'Healthcare', opportunityType: 'Net New Business' },
  ],
  ['closing on the last of a month', { targetCloseDate: '2027-01-31' }],
  [
    'of another kind',
    { description: 'exit the data center: 300 VMware servers to EC2 with backup and disaster recovery' },
  ],
  [
    'with an expectation',
    { expectedAnnualUsd: 200_000, description: 'a Redshift data warehouse with Glue and QuickSight' },
  ],
  ['for one partner', {}, { kind: 'partners', partnerIds: ['1004127'] }],
];

describe('buildAnalysis', () => {
  const projects = sampleProjects();
  const warehouse = createMemoryWarehouse({ projects });

  it.for(cases)('gives numbers that follow from its rows: %s', async ([, change, scope]) => {
    const opportunity: Opportunity = {
      customerName: 'Concentra',
      country: 'US',
      targetCloseDate: '2027-03-05',
      description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
      ...change,
    };
    const query = similarProjectsQuery(opportunity, {
      scope: scope ?? { kind: 'organisation' },
      data: SAMPLE_VERSION,
      today: '2026-11-23',
      mostTerms: 8,
    });
    const result = await warehouse.query(query.statement, { signal: new AbortController().signal });
    const made = buildAnalysis({
      analysisId: `${'0'.repeat(32)}-standard`,
      analysisType: 'standard',
      opportunity,
      today: '2026-11-23',
      data: SAMPLE_VERSION,
      query,
      result,
    });
    expect(made.outcome).toBe('predicted');
    // As it comes back from the store.
    recompute(analysis.parse(JSON.parse(JSON.stringify(made))));
  });
});
