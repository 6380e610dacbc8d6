import type { Roadmap } from '#action-groups/follow-on/roadmap.ts';
import { csv } from './csv.ts';

/** The steps of a plan as they were computed, then what was left out. */
export function roadmapCsv({ steps, leftOut }: Roadmap): string {
  const header = [
    'record',
    'name',
    'quarter',
    'startMonth',
    'after',
    'area',
    'chainShare',
    'boughtCustomers',
    'watchedCustomers',
    'baselineShare',
    'lowUsd',
    'medianUsd',
    'highUsd',
    'programs',
    'why',
  ];
  return csv(header, [
    ...steps.map((step) => [
      'step',
      step.name,
      step.quarter,
      step.startMonth,
      step.after,
      step.area,
      step.chainShare,
      step.boughtCustomers,
      step.watchedCustomers,
      step.baselineShare,
      step.arrUsd?.low ?? null,
      step.arrUsd?.median ?? null,
      step.arrUsd?.high ?? null,
      step.funding.map(({ program, basis }) => `${program} (${basis})`).join(' '),
      step.why,
    ]),
    ...leftOut.map(({ name, code, text }) => [
      `left out: ${code}`,
      name,
      ...Array.from({ length: 12 }, () => null),
      text,
    ]),
  ]);
}
