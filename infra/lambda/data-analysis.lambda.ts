import { dataAnalysis } from '#action-groups/data-analysis/action-group.ts';
import { actionGroupLambda } from './dependencies.ts';

/** The action group `data-analysis` on AWS, as Bedrock or the worker calls it. */
export const handler = actionGroupLambda(dataAnalysis, process.env);
