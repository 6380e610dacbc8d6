import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { QueueError, type TurnQueue } from './turn-queue.ts';

export interface SqsTurnQueueOptions {
  readonly client: SQSClient;
  /** Of a FIFO queue. */
  readonly queueUrl: string;
}

/** Most bytes of a message: SQS's own limit was 256 KiB for long, and a question is far below it. */
const MOST_BYTES = 262_144;

/** Work for the worker in an SQS FIFO queue, a conversation being a message group. */
export function createSqsTurnQueue({ client, queueUrl }: SqsTurnQueueOptions): TurnQueue {
  return {
    async send({ group, key, body }, { signal }) {
      const text = JSON.stringify(body);
      if (Buffer.byteLength(text) > MOST_BYTES)
        throw new QueueError('message-too-large', `${Buffer.byteLength(text)} bytes, at most ${MOST_BYTES}`);
      try {
        await client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: text,
            MessageGroupId: group,
            MessageDeduplicationId: key,
          }),
          { abortSignal: signal },
        );
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        throw new QueueError('queue-unavailable', 'the queue did not take the message', { cause });
      }
    },
  };
}
