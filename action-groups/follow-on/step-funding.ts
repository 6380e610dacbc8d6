import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import { evaluateProgram } from '../funding/evaluate-program.ts';
import type { Facts } from '../funding/fact.ts';
import type { FundingDates } from '../funding/facts.ts';
import { knownPrograms } from '../funding/load-programs.ts';
import type { Program } from '../funding/program.ts';
import { workloadsIn } from '../funding/workloads.ts';
import type { RoadmapStep } from './roadmap.ts';

export interface FundedStep {
  readonly name: string;
  readonly area: string | null;
  readonly services: readonly string[];
  readonly arrUsd: RoadmapStep['arrUsd'];
  readonly customerSegment: string | null;
  /** First day of the month in which it starts. */
  readonly startDate: string;
  readonly today: string;
}

const MOST_PROGRAMS = 2;

/**
 * Programs made for such work whose rules do not say no, those that say yes first. Which of them are got, and how
 * much, is for `recommendFunding` once the step is an opportunity of its own.
 */
export function fundingForStep(
  step: FundedStep,
  programs: readonly Program[] = knownPrograms(),
): RoadmapStep['funding'] {
  const facts = factsOfStep(step);
  const dates: FundingDates = {
    today: step.today,
    closeDate: step.startDate,
    startDate: step.startDate,
    startIsGiven: false,
    launchDate: null,
  };
  return programs
    .filter(({ eligibility }) =>
      eligibility.some(({ field }) => field === 'workloads' || field === 'services'),
    )
    .map((program) => evaluateProgram(program, facts, dates, programs).result)
    .filter(({ verdict }) => verdict !== 'no')
    .sort(
      (a, b) =>
        Number(b.verdict === 'yes') - Number(a.verdict === 'yes') || a.missing.length - b.missing.length,
    )
    .slice(0, MOST_PROGRAMS)
    .map(({ programId, name, shortName, verdict, missing, basis, documentId }) => ({
      program: programId,
      name,
      basis,
      documentId,
      text:
        verdict === 'yes'
          ? `${shortName} fits by its rules.`
          : `${shortName} could fit: ${missing.length === 1 ? 'one thing is' : `${missing.length} things are`} still to be told or done.`,
    }));
}

function factsOfStep(step: FundedStep): Facts {
  const { name, area, services, arrUsd, customerSegment, startDate, today } = step;
  const days = dayNumber(startDate) - dayNumber(today);
  const number = (value: number) => ({ kind: 'number', low: value, median: value, high: value }) as const;
  return {
    workloads: { kind: 'set', values: workloadsIn(`${name}. ${area ?? ''}`), source: 'analysis' },
    services: { kind: 'set', values: services, source: 'analysis' },
    opportunityType: { kind: 'text', value: 'Expansion', source: 'analysis' },
    daysUntilClose: { ...number(days), source: 'today' },
    daysUntilStart: { ...number(days), source: 'today' },
    ...(customerSegment === null
      ? {}
      : { customerSegment: { kind: 'text', value: customerSegment, source: 'opportunity' } as const }),
    ...(arrUsd === null
      ? {}
      : {
          arrUsd: {
            kind: 'number',
            low: arrUsd.low,
            median: arrUsd.median,
            high: arrUsd.high,
            source: 'analysis',
          },
        }),
  };
}
