import { funding } from '#action-groups/funding/action-group.ts';
import { actionGroupLambda } from './dependencies.ts';

/** The action group `funding` on AWS, as Bedrock or the worker calls it. */
export const handler = actionGroupLambda(funding, process.env);
