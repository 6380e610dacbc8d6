import { type LambdaSource, UNUSED_BY_BOLT } from './bundle-lambda.ts';

const PROGRAMS = ['action-groups/funding/programs', 'action-groups/funding/workloads.yaml'];
/** What is beside `load-prompt.ts`: a prompt is read by its id. */
const PROMPTS = ['prompts/agent', 'prompts/knowledge-base', 'prompts/released', 'prompts/released.json'];

/** Every Lambda of the deployment: where it begins, and what it reads beside itself. */
export const LAMBDA_FUNCTIONS = {
  'query-generation': { entry: 'infra/lambda/query-generation.lambda.ts' },
  'data-analysis': { entry: 'infra/lambda/data-analysis.lambda.ts' },
  funding: { entry: 'infra/lambda/funding.lambda.ts', assets: PROGRAMS },
  'follow-on': { entry: 'infra/lambda/follow-on.lambda.ts' },
  worker: {
    entry: 'infra/lambda/worker.lambda.ts',
    empty: UNUSED_BY_BOLT,
    assets: [...PROGRAMS, ...PROMPTS],
  },
  web: {
    entry: 'infra/lambda/web.lambda.ts',
    assets: ['channels/web/style', 'channels/web/browser', 'channels/web/icons'],
  },
  canary: { entry: 'infra/lambda/canary.lambda.ts' },
  'slack-ingress': { entry: 'channels/slack/ingress/ingress.lambda.ts' },
  'slack-interactive': { entry: 'channels/slack/interactive.lambda.ts', empty: UNUSED_BY_BOLT },
} as const satisfies Readonly<Record<string, LambdaSource>>;

export type LambdaName = keyof typeof LAMBDA_FUNCTIONS;
