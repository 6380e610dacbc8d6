import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Handled } from '#channels/turn/queue/turn-queue.ts';
import { workOnBatch } from './sqs-batch.ts';

type Fate = 'done' | 'again' | 'throws' | 'no-json';

/** A batch of messages with what becomes of each, and what was done with it. */
async function work(messages: readonly { readonly group: string; readonly fate: Fate }[]) {
  const handled: number[] = [];
  const postponed: unknown[] = [];
  const told: unknown[] = [];
  const { batchItemFailures } = await workOnBatch(
    {
      Records: messages.map(({ group, fate }, at) => ({
        messageId: `m${at}`,
        receiptHandle: `r${at}`,
        body: fate === 'no-json' ? '{' : JSON.stringify({ at, fate }),
        attributes: { ApproximateReceiveCount: '2', MessageGroupId: group },
      })),
    },
    {
      client: { send: async (command: { input: unknown }) => void postponed.push(command.input) } as never,
      queueUrl: 'q',
      signal: AbortSignal.timeout(60_000),
      onFailure: (_, error) => told.push(error),
      async handle({ body, attempt }): Promise<Handled> {
        expect(attempt).toBe(2);
        handled.push(Number(body.at));
        if (body.fate === 'throws') throw new Error('it fails');
        return body.fate === 'again' ? { outcome: 'again', afterMs: 1_500 } : { outcome: 'done' };
      },
    },
  );
  return { handled, postponed, told, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('workOnBatch', () => {
  it('keeps the order of a group: behind what comes again, all of it comes again', async () => {
    const message = fc.record({
      group: fc.constantFrom('a', 'b', 'c'),
      fate: fc.constantFrom<Fate>('done', 'done', 'again', 'throws', 'no-json'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 10 }), async (messages) => {
        const firstBad = new Map<string, number>();
        messages.forEach(({ group, fate }, at) => {
          if (fate !== 'done' && !firstBad.has(group)) firstBad.set(group, at);
        });
        const expected = messages.flatMap(({ group }, at) =>
          at >= (firstBad.get(group) ?? Number.POSITIVE_INFINITY) ? [`m${at}`] : [],
        );
        const { failed, handled } = await work(messages);
        expect(failed).toEqual(expected);
        expect(new Set(handled).size).toBe(handled.length);
      }),
      { numRuns: 60 },
    );
  });

  it('says when to come again, and tells of what failed', async () => {
    const { postponed, told } = await work([
      { group: 'a', fate: 'again' },
      { group: 'b', fate: 'throws' },
      { group: 'c', fate: 'no-json' },
    ]);
    expect(postponed).toEqual([{ QueueUrl: 'q', ReceiptHandle: 'r0', VisibilityTimeout: 2 }]);
    expect(told).toHaveLength(2);
  });
});
