import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { programsHash } from '../funding/load-programs.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { type RoadmapInput, roadmapInput } from './follow-on-input.ts';
import { givenArguments } from './given-arguments.ts';
import { type FollowOnMade, makeFollowOn } from './make-follow-on.ts';
import { makeRoadmap } from './make-roadmap.ts';
import type { Roadmap, RoadmapSummary } from './roadmap.ts';

/** Raised with any change of a rule: it is part of the id. */
const ROADMAP_METHOD = 1;

/** A plan of quarters of what a customer is likely to buy next; stored as a `roadmap` artifact. */
export const buildRoadmap = defineOperation({
  operationId: 'buildRoadmap',
  description:
    'Builds a plan quarter by quarter of what to sell a customer next: steps in the order of what they need before them, with their value as ranges and how likely they are. Call it for requests such as “build me a plan for four quarters without analytics”.',
  input: roadmapInput,
  run: async (input, context): Promise<Reply<Readonly<Record<string, unknown>>>> => {
    const made = await makeFollowOn(input, context);
    if (made.kind === 'not-told') return { result: { ...made.reply } };
    const built = await stored(made, input, context);
    return {
      result: { ...summarizeRoadmap(built) },
      artifacts: [{ type: 'roadmap', id: built.roadmapId }],
      remember: {
        kind: 'call',
        operation: 'buildRoadmap',
        id: built.roadmapId,
        arguments: givenArguments(input),
      },
    };
  },
});

/** Made anew each time: it takes less than to ask for it, and is the same for the same wishes. */
async function stored(
  { followOn, draft, model }: Extract<FollowOnMade, { kind: 'made' }>,
  { quarters, startDate, include, exclude }: RoadmapInput,
  { artifacts, clock, scope, signal, today }: OperationContext,
): Promise<Roadmap> {
  const input = { quarters, startDate, include, exclude };
  const roadmapId = artifactId({
    opportunityId: hashInputs({
      method: ROADMAP_METHOD,
      followOnId: followOn.followOnId,
      programs: programsHash(),
      ...input,
    }),
    analysisType: 'roadmap',
  });
  const built = makeRoadmap({ roadmapId, input, followOn, draft, model, today });
  await artifacts.put(
    { type: 'roadmap', id: roadmapId, scope, createdAt: clock().toISOString(), body: built },
    { signal },
  );
  return built;
}

/** Most of what was left out that a model is told, and of the usual services of a step. */
const MOST = { leftOut: 10, services: 4 };

function summarizeRoadmap({ methodology: _, ...built }: Roadmap): RoadmapSummary {
  return {
    ...built,
    leftOut: built.leftOut.slice(0, MOST.leftOut),
    steps: built.steps.map((step) => ({ ...step, services: step.services.slice(0, MOST.services) })),
  };
}
