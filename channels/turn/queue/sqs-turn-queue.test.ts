import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { type SqsServer, startSqs } from '#infra/local/sqs/sqs-server.ts';
import { createSqsTurnQueue } from './sqs-turn-queue.ts';
import { runSqsWorker } from './sqs-worker.ts';
import type { Delivery, Handled } from './turn-queue.ts';

const call = { signal: new AbortController().signal };

describe('the turn queue over SQS', () => {
  let path: string;
  let server: SqsServer;
  let client: SQSClient;
  let nowMs = Date.parse('2026-11-25T09:00:00Z');
  const start = async () => {
    server = await startSqs({ queues: ['turns'], path, maxReceives: 3, nowMs: () => nowMs });
    client = new SQSClient({ ...localClientOptions, endpoint: server.endpoint, maxAttempts: 1 });
  };
  const stop = async () => {
    client.destroy();
    await server.close();
  };
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'queue-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    await rm(path, { recursive: true });
  });
  const queue = () => createSqsTurnQueue({ client, queueUrl: server.queueUrl('turns') });
  const send = (group: string, n: number) => queue().send({ group, key: `${group}${n}`, body: { n } }, call);

  /** Works until `enough` deliveries were handled; gives back what it saw. */
  async function work(
    enough: number,
    handle: (delivery: Delivery) => Promise<Handled>,
    name = 'turns',
  ): Promise<{ seen: unknown[]; failures: string[] }> {
    const ending = new AbortController();
    const seen: unknown[] = [];
    const failures: string[] = [];
    await runSqsWorker({
      client,
      queueUrl: server.queueUrl(name),
      concurrency: 4,
      signal: ending.signal,
      pause: async () => undefined,
      onFailure: (where, error) => failures.push(`${where}: ${(error as Error).message}`),
      async handle(delivery) {
        seen.push({ ...delivery.body, attempt: delivery.attempt });
        if (seen.length >= enough) ending.abort();
        return handle(delivery);
      },
    });
    return { seen, failures };
  }
  const done = async (): Promise<Handled> => ({ outcome: 'done' });
  const left = async () => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: server.queueUrl('turns'), AttributeNames: ['All'] }),
    );
    return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
  };

  it('gives the real client what was sent, in the order of its conversation, and deletes what is done', async () => {
    for (const n of [1, 2, 3]) await send('a', n);
    await send('a', 3);
    const { seen, failures } = await work(3, done);
    expect(seen).toEqual([1, 2, 3].map((n) => ({ n, attempt: 1 })));
    expect(failures).toEqual([]);
    expect(await left()).toEqual(['0', '0']);
  });

  it('delivers again what a worker threw on or asked for again, and gives it up after three times', async () => {
    await send('a', 1);
    const throwing = await work(1, async () => {
      throw new Error('lost');
    });
    expect(throwing.seen).toEqual([{ n: 1, attempt: 1 }]);
    nowMs += 180_000;
    await work(1, async () => ({ outcome: 'again', afterMs: 5_000 }));
    expect(await left()).toEqual(['0', '1']);
    nowMs += 5_000;
    expect((await work(1, async () => ({ outcome: 'again', afterMs: 0 }))).seen).toEqual([
      { n: 1, attempt: 3 },
    ]);
    await send('a', 2);
    expect((await work(1, done)).seen).toEqual([{ n: 2, attempt: 1 }]);
    expect((await work(1, done, 'turns-dead')).seen).toEqual([{ n: 1, attempt: 1 }]);
  });

  it('keeps what was not done when its process is lost, a half-written line left out', async () => {
    for (const n of [1, 2]) await send('a', n);
    await work(1, done);
    await stop();
    await appendFile(join(path, 'turns.jsonl'), '{"sent":{"messageId":"x');
    await start();
    expect((await work(1, done)).seen).toEqual([{ n: 2, attempt: 1 }]);
  });

  it('wakes a worker that waits when a message comes', async () => {
    const waiting = work(1, done);
    await send('b', 7);
    expect((await waiting).seen).toEqual([{ n: 7, attempt: 1 }]);
  });

  it('refuses in the words of the service', async () => {
    const unknown = createSqsTurnQueue({ client, queueUrl: server.queueUrl('others') });
    await expect(unknown.send({ group: 'a', key: 'k', body: {} }, call)).rejects.toMatchObject({
      code: 'queue-unavailable',
      cause: { name: 'QueueDoesNotExist' },
    });
    await expect(
      queue().send({ group: 'a', key: 'k', body: { text: 'x'.repeat(262_144) } }, call),
    ).rejects.toMatchObject({
      code: 'message-too-large',
    });
    const QueueUrl = server.queueUrl('turns');
    await expect(
      client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'x' })),
    ).rejects.toMatchObject({
      name: 'ReceiptHandleIsInvalid',
    });
    await expect(
      client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 })),
    ).rejects.toThrow(/MaxNumberOfMessages/);
    const reason = new Error('called off');
    await expect(
      send('a', 1).then(() =>
        queue().send({ group: 'a', key: 'b', body: {} }, { signal: AbortSignal.abort(reason) }),
      ),
    ).rejects.toBe(reason);
  });
});
