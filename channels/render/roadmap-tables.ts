import type { Roadmap } from '#action-groups/follow-on/roadmap.ts';
import { numberColumn, type Table, textColumn } from './table.ts';

/** `Roadmap for Concentra`. */
export function roadmapTitle({ customerName }: Roadmap): string {
  return `Roadmap for ${customerName}`;
}

/** The steps in their order: the twin of the timeline. */
export function stepsTable(plan: Roadmap): Table {
  const names = new Map(plan.steps.map(({ stepId, name }) => [stepId, name]));
  return {
    title: 'Steps, quarter by quarter',
    columns: [
      textColumn('Step'),
      textColumn('Quarter'),
      numberColumn('Starts', 'month'),
      textColumn('After'),
      textColumn('Needs'),
      numberColumn('Come to it by the end', 'share'),
      numberColumn('ARR low', 'usd'),
      numberColumn('ARR middle', 'usd'),
      numberColumn('ARR high', 'usd'),
      textColumn('Programs that may fit'),
    ],
    rows: plan.steps.map((step) => [
      step.name,
      quarterText(step.quarter),
      step.startMonth,
      step.after,
      step.prerequisites.length === 0
        ? 'nothing before it'
        : step.prerequisites
            .map(
              ({ area, metBy }) =>
                `${area} (${metBy === 'customer' ? 'is there' : (names.get(metBy ?? '') ?? 'missing')})`,
            )
            .join(', '),
      step.chainShare,
      step.arrUsd?.low ?? null,
      step.arrUsd?.median ?? null,
      step.arrUsd?.high ?? null,
      step.funding.length === 0
        ? 'none by its rules'
        : step.funding
            .map(({ name, basis }) => `${name}${basis === 'illustrative' ? ' (illustrative rules)' : ''}`)
            .join(', '),
    ]),
  };
}

/** What each quarter brings, then the whole plan. */
export function quartersTable({ quarters, totals }: Roadmap): Table {
  const rows = quarters.map(({ quarter, stepIds, arrUsd }) => [
    quarterText(quarter),
    stepIds.length,
    arrUsd?.low ?? null,
    arrUsd?.median ?? null,
    arrUsd?.high ?? null,
  ]);
  const { allStepsUsd, likelyUsd, valuedSteps } = totals;
  return {
    title: 'ARR by quarter and in all',
    columns: [
      textColumn('Quarter'),
      numberColumn('Steps', 'count'),
      numberColumn('ARR low', 'usd'),
      numberColumn('ARR middle', 'usd'),
      numberColumn('ARR high', 'usd'),
    ],
    rows: [
      ...rows,
      [
        'All steps',
        valuedSteps,
        allStepsUsd?.low ?? null,
        allStepsUsd?.median ?? null,
        allStepsUsd?.high ?? null,
      ],
      [
        'As often as they come',
        valuedSteps,
        likelyUsd?.low ?? null,
        likelyUsd?.median ?? null,
        likelyUsd?.high ?? null,
      ],
    ],
  };
}

/** What was not taken in, and why. */
export function roadmapLeftTable({ leftOut }: Roadmap): Table {
  return {
    title: 'Left out',
    columns: [textColumn('What'), textColumn('Why')],
    rows: leftOut.map(({ name, text }) => [name, text]),
  };
}

/** `Q1 2027` of `2027-Q1`; another text as it is. */
export function quarterText(quarter: string): string {
  const [, year, number] = /^(\d{4})-(Q[1-4])$/.exec(quarter) ?? [];
  return year === undefined ? quarter : `${number} ${year}`;
}
