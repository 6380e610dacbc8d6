import { request as httpRequest } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import type { Turn } from '#channels/turn/turn.ts';
import { failedResult } from '#channels/turn/turn-result.ts';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { openSlackRig, type SlackRig, type Way } from './__fixtures__/slack-rig.ts';
import { createSlackClient, slackClientOptions } from './api/slack-client.ts';
import { STOP_ACTION } from './blocks/stop-button.ts';
import { whoIsTheApp } from './boot/who-is-the-app.ts';
import { isSoundFrame } from './doors/socket-door.ts';
import { httpTransport, signatureOf, signedRequest } from './fake/deliveries.ts';
import { LISTENER_WORDS } from './listeners/listener-words.ts';
import { OPPORTUNITY_COMMAND } from './listeners/opportunity-listeners.ts';
import { TASK_WORDS } from './tasks/task-words.ts';
import { SLACK_WORDS } from './turn/turn-words.ts';

const BOT = '<@U0BOT>';
const { signal } = new AbortController();

async function until(isSo: () => boolean): Promise<undefined> {
  for (let count = 0; count < 100_000 && !isSo(); count += 1) await new Promise(setImmediate);
  return undefined;
}

describe('the traps of Slack', () => {
  let rig: SlackRig;
  let service: LocalService;
  let client: DynamoDBClient;
  beforeAll(async () => {
    service = await startDynamoDb({ tables: [turnLedgerTable('ledger')] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });
  afterEach(() => rig.close());
  const open = async (way: Way, more: Parameters<typeof openSlackRig>[2] = {}) => {
    rig = await openSlackRig(
      way,
      (clock) => createDynamoDbTurnLedger({ client, tableName: 'ledger', clock }),
      more,
    );
    return rig;
  };
  const texts = (channelId: string, ts: string) => rig.slack.messages(channelId, ts).map(({ text }) => text);

  /** Signed by any rules, sent as bytes. */
  const post = (body: Uint8Array | string, headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      const sending = httpRequest(rig.url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sending.once('error', reject);
      sending.end(body);
    });
  const sign = (body: string) =>
    signatureOf(body, { signingSecret: rig.slack.signingSecret, nowMs: rig.nowMs() });

  it('sends each call with its own token, whatever workspace an event names, and never asks whose it is', async () => {
    const { slack, settle } = await open('http');
    for (const team_id of ['T0FAKE', 'TOTHER'])
      await slack.send({
        type: 'events_api',
        payload: {
          type: 'event_callback',
          team_id,
          event_id: `Ev${team_id}`,
          event: { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' },
        },
      });
    await settle();
    expect(slack.calls.map(({ token, method }) => [method, token])).toEqual([
      ['views.publish', slack.botToken],
      ['views.publish', slack.botToken],
    ]);
    expect(slackClientOptions({ apiUrl: undefined })).not.toHaveProperty('headers');
  });

  it('takes no bodies but objects, whoever signed them, and stays up', async () => {
    const { slack, settle, asks } = await open('http');
    for (const body of ['', 'null', '[]', '"x"', '{', 'payload=null', 'payload=%5B%5D', 'a=b']) {
      expect([body, await post(body, { ...sign(body), 'content-type': 'application/json' })]).toEqual([
        body,
        400,
      ]);
      const form = { ...sign(body), 'content-type': 'application/x-www-form-urlencoded' };
      expect([body, await post(body, form)]).toEqual([body, 400]);
    }
    const json = { 'content-type': 'application/json' };
    expect(await post(Buffer.from([0xff]), { ...sign('x'), ...json })).toBe(401);
    expect(await post('{}', json)).toBe(401);
    const large = await post('x'.repeat(5_000_000), { ...sign('x'), ...json }).catch(() => 413);
    expect(large).toBe(413);
    await slack.people.say('U1', 'D1', 'still there?');
    await settle();
    expect(asks).toHaveLength(1);
  });

  it('answers a replayed request once', async () => {
    const { slack, settle, asks } = await open('http');
    const event = { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'Concentra?' };
    const { ts } = await slack.people.say('U1', 'D1', 'x');
    const payload = { type: 'event_callback', team_id: 'T0FAKE', event_id: 'EvR', event: { ...event, ts } };
    const { signingSecret } = slack;
    const sent = signedRequest({ type: 'events_api', payload }, { signingSecret, nowMs: rig.nowMs() });
    for (let count = 0; count < 3; count += 1) expect(await post(sent.body, sent.headers)).toBe(200);
    await settle();
    expect(asks).toHaveLength(1);
  });

  it('leaves what is no body of Slack’s alone, and is not ended by any', async () => {
    const { app, failures } = await open('worker');
    const ack = async () => undefined;
    for (const body of [null, undefined, 3, 'x', [], {}, { event: null }, { event: 3 }, { actions: [] }])
      expect([body, await app.process({ body, ack })]).toEqual([body, false]);
    const key = fc.constantFrom(
      'type',
      'event',
      'command',
      'actions',
      'channel',
      'user',
      'view',
      'item',
      'x',
    );
    const type = fc.constantFrom('message', 'block_actions', 'view_submission', 'event_callback', 'shortcut');
    await fc.assert(
      fc.asyncProperty(fc.object({ key }), type, async (body, name) => {
        // It may be refused by an error, and nothing more.
        await app.process({ body: { ...body, type: name }, ack }).catch(() => undefined);
      }),
    );
    expect(failures.every(({ where }) => where === 'slack bolt')).toBe(true);
  });

  it('goes on after frames of a socket that are none', async () => {
    const { slack, settle, asks } = await open('socket');
    for (const frame of [
      'null',
      '3',
      '[]',
      '{',
      '{"type":"events_api"}',
      '{"type":"events_api","envelope_id":"e","payload":null}',
      '{"type":"events_api","envelope_id":"e","payload":{"event":null}}',
      '{"type":"events_api","envelope_id":"e","payload":{"event":{"type":"error"}}}',
      '{"type":"interactive","envelope_id":"e","payload":null}',
      '{"type":"error"}',
      '{"type":"close"}',
    ])
      slack.socket.sendRaw(frame);
    await slack.people.say('U1', 'D1', 'still there?');
    await settle();
    expect(asks).toHaveLength(1);
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(typeof isSoundFrame(text)).toBe('boolean');
      }),
    );
  });

  it('says what to do when Slack does not take its token, and when it cannot be reached', async () => {
    const { slack } = await open('worker');
    const call = { pause: async () => undefined, signal };
    const who = () => whoIsTheApp(createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }), call);
    expect(await who()).toEqual({ botId: 'B0BOT', botUserId: 'U0BOT', teamId: 'T0FAKE', teamName: 'fake' });
    slack.setFaults(() => ({ kind: 'drop-before' }));
    await expect(who()).rejects.toThrow('Slack cannot be reached (no answer)');
    slack.setFaults();
    slack.revokeToken(slack.botToken);
    await expect(who()).rejects.toThrow(
      /does not take SLACK_BOT_TOKEN \(token_revoked\).*OAuth & Permissions/,
    );
  });

  it.each(['http', 'socket'] as const)(
    'lets Slack send again by %s what the queue did not take',
    async (way) => {
      const { slack, settle, asks, breakQueue, failures } = await open(way);
      breakQueue(true);
      const { signingSecret, socket } = slack;
      const through =
        way === 'http' ? httpTransport(rig.url, { signingSecret, nowMs: rig.nowMs }) : socket.transport;
      slack.connect((delivery, attempt) => {
        if (attempt === 2) breakQueue(false);
        const before = failures.length;
        // Nobody waits three seconds here: what has failed is not acknowledged any more.
        return Promise.race([
          through(delivery, attempt),
          until(() => attempt < 2 && failures.length > before),
        ]);
      });
      const { reports } = await slack.people.say('U1', 'D1', 'Concentra?');
      await settle();
      expect(reports.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true]);
      expect(asks).toHaveLength(1);
      expect(failures.length).toBeGreaterThan(0);
    },
  );

  it('takes up its socket again after Slack has dropped it', async () => {
    const { slack, settle, asks } = await open('socket');
    slack.socket.drop();
    await slack.socket.connected();
    await slack.people.say('U1', 'D1', 'and now?');
    await settle();
    expect(asks).toHaveLength(1);
  });

  it('gives up a limited call at once instead of holding up the others', async () => {
    const { slack } = await open('worker');
    slack.setFaults(({ args }) =>
      args.channel === 'C1' ? { kind: 'rate-limited', retryAfterSeconds: 3_600 } : undefined,
    );
    const web = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
    await expect(web.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({
      retryAfter: 3_600,
    });
    expect(await web.chat.postMessage({ channel: 'D1', text: 'x' })).toMatchObject({ ok: true });
  });

  it('finds that it has answered in a thread of 500 messages, and keeps out of one of others', async () => {
    const { slack, settle, asks } = await open('worker');
    const { ts: ours } = await slack.people.say('U2', 'C1', 'long thread');
    const { ts: others } = await slack.people.say('U2', 'C1', 'another');
    const conversation = slack.state.conversations.get('C1');
    for (let count = 0; count < 500; count += 1)
      for (const threadTs of [ours, others])
        conversation?.messages.push({
          ts: slack.state.nextTs(),
          userId: threadTs === ours && count === 450 ? slack.state.botUserId : 'U2',
          threadTs,
          text: `message ${count}`,
          blocks: [],
          metadata: undefined,
          stream: undefined,
          startedMs: rig.nowMs(),
        });
    await slack.people.say('U1', 'C1', 'and the risks?', { threadTs: ours });
    await slack.people.say('U1', 'C1', 'nobody asked', { threadTs: others });
    await settle();
    expect(asks.map(({ text }) => text)).toEqual(['and the risks?']);
    expect(texts('C1', ours).at(-1)).toBe('Answer to and the risks?');
  });

  /** A turn in whose middle something happens. */
  const turnWith = (happening: () => void): Turn => ({
    async *run({ text }) {
      yield { type: 'chunk', text: `${text}\n` };
      await new Promise(setImmediate);
      happening();
      const { error: _, ...empty } = failedResult('s', { code: '', message: '' });
      yield { type: 'result', result: { ...empty, outcome: 'answered', answer: `Answer to ${text}` } };
    },
  });

  it('answers somebody who is renamed in the middle of a turn', async () => {
    const rename = () =>
      void rig.slack.state.users.set('U1', {
        id: 'U1',
        teamId: 'T0FAKE',
        name: 'Nora B',
        email: 'nora@example.com',
      });
    const { slack, settle, reports } = await open('socket', { turn: turnWith(rename) });
    const { ts } = await slack.people.say('U1', 'D1', 'who am I?');
    await settle();
    expect(texts('D1', ts)).toEqual(['who am I?', 'Answer to who am I?']);
    expect(reports).toMatchObject([{ sellerId: 'u1', outcome: 'answered' }]);
  });

  it('ends a turn whose channel is archived, or whose token is revoked, in its middle', async () => {
    const archive = () => {
      const conversation = rig.slack.state.conversations.get('C1');
      if (conversation !== undefined) conversation.isArchived = true;
    };
    const first = await open('socket', { turn: turnWith(archive) });
    await first.slack.people.say('U1', 'C1', `${BOT} Concentra?`);
    await first.settle();
    expect(first.reports).toMatchObject([{ outcome: 'undeliverable', code: 'is_archived' }]);
    await first.close();
    const revoke = () => rig.slack.revokeToken(rig.slack.botToken);
    const second = await open('socket', { turn: turnWith(revoke) });
    await second.slack.people.say('U1', 'D1', 'Concentra?');
    await second.settle();
    expect(second.reports).toMatchObject([{ outcome: 'undeliverable', code: 'token_revoked' }]);
  });

  it.each(['button', 'word'] as const)('stops an answer on its way by a %s, past the queue', async (by) => {
    let begun: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const turn: Turn = {
      async *run({ signal: until }) {
        yield { type: 'chunk', text: 'It begins\n' };
        begun();
        await new Promise((resolve) => until?.addEventListener('abort', resolve));
        yield { type: 'result', result: failedResult('s', { code: 'cancelled', message: 'stopped' }) };
      },
    };
    const { slack, settle, reports, waiting, worker } = await open('http', { turn });
    const { ts } = await slack.people.say('U1', 'D1', 'Concentra?');
    const settled = settle();
    await running;
    if (by === 'word') {
      await slack.people.say('U1', 'D1', 'stop', { threadTs: ts });
      for (const { body } of waiting.splice(0)) await worker.handle({ body, attempt: 1, signal });
    } else {
      const shown = () => slack.messages('D1', ts).find(({ stream }) => stream === 'streaming');
      await until(() => shown() !== undefined);
      await slack.people.press('U2', 'D1', shown()?.ts ?? '', STOP_ACTION);
      const told = () => slack.calls.find(({ method }) => method === 'response_url');
      await until(() => told() !== undefined);
      expect(told()).toMatchObject({ args: { text: LISTENER_WORDS.othersAnswer } });
      expect(reports).toEqual([]);
      await slack.people.press('U1', 'D1', shown()?.ts ?? '', STOP_ACTION);
    }
    await settled;
    expect(reports).toMatchObject([{ outcome: 'stopped' }]);
    expect(texts('D1', ts).filter((text) => text !== 'stop')).toEqual(['Concentra?', SLACK_WORDS.stopped]);
  });

  it('says when a form could not be opened or taken, and shows a click that was lost as such', async () => {
    const { slack, settle, breakQueue, asks } = await open('http');
    slack.setFaults(({ method }) =>
      method === 'views.open' ? { kind: 'error', code: 'expired_trigger_id' } : undefined,
    );
    await slack.people.command('U1', 'C1', OPPORTUNITY_COMMAND, '');
    await settle();
    expect(slack.calls.at(-1)).toMatchObject({
      method: 'response_url',
      args: { text: LISTENER_WORDS.formNotOpened, response_type: 'ephemeral' },
    });
    slack.setFaults();
    await slack.people.command('U1', 'C1', OPPORTUNITY_COMMAND, '');
    await settle();
    const [viewId = ''] = [...slack.state.views.keys()];
    breakQueue(true);
    const submit = () => slack.people.submit('U1', viewId, { words: { words: { value: 'Sybase' } } });
    expect(await submit()).toMatchObject({
      answer: { response_action: 'errors', errors: { words: LISTENER_WORDS.formNotTaken } },
    });
    breakQueue(false);
    expect(await submit()).toMatchObject({ isAcknowledged: true });
    const { ts } = await slack.people.say('U1', 'D1', 'Concentra?');
    await settle();
    expect(asks).toHaveLength(2);
    breakQueue(true);
    const answer = slack.messages('D1', ts).at(-1)?.ts ?? '';
    expect(await slack.people.press('U1', 'D1', answer, 'ask:0')).toMatchObject({ isAcknowledged: false });
  });

  it('tells the asker of what the queue gave up', async () => {
    const { slack, worker, waiting, settle, failures } = await open('http');
    const dead = async () => {
      for (const { body } of waiting.splice(0)) await worker.handleDead({ body, attempt: 1, signal });
    };
    const { ts } = await slack.people.say('U1', 'D1', 'an event');
    await dead();
    expect(texts('D1', ts)).toEqual(['an event', SLACK_WORDS.notAnswered]);
    const { ts: second } = await slack.people.say('U1', 'C1', `${BOT} a question`);
    const [event] = waiting.splice(0);
    await worker.handle({ body: event?.body ?? {}, attempt: 1, signal });
    await dead();
    expect(texts('C1', second)).toEqual([`${BOT} a question`, SLACK_WORDS.notAnswered]);
    const { ts: third } = await slack.people.say('U1', 'D1', 'Concentra?');
    await settle();
    await slack.people.press('U1', 'D1', slack.messages('D1', third).at(-1)?.ts ?? '', 'csv');
    await dead();
    expect(slack.messages('D1', third).at(-1)).toMatchObject({ text: TASK_WORDS.notDone, onlyFor: 'U1' });
    await worker.handleDead({ body: { kind: 'unknown' }, attempt: 1, signal });
    expect(failures.map(({ where }) => where)).toContain('slack dead letter');
  });
});
