import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFifoQueue, DEDUPLICATION_MS, type FifoQueue, receiptOf } from './fifo-queue.ts';

const VISIBILITY_MS = 1_000;

function testQueue(redrive?: { maxReceives: number; to: FifoQueue }) {
  let now = 0;
  let id = 0;
  const queue = createFifoQueue({
    nowMs: () => now,
    newId: () => `m${++id}`,
    visibilityMs: VISIBILITY_MS,
    ...(redrive === undefined ? {} : { redrive }),
  });
  const send = (group: string, body: string) =>
    queue.send({ group, deduplicationId: `${group}-${body}`, body });
  const take = (limit = 10) => queue.receive(limit);
  return {
    queue,
    send,
    take,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('createFifoQueue', () => {
  it('gives the messages of a group one after another, and those of others beside them', () => {
    const { queue, send, take } = testQueue();
    for (const body of ['1', '2']) send('a', body);
    send('b', '1');
    const first = take();
    expect(first.map(({ group, body }) => group + body)).toEqual(['a1', 'b1']);
    expect(take()).toEqual([]);
    for (const message of first) expect(queue.remove(receiptOf(message))).toBe('held');
    expect(take().map(({ body }) => body)).toEqual(['2']);
  });

  it('gives a message again when its time has passed, and takes no word of the first receiver then', () => {
    const { queue, send, take, pass } = testQueue();
    send('a', '1');
    const [first] = take();
    pass(VISIBILITY_MS);
    if (first === undefined) throw new TypeError('nothing was received');
    expect(queue.remove(receiptOf(first))).toBe('expired');
    const [again] = take();
    expect(again).toMatchObject({ body: '1', receives: 2 });
    expect(queue.remove(receiptOf(first))).toBe('expired');
    expect(queue.hide(receiptOf(first), 0)).toBe('expired');
    expect(queue.remove('not a receipt')).toBe('unknown');
  });

  it('queues what is sent twice within five minutes once', () => {
    const { queue, send, pass } = testQueue();
    const sent = send('a', '1');
    pass(DEDUPLICATION_MS - 1);
    expect(send('a', '1')).toMatchObject({ messageId: sent.messageId });
    expect(queue.counts()).toEqual({ waiting: 1, hidden: 0 });
    pass(1);
    expect(send('a', '1').messageId).not.toBe(sent.messageId);
  });

  it('moves what nobody could work on to the dead, and goes on with the group', () => {
    const dead = testQueue();
    const { send, take, pass } = testQueue({ maxReceives: 2, to: dead.queue });
    send('a', '1');
    send('a', '2');
    for (const _ of [1, 2]) {
      expect(take().map(({ body }) => body)).toEqual(['1']);
      pass(VISIBILITY_MS);
    }
    expect(take().map(({ body }) => body)).toEqual(['2']);
    expect(dead.take()).toMatchObject([{ body: '1', group: 'a' }]);
  });

  it('loses nothing and keeps the order of each group, whatever workers do', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constant('receive' as const), limit: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('remove' as const), index: fc.nat(9) }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 900 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { queue, take, pass } = testQueue();
        const sent: string[] = [];
        const done: string[] = [];
        let held: ReturnType<typeof take>[number][] = [];
        for (const each of steps) {
          if (each.kind === 'send') {
            const body = `${each.group}${sent.length}`;
            queue.send({ group: each.group, deduplicationId: body, body });
            sent.push(body);
          } else if (each.kind === 'receive') held = [...held, ...take(each.limit)];
          else if (each.kind === 'pass') pass(each.ms);
          else {
            const message = held[each.index];
            if (message !== undefined && queue.remove(receiptOf(message)) === 'held') done.push(message.body);
          }
        }
        for (;;) {
          pass(VISIBILITY_MS);
          const rest = take();
          if (rest.length === 0) break;
          for (const message of rest) {
            expect(queue.remove(receiptOf(message))).toBe('held');
            done.push(message.body);
          }
        }
        expect([...done].sort()).toEqual([...sent].sort());
        for (const group of ['a', 'b', 'c']) {
          const of = (bodies: readonly string[]) => bodies.filter((body) => body.startsWith(group));
          expect(of(done)).toEqual(of(sent));
        }
      }),
    );
  });
});
