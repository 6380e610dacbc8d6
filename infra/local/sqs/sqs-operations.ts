import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type FifoQueue, type QueuedMessage, type ReceiptState, receiptOf } from './fifo-queue.ts';
import { SqsError } from './sqs-error.ts';

export interface SqsOperationsOptions {
  /** By name, which ends in `.fifo`. */
  readonly queues: ReadonlyMap<string, FifoQueue>;
  readonly queueUrl: (name: string) => string;
  readonly nowMs: () => number;
  /** Waits until a message may be there, at most so long. */
  readonly waitForChange: (queue: FifoQueue, mostMs: number, signal: AbortSignal) => Promise<void>;
  readonly changed: (queue: FifoQueue) => void;
}

/** A message may have a mebibyte. */
const MOST_BODY_BYTES = 1_048_576;

const key = z.string().regex(/^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/);
const queueUrl = z.object({ QueueUrl: z.string() });
const sendInput = queueUrl.extend({
  MessageBody: z.string().min(1),
  MessageGroupId: key,
  MessageDeduplicationId: key,
});
const receiveInput = queueUrl.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
});
const receiptInput = queueUrl.extend({ ReceiptHandle: z.string().min(1) });
const hideInput = receiptInput.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });

export interface SqsOperations {
  /** @throws {SqsError} */
  handle(operation: string, body: unknown, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}

/** The part of SQS's JSON protocol that a sender and a worker use. */
export function createSqsOperations(options: SqsOperationsOptions): SqsOperations {
  const queueOf = ({ QueueUrl }: z.infer<typeof queueUrl>): FifoQueue => {
    const queue = options.queues.get(QueueUrl.split('/').at(-1) ?? '');
    if (queue === undefined)
      throw new SqsError('QueueDoesNotExist', `The specified queue does not exist: ${QueueUrl}`);
    return queue;
  };
  return {
    async handle(operation, body, signal) {
      switch (operation) {
        case 'GetQueueUrl': {
          const { QueueName: name } = read(z.object({ QueueName: z.string() }), body);
          if (!options.queues.has(name))
            throw new SqsError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
          return { QueueUrl: options.queueUrl(name) };
        }
        case 'GetQueueAttributes': {
          const { waiting, hidden } = queueOf(read(queueUrl, body)).counts();
          return {
            Attributes: {
              ApproximateNumberOfMessages: String(waiting),
              ApproximateNumberOfMessagesNotVisible: String(hidden),
              FifoQueue: 'true',
            },
          };
        }
        case 'PurgeQueue':
          queueOf(read(queueUrl, body)).clear();
          return {};
        case 'SendMessage': {
          const input = read(sendInput, body);
          const queue = queueOf(input);
          if (Buffer.byteLength(input.MessageBody) > MOST_BODY_BYTES)
            throw invalid(
              `One or more parameters are invalid. Reason: Message must be shorter than ${MOST_BODY_BYTES} bytes.`,
            );
          const sent = queue.send({
            group: input.MessageGroupId,
            deduplicationId: input.MessageDeduplicationId,
            body: input.MessageBody,
          });
          options.changed(queue);
          return {
            MessageId: sent.messageId,
            MD5OfMessageBody: md5(input.MessageBody),
            SequenceNumber: String(sent.sequence).padStart(20, '0'),
          };
        }
        case 'ReceiveMessage': {
          const input = read(receiveInput, body);
          const messages = await receive(queueOf(input), input, signal);
          return messages.length === 0 ? {} : { Messages: messages.map(describeMessage) };
        }
        case 'DeleteMessage': {
          const input = read(receiptInput, body);
          const queue = queueOf(input);
          checkReceipt(queue.remove(input.ReceiptHandle), input.ReceiptHandle);
          options.changed(queue);
          return {};
        }
        case 'ChangeMessageVisibility': {
          const input = read(hideInput, body);
          const queue = queueOf(input);
          checkReceipt(queue.hide(input.ReceiptHandle, input.VisibilityTimeout * 1000), input.ReceiptHandle);
          options.changed(queue);
          return {};
        }
        default:
          throw new SqsError('UnsupportedOperation', `${operation || '(none)'} is not served here.`);
      }
    },
  };

  async function receive(
    queue: FifoQueue,
    input: z.infer<typeof receiveInput>,
    signal: AbortSignal,
  ): Promise<readonly QueuedMessage[]> {
    const untilMs = options.nowMs() + input.WaitTimeSeconds * 1000;
    for (;;) {
      if (signal.aborted) return [];
      const visibilityMs = input.VisibilityTimeout === undefined ? undefined : input.VisibilityTimeout * 1000;
      const messages = queue.receive(input.MaxNumberOfMessages, visibilityMs);
      const restMs = untilMs - options.nowMs();
      if (messages.length > 0 || restMs <= 0) return messages;
      await options.waitForChange(queue, restMs, signal);
    }
  }
}

function describeMessage(message: QueuedMessage) {
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptOf(message),
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: {
      ApproximateReceiveCount: String(message.receives),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs),
      SentTimestamp: String(message.sentMs),
      MessageGroupId: message.group,
      MessageDeduplicationId: message.deduplicationId,
      SequenceNumber: String(message.sequence).padStart(20, '0'),
    },
  };
}

function checkReceipt(state: ReceiptState, receipt: string): void {
  if (state === 'unknown')
    throw new SqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle is invalid: ${receipt.slice(0, 80)}`,
    );
  if (state === 'expired')
    throw invalid(
      `Value ${receipt.slice(0, 80)} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    );
}

function invalid(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message);
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.') || 'request'}: ${issue?.message}`);
}

/** What the SDK checks a body by. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
