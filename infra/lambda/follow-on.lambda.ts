import { followOn } from '#action-groups/follow-on/action-group.ts';
import { actionGroupLambda } from './dependencies.ts';

/** The action group `follow-on` on AWS, as Bedrock or the worker calls it. */
export const handler = actionGroupLambda(followOn, process.env);
