import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** What is in a queue, about. */
export interface QueueDepth {
  /** To be worked on. */
  readonly waiting: number;
  /** Being worked on, or waiting to be tried again. */
  readonly inHand: number;
}

export async function sqsQueueDepth(
  client: SQSClient,
  queueUrl: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<QueueDepth> {
  const { Attributes: attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
    { abortSignal: signal },
  );
  return {
    waiting: Number(attributes?.ApproximateNumberOfMessages ?? 0),
    inHand: Number(attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}
