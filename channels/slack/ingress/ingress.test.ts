import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';
import { signatureOf } from '../fake/deliveries.ts';
import { createIngress, type IngressOptions } from './ingress.ts';
import { fromLambda, needed, toLambda } from './lambda-http.ts';
import { eventToQueue, parseObject } from './queued-event.ts';

const signingSecret = 'a secret';
const nowMs = Date.parse('2026-11-25T09:00:00Z');

const message = (event: object = {}, body: object = {}) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  ...body,
  event: {
    type: 'message',
    channel_type: 'im',
    channel: 'D1',
    user: 'U1',
    ts: '1.000001',
    text: 'hi',
    ...event,
  },
});

describe('createIngress', () => {
  let sent: QueueMessage[] = [];
  let noted = new Set<string>();
  let order: string[] = [];
  let failures: string[] = [];
  beforeEach(() => {
    sent = [];
    order = [];
    failures = [];
    noted = new Set();
  });
  const ingress = (more: Partial<IngressOptions> = {}) =>
    createIngress({
      signingSecret,
      clock: () => new Date(nowMs),
      queue: {
        async send(each) {
          order.push('queued');
          sent.push(each);
        },
      },
      ledger: {
        wasHandedOn: async (key) => noted.has(key),
        async noteHandedOn(key) {
          order.push('noted');
          const isNew = !noted.has(key);
          noted.add(key);
          return isNew;
        },
      },
      onFailure: (where) => failures.push(where),
      ...more,
    });
  const request = (body: string) => ({
    body: Buffer.from(body),
    headers: signatureOf(body, { signingSecret, nowMs }),
  });
  const handle = (body: unknown, options = {}) =>
    ingress(options).handle(request(typeof body === 'string' ? body : JSON.stringify(body)));

  it('queues an event before it notes it, and acknowledges it after both', async () => {
    expect(await handle(message())).toEqual({ status: 200, contentType: 'text/plain', body: '' });
    expect(order).toEqual(['queued', 'noted']);
    expect(sent).toMatchObject([{ body: { kind: 'slack-event', receivedMs: nowMs, body: message() } }]);
  });

  it('does not wait for the note where the process lives on', async () => {
    const noting = { wasHandedOn: async () => false, noteHandedOn: () => new Promise<boolean>(() => {}) };
    expect(await handle(message(), { answerWhen: 'queued', ledger: noting })).toMatchObject({ status: 200 });
    expect(order).toEqual(['queued']);
  });

  it('does nothing with an event that is sent again or replayed', async () => {
    const door = ingress();
    for (let count = 0; count < 5; count += 1)
      expect((await door.handle(request(JSON.stringify(message())))).status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  it('asks the ledger only of events that the queue may have forgotten', async () => {
    let looks = 0;
    const ledger = {
      wasHandedOn: async () => {
        looks += 1;
        return true;
      },
      noteHandedOn: async () => true,
    };
    const at = (agoMs: number) => ({ event_time: (nowMs - agoMs) / 1000 });
    for (const body of [at(0), at(239_000), at(-239_000)]) await handle(message({}, body), { ledger });
    expect([looks, sent.length]).toEqual([0, 3]);
    for (const body of [at(240_000), at(-240_000), at(86_400_000), { event_time: 'now' }, {}])
      await handle(message({}, body), { ledger });
    expect([looks, sent.length]).toEqual([5, 3]);
  });

  it('lets Slack send an event again whose queue failed, and takes it then', async () => {
    const broken = { send: () => Promise.reject(new Error('down')) };
    expect((await handle(message(), { queue: broken })).status).toBe(500);
    expect([...noted]).toEqual([]);
    expect(failures).toEqual(['slack ingress']);
    expect((await handle(message())).status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  it('queues all the same when the ledger cannot be reached, under a key that the queue knows again', async () => {
    const down = () => Promise.reject(new Error('down'));
    const ledger = { wasHandedOn: down, noteHandedOn: down };
    await handle(message(), { ledger });
    expect((await handle(message(), { ledger })).status).toBe(200);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(failures).toHaveLength(4);
  });

  it('answers the question whether it is the one, and nothing else that is no event', async () => {
    expect(await handle({ type: 'url_verification', challenge: 'c' })).toMatchObject({
      status: 200,
      body: '{"challenge":"c"}',
    });
    expect((await handle({ type: 'url_verification', challenge: 3 })).status).toBe(400);
    for (const body of ['', 'null', '[]', '3', '"x"', '{', 'payload=%7B%7D'])
      expect((await handle(body)).status).toBe(400);
    expect((await handle({})).status).toBe(200);
    expect((await ingress().handle({ body: Buffer.from('{}'), headers: {} })).status).toBe(401);
    expect(sent).toEqual([]);
  });

  it('is not made with an empty secret', () => {
    expect(() => ingress({ signingSecret: '' })).toThrow('empty');
  });

  it('reads what a Lambda is called with, in base64 as UTF-8, and names what its environment lacks', async () => {
    const body = JSON.stringify(message({ text: 'Zürich 🦀' }));
    const { headers } = request(body);
    const event = { headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
    expect(toLambda(await ingress().handle(fromLambda(event)))).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'text/plain' },
      body: '',
    });
    expect(sent).toMatchObject([{ body: { body: { event: { text: 'Zürich 🦀' } } } }]);
    expect(toLambda(await ingress().handle(fromLambda({ headers: null, body: null }))).statusCode).toBe(401);
    expect(() => needed({ A: '' }, 'A')).toThrow('the environment lacks A');
  });

  it('never throws, whatever object Slack signs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.object({ key: fc.constantFrom('type', 'event', 'user', 'ts', 'x') }),
        async (body) => {
          expect((await handle(body)).status).toBeLessThan(500);
        },
      ),
    );
  });
});

describe('eventToQueue', () => {
  const wanted = (event: object, body: object = {}) => eventToQueue(message(event, body), nowMs);

  it('wants messages to the app, mentions, what goes on in threads, and the Home tab', () => {
    expect(wanted({})).toBeDefined();
    expect(wanted({ subtype: 'file_share' })).toBeDefined();
    expect(wanted({ type: 'app_mention', channel_type: undefined, channel: 'C1' })).toBeDefined();
    expect(wanted({ channel_type: 'channel', thread_ts: '1.0' })).toBeDefined();
    expect(wanted({ type: 'app_home_opened', tab: 'home', ts: undefined })).toBeDefined();
  });

  it('wants no bots, edits, deletions, joins, and no talk that is not for it', () => {
    const unwanted = [
      { bot_id: 'B1' },
      { bot_profile: {} },
      { subtype: 'bot_message' },
      { subtype: 'message_changed' },
      { subtype: 'message_deleted' },
      { subtype: 'channel_join' },
      { channel_type: 'channel' },
      { channel_type: 'group' },
      { channel_type: 'mpim' },
      { user: undefined },
      { type: 'reaction_added' },
      { type: 'app_home_opened', user: undefined },
    ];
    for (const event of unwanted) expect([event, wanted(event)]).toEqual([event, undefined]);
    expect(wanted({}, { type: 'block_actions' })).toBeUndefined();
  });

  it('keeps the order of a thread, and stays below what a queue takes', () => {
    const group = (event: object) => wanted(event)?.message.group;
    expect(group({ ts: '2.0', thread_ts: '1.000001' })).toBe(group({}));
    expect(group({ ts: '2.0' })).not.toBe(group({}));
    const large = wanted({ text: '🦀'.repeat(60_000), blocks: ['x'.repeat(500_000)] });
    expect(Buffer.byteLength(JSON.stringify(large?.message.body))).toBeLessThan(262_144);
  });

  it('knows an event by its id, and one without by what it says', () => {
    const key = (event: object, body: object) => wanted(event, body)?.eventKey;
    expect(key({}, {})).toBe(key({ text: 'other' }, {}));
    expect(key({}, { event_id: 'Ev2' })).not.toBe(key({}, {}));
    expect(key({}, { team_id: 'T2' })).not.toBe(key({}, {}));
    expect(key({ text: 'a' }, { event_id: undefined })).not.toBe(key({}, { event_id: undefined }));
  });

  it('parses objects only', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseObject(text);
        expect(parsed === undefined || (typeof parsed === 'object' && !Array.isArray(parsed))).toBe(true);
      }),
    );
    expect(parseObject('{"a":1}')).toEqual({ a: 1 });
  });
});
