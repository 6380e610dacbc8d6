/**
 * What the parts of the application are called behind the environment's prefix, so that alarms, dashboards and the
 * canary of another stack find them without holding them. A test holds each to be in the templates.
 */
export const ACTION_GROUP_NAMES = [
  'action-group-query-generation',
  'action-group-data-analysis',
  'action-group-funding',
  'action-group-follow-on',
] as const;
export const WORKER_NAMES = ['turn-worker', 'turn-worker-dead', 'batch-worker', 'batch-worker-dead'] as const;
export const DOOR_NAMES = ['web', 'slack-ingress', 'slack-interactive'] as const;

/** FIFO queues, without their ending. */
export const QUEUE_NAMES = ['turns', 'batches'] as const;
