import { z } from 'zod';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored result decides what may be asked of it. */
const found = z.object({
  followOnId: z.string(),
  outcome: z.string(),
  opportunities: z.array(z.object({ name: z.string() })),
  startsFrom: z.object({ analysisId: z.string() }).nullable(),
});
const plan = z.object({
  roadmapId: z.string(),
  analysisId: z.string().nullable(),
  outcome: z.string(),
  quartersTotal: z.number(),
  exclude: z.array(z.string()),
  steps: z.array(z.object({ name: z.string(), area: z.string().nullable() })),
});

const NEXT = 'findFollowOnOpportunities';
const PLAN = 'buildRoadmap';

/** What may be asked of the turn's next opportunities or plan: a plan, a longer one, one without an area. */
export function followOnQuestions({ artifacts }: TurnView): readonly NextQuestion[] {
  const { data: planned } = plan.safeParse(artifacts.findLast(({ type }) => type === 'roadmap'));
  if (planned !== undefined) return ofPlan(planned);
  const { data: next } = found.safeParse(artifacts.findLast(({ type }) => type === 'follow-on'));
  return next === undefined ? [] : ofNext(next);
}

function ofNext({ followOnId, outcome, opportunities, startsFrom }: z.infer<typeof found>): NextQuestion[] {
  if (outcome !== 'opportunities') return [];
  return [
    { text: 'Build a plan for four quarters.', operation: PLAN, topic: partOf('roadmap', followOnId) },
    ...(opportunities.length > 0 && startsFrom !== null
      ? [{ text: 'Is there money for this?', operation: 'recommendFunding' }]
      : []),
  ];
}

function ofPlan({
  analysisId,
  quartersTotal,
  exclude,
  outcome,
  steps,
}: z.infer<typeof plan>): NextQuestion[] {
  const area = steps.find((step) => step.area !== null && !exclude.includes(step.area))?.area;
  return [
    ...(quartersTotal < 8 && outcome !== 'not-enough-history'
      ? [{ text: `Make it ${quartersTotal < 6 ? 'six' : 'eight'} quarters.`, operation: PLAN }]
      : []),
    ...(area === undefined ? [] : [{ text: `And without ${area}?`, operation: PLAN }]),
    ...(steps.length > 0 && analysisId !== null
      ? [{ text: 'Is there money for this?', operation: 'recommendFunding' }]
      : []),
    {
      text: analysisId === null ? 'What do we sell them next?' : 'What next after this one?',
      operation: NEXT,
    },
  ];
}
