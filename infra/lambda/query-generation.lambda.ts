import { queryGeneration } from '#action-groups/query-generation/action-group.ts';
import { actionGroupLambda } from './dependencies.ts';

/** The action group `query-generation` on AWS, as Bedrock or the worker calls it. */
export const handler = actionGroupLambda(queryGeneration, process.env);
