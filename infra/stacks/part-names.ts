import type { LambdaName } from '../bundle/lambda-functions.ts';

/**
 * What the parts of the application are called behind the environment's prefix, so that alarms, dashboards and the
 * canary of another stack find them without holding them.
 */
export const FUNCTION_NAMES: Readonly<Record<LambdaName, string>> = {
  'query-generation': 'action-group-query-generation',
  'data-analysis': 'action-group-data-analysis',
  funding: 'action-group-funding',
  'follow-on': 'action-group-follow-on',
  worker: 'worker',
  web: 'web',
  'slack-ingress': 'slack-ingress',
  'slack-interactive': 'slack-interactive',
  canary: 'canary',
};

/** FIFO queues, without their ending. */
export const QUEUE_NAMES = { turns: 'turns', batches: 'batches' } as const;

export const API_NAME = 'api';

/** Secrets Manager: `{"sessionSecret": "…"}`. */
export const SESSION_SECRET_NAME = 'session';
