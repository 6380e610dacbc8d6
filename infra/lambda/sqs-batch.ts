import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { DeliveryHandler } from '#channels/turn/queue/turn-queue.ts';

const record = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({
    ApproximateReceiveCount: z.string().default('1'),
    MessageGroupId: z.string().optional(),
  }),
});

/** What SQS calls a Lambda with. @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const sqsEvent = z.object({ Records: z.array(record) });
export type SqsEvent = z.input<typeof sqsEvent>;

/** Which messages come again. */
export interface SqsBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface SqsBatchOptions {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
  readonly handle: DeliveryHandler;
  /** Ends before the function does. */
  readonly signal: AbortSignal;
  readonly onFailure: (where: string, error: unknown) => void;
}

const bodyOf = z.record(z.string(), z.unknown());

/**
 * Works on a batch of a FIFO queue in its order. What failed comes again, and so does all of its group behind it;
 * what asked for another time comes again then.
 */
export async function workOnBatch(event: SqsEvent, options: SqsBatchOptions): Promise<SqsBatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  const stopped = new Set<string>();
  for (const message of sqsEvent.parse(event).Records) {
    const group = message.attributes.MessageGroupId ?? message.messageId;
    if (stopped.has(group) || !(await isDone(message, options))) {
      stopped.add(group);
      failures.push({ itemIdentifier: message.messageId });
    }
  }
  return { batchItemFailures: failures };
}

async function isDone(message: z.output<typeof record>, options: SqsBatchOptions): Promise<boolean> {
  const { client, queueUrl: QueueUrl, signal } = options;
  try {
    const body = bodyOf.parse(JSON.parse(message.body));
    const attempt = Number(message.attributes.ApproximateReceiveCount);
    const handled = await options.handle({ body, attempt, signal });
    if (handled.outcome === 'done') return true;
    const VisibilityTimeout = Math.min(43_200, Math.ceil(handled.afterMs / 1_000));
    const ReceiptHandle = message.receiptHandle;
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  } catch (error) {
    options.onFailure('turn worker', error);
  }
  return false;
}
