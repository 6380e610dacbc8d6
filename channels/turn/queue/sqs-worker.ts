import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { DeliveryHandler } from './turn-queue.ts';

export interface SqsWorkerOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly handle: DeliveryHandler;
  /** Deliveries worked on at once. */
  readonly concurrency: number;
  /** Ends the worker: what it has in hand is told so by its own signal. */
  readonly signal: AbortSignal;
  /** Waits after a queue that did not answer. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of what failed, for the log. */
  readonly onFailure: (where: string, error: unknown) => void;
  /** Longest wait of one receive, in seconds; 20 when left out. */
  readonly waitSeconds?: number;
}

const bodyOf = z.record(z.string(), z.unknown());
const UNREACHED_PAUSE_MS = 1_000;

/**
 * Works on a queue until it is told to end: on a Lambda the service's own poller does this. A delivery that is
 * done is deleted; one that throws stays hidden for its time and comes again, until the queue gives it up.
 */
export async function runSqsWorker(options: SqsWorkerOptions): Promise<void> {
  const { client, queueUrl: QueueUrl, signal } = options;
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    const messages = await receive(options, options.concurrency - running.size);
    for (const message of messages) {
      const work = workOn(message).finally(() => running.delete(work));
      running.add(work);
    }
    if (running.size >= options.concurrency) await Promise.race(running);
  }
  await Promise.all(running);

  async function workOn(message: Message): Promise<void> {
    const { ReceiptHandle } = message;
    const attempt = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    try {
      const body = bodyOf.parse(JSON.parse(message.Body ?? ''));
      const handled = await options.handle({ body, attempt, signal });
      if (handled.outcome === 'done') {
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        return;
      }
      const VisibilityTimeout = Math.min(43_200, Math.ceil(handled.afterMs / 1000));
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      if (!signal.aborted) options.onFailure('turn worker', error);
    }
  }
}

async function receive(options: SqsWorkerOptions, free: number): Promise<readonly Message[]> {
  const { client, queueUrl, signal, waitSeconds = 20 } = options;
  try {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(10, free),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
      { abortSignal: signal },
    );
    return messages;
  } catch (error) {
    if (signal.aborted) return [];
    options.onFailure('turn queue', error);
    await options.pause(UNREACHED_PAUSE_MS, signal).catch(() => undefined);
    return [];
  }
}
