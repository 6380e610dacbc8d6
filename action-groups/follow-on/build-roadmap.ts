import { defineOperation } from '../kernel/operation.ts';
import { roadmapInput } from './follow-on-input.ts';

/** A plan of quarters of what a customer is likely to buy next; stored as a `roadmap` artifact. */
export const buildRoadmap = defineOperation({
  operationId: 'buildRoadmap',
  description:
    'Builds a plan quarter by quarter of what to sell a customer next: steps in the order of what they need before them, with their value as ranges and how likely they are. Call it for requests such as “build me a plan for four quarters without analytics”.',
  input: roadmapInput,
  run: async () => ({
    result: { outcome: 'not-enough-history', headline: 'Nothing has been learned of what follows what yet.' },
  }),
});
