import { SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryHandler } from '#channels/turn/queue/turn-queue.ts';
import { readEnvironment, workerEnvironment } from './environment.ts';
import { logFailure } from './log-failure.ts';
import { type SqsBatchResponse, type SqsEvent, workOnBatch } from './sqs-batch.ts';
import { openWorker } from './worker.ts';

const environment = readEnvironment(workerEnvironment, process.env);
const client = new SQSClient({});
/** Opened with the first event: secrets are read then, again when that failed. */
let opened: ReturnType<typeof openWorker> | undefined;

/** What a Lambda is told of its call. */
interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** What is in hand is to be given back while there is time to. */
const LAST_MS = 5_000;

/** Questions of every channel, as the queue brings them. */
export function handler(event: SqsEvent, context: LambdaContext): Promise<SqsBatchResponse> {
  return work(event, context, environment.TURN_QUEUE_URL, ({ handle }) => handle);
}

/** What the queue gave up: whoever asked is told. */
export function handleDead(event: SqsEvent, context: LambdaContext): Promise<SqsBatchResponse> {
  return work(event, context, environment.TURN_QUEUE_URL, (worker) => worker.handleDead);
}

/** Rows of batches, apart from questions, so that no question waits behind them. */
export function handleBatches(event: SqsEvent, context: LambdaContext): Promise<SqsBatchResponse> {
  return work(event, context, environment.BATCH_QUEUE_URL, ({ handle }) => handle);
}

/** Batches that the queue gave up: they are ended, and say so. */
export function handleDeadBatches(event: SqsEvent, context: LambdaContext): Promise<SqsBatchResponse> {
  return work(event, context, environment.BATCH_QUEUE_URL, (worker) => worker.handleDead);
}

async function work(
  event: SqsEvent,
  context: LambdaContext,
  queueUrl: string,
  choose: (worker: Awaited<ReturnType<typeof openWorker>>) => DeliveryHandler,
): Promise<SqsBatchResponse> {
  opened ??= openWorker(environment, process.env.AWS_REGION ?? 'us-east-1');
  const worker = await opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return workOnBatch(event, {
    client,
    queueUrl,
    handle: choose(worker),
    signal: AbortSignal.timeout(Math.max(1_000, context.getRemainingTimeInMillis() - LAST_MS)),
    onFailure: logFailure,
  });
}
