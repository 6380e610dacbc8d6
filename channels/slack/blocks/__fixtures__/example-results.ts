import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { exampleFundingPlan } from '#channels/render/__fixtures__/example-funding-plan.ts';
import { exampleInsight } from '#channels/render/__fixtures__/example-insight.ts';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import type { TurnArtifact, TurnResult } from '#channels/turn/turn-result.ts';
import { exampleFollowOn, exampleRoadmap } from './example-follow-on.ts';

/** One result of each kind. */
export const EXAMPLES = {
  analysis: exampleAnalysis(),
  insight: exampleInsight(),
  'funding-plan': exampleFundingPlan(),
  'return-on-investment': exampleReturn(),
  'follow-on': exampleFollowOn(),
  roadmap: exampleRoadmap(),
} as const;

export type ExampleType = keyof typeof EXAMPLES;
export const EXAMPLE_TYPES = Object.keys(EXAMPLES) as readonly ExampleType[];

/** A result of that type as a turn holds it. */
export function artifactOf(type: ExampleType, body: object = EXAMPLES[type]): TurnArtifact {
  return { type, id: `${'0'.repeat(32)}-example`, ...body };
}

/** A turn that has made these results. */
export function resultWith(
  artifacts: readonly TurnArtifact[],
  changes: Partial<TurnResult> = {},
): TurnResult {
  return {
    sessionId: 's',
    outcome: 'answered',
    answer: '**Concentra**: $203k to $2.66M.',
    steps: [],
    citations: [],
    artifacts,
    nextQuestions: [],
    usage: null,
    understood: [],
    grounding: { figures: 0, unmatched: [] },
    ...changes,
  };
}
