import { Duration } from 'aws-cdk-lib';
import { OPERATION_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { LambdaName } from '../bundle/lambda-functions.ts';

/** How large a function is and how long it may take, with what the design document asked for where that differs. */
export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** What the configuration says is kept warm stands before people who wait. */
  readonly isFrontDoor?: boolean;
  readonly reason: string;
}

/** The operation's own deadline, and time to say that it passed. */
const OPERATION = Duration.millis(OPERATION_TIMEOUT_MS + 10_000);

const SHORTER =
  'The document gives minutes; an operation has a deadline of 90 s, since a turn that waits for it has 120 s.';

/** Memory, time and warmth of every function, in one place. */
export const FUNCTION_SIZES: Readonly<Record<LambdaName, FunctionSize>> = {
  'query-generation': { memoryMb: 512, timeout: OPERATION, reason: `512 MB as in the document. ${SHORTER}` },
  'data-analysis': {
    memoryMb: 1_536,
    timeout: OPERATION,
    reason: `The document gives 1,024 MB to analysis and to retrieval, which are one function here that also holds the predictors. ${SHORTER}`,
  },
  funding: { memoryMb: 512, timeout: OPERATION, reason: `512 MB as in the document. ${SHORTER}` },
  'follow-on': { memoryMb: 1_024, timeout: OPERATION, reason: `1,024 MB as in the document. ${SHORTER}` },
  worker: {
    memoryMb: 1_024,
    timeout: Duration.seconds(150),
    reason:
      'The document’s orchestrator has 15 minutes; a turn has 120 s, and the worker 30 s more to write down its end, inside the queue’s 180 s.',
  },
  web: {
    memoryMb: 512,
    timeout: Duration.minutes(5),
    isFrontDoor: true,
    reason: 'It streams what a worker writes, and ends before the API’s longest silence of five minutes.',
  },
  canary: {
    memoryMb: 256,
    timeout: Duration.seconds(150),
    reason: 'None in the document. It waits for a turn of at most 120 s, and needs next to nothing for that.',
  },
  'slack-ingress': {
    memoryMb: 512,
    timeout: Duration.seconds(10),
    isFrontDoor: true,
    reason: 'Slack waits three seconds; more memory is more processor for a cold start.',
  },
  'slack-interactive': {
    memoryMb: 1_024,
    timeout: Duration.seconds(10),
    isFrontDoor: true,
    reason: 'Bolt is loaded inside the three seconds that a form’s trigger is good for.',
  },
};

/** The handlers of the bundle `worker`, each a function of its own. */
export const WORKER_SIZES = {
  handler: FUNCTION_SIZES.worker,
  handleBatches: {
    memoryMb: 1_024,
    timeout: Duration.minutes(15),
    reason:
      'Batches alone have 15 minutes, as the document gives them: rows are worked on until little is left.',
  },
  handleDead: {
    memoryMb: 512,
    timeout: Duration.seconds(60),
    reason: 'It tells somebody that a question was given up: a write, and a message to Slack.',
  },
  handleDeadBatches: {
    memoryMb: 512,
    timeout: Duration.seconds(60),
    reason: 'It ends a batch that was given up: some writes.',
  },
} as const satisfies Readonly<Record<string, FunctionSize>>;
