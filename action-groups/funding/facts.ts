import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Analysis, Range } from '../data-analysis/analysis.ts';
import type { Fact, FactSource, Facts } from './fact.ts';
import { FACT_NAMES, type FactName } from './fact-fields.ts';
import type { FundingFacts } from './funding-input.ts';
import { workloadsIn } from './workloads.ts';

/** Days that steps are counted from. */
export interface FundingDates {
  readonly today: string;
  readonly closeDate: string;
  /** Given, else the close and the gap as predicted; null where neither is known. */
  readonly startDate: string | null;
  /** True when the start is the seller's. */
  readonly startIsGiven: boolean;
  /** The first day of the launch month as predicted. */
  readonly launchDate: string | null;
}

/** A service counts as likely from this share of the similar projects on. */
const LIKELY_SERVICE = 0.3;

/** All that rules may ask of, from the analysis and what the seller added; what is not known is not there. */
export function factsOf(analysis: Analysis, given: FundingFacts, today: string): Facts {
  const { opportunity, metrics } = analysis;
  const { startDate, ...said } = given;
  const facts: Partial<Record<FactName, Fact>> = {};
  const know = (name: FactName, fact: Fact | undefined) => {
    if (fact !== undefined) facts[name] = fact;
  };
  const words = [opportunity.opportunityName, opportunity.description].filter((each) => each !== undefined);
  const workloads = workloadsIn(words.join('. '));
  know('workloads', set(workloads, 'description'));
  if (opportunity.migrationPhase !== undefined && !workloads.includes('migration'))
    know('workloads', set(['migration', ...workloads], 'opportunity'));
  const services = analysis.services.filter(({ share }) => share >= LIKELY_SERVICE);
  if (analysis.outcome === 'predicted')
    know(
      'services',
      set(
        services.map(({ service }) => service),
        'analysis',
      ),
    );
  for (const name of [
    'customerSegment',
    'industry',
    'country',
    'region',
    'opportunityType',
    'migrationPhase',
  ] as const)
    know(name, text(opportunity[name], 'opportunity'));
  know('confidence', text(analysis.confidence.level, 'analysis'));
  know('arrUsd', range(metrics.arrUsd));
  know('mrrUsd', range(metrics.mrrUsd));
  know('mrrYearUsd', range(metrics.mrrUsd, 12));
  know('durationMonths', range(metrics.durationMonths));
  know('daysUntilClose', number(daysBetween(today, opportunity.targetCloseDate), 'opportunity'));
  know('daysUntilStart', untilStart(analysis, startDate, today));
  for (const [name, value] of Object.entries(said)) {
    const field = FACT_NAMES.find((each) => each === name);
    if (field === undefined || value === undefined) continue;
    if (typeof value === 'boolean') know(field, { kind: 'flag', value, source: 'seller' });
    else know(field, typeof value === 'number' ? number(value, 'seller') : text(value, 'seller'));
  }
  // Somebody who plans a proof of concept mostly says so in the description.
  for (const [workload, field] of [
    ['proof-of-concept', 'proofOfConceptPlanned'],
    ['marketing', 'marketingPlanned'],
  ] as const) {
    if (facts[field] === undefined && workloads.includes(workload))
      know(field, { kind: 'flag', value: true, source: 'description' });
  }
  return facts;
}

/** The days that steps are counted from. */
export function datesOf(analysis: Analysis, given: FundingFacts, today: string): FundingDates {
  const closeDate = analysis.opportunity.targetCloseDate;
  const gap = analysis.metrics.gapDays;
  const expected = gap === null ? null : dateOfDay(dayNumber(closeDate) + Math.round(gap.median));
  const launch = analysis.metrics.launchMonth;
  return {
    today,
    closeDate,
    startDate: given.startDate ?? expected,
    startIsGiven: given.startDate !== undefined,
    launchDate: launch === null ? null : `${launch.median.slice(0, 7)}-01`,
  };
}

export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The facts with the customer's size replaced. */
export function withSegment(facts: Facts, segment: string): Facts {
  return { ...facts, customerSegment: { kind: 'text', value: segment, source: 'opportunity' } };
}

function untilStart(
  { opportunity, metrics }: Analysis,
  startDate: string | undefined,
  today: string,
): Fact | undefined {
  if (startDate !== undefined) return number(daysBetween(today, startDate), 'seller');
  if (metrics.gapDays === null) return undefined;
  const close = daysBetween(today, opportunity.targetCloseDate);
  const { low, median, high } = metrics.gapDays;
  return {
    kind: 'number',
    low: close + Math.round(low),
    median: close + Math.round(median),
    high: close + Math.round(high),
    source: 'analysis',
  };
}

function text(value: string | undefined, source: FactSource): Fact | undefined {
  return value === undefined ? undefined : { kind: 'text', value, source };
}

function set(values: readonly string[], source: FactSource): Fact {
  return { kind: 'set', values, source };
}

function number(value: number, source: FactSource): Fact {
  return { kind: 'number', low: value, median: value, high: value, source };
}

function range(given: Range | null, times = 1): Fact | undefined {
  if (given === null) return undefined;
  const [low, median, high] = [given.low, given.median, given.high].map((value) => value * times);
  if (low === undefined || median === undefined || high === undefined) return undefined;
  return { kind: 'number', low, median, high, source: 'analysis' };
}
