import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { openSlackRig, type SlackRig, WAYS, type Way } from './__fixtures__/slack-rig.ts';
import { ANALYZE_SHORTCUT, OPPORTUNITY_COMMAND } from './listeners/opportunity-listeners.ts';

const BOT = '<@U0BOT>';

/** What a person does, and what has to come of it on every way. */
const SCENARIOS: Readonly<Record<string, (rig: SlackRig) => Promise<void>>> = {
  async 'a direct message, and more in its thread'({ slack, settle, asks }) {
    const { ts } = await slack.people.say('U1', 'D1', 'Concentra &amp; Sybase');
    await settle();
    await slack.people.say('U1', 'D1', 'And the risks?', { threadTs: ts });
    await settle();
    expect(asks.map(({ text, thread }) => [text, thread])).toEqual([
      ['Concentra & Sybase', `slack:T0FAKE:D1:${ts}`],
      ['And the risks?', `slack:T0FAKE:D1:${ts}`],
    ]);
  },
  async 'a mention in a channel, and more in its thread without one'({ slack, settle, asks }) {
    await slack.people.say('U2', 'C1', 'lunch?');
    const { ts } = await slack.people.say('U1', 'C1', `${BOT} Concentra?`);
    await settle();
    await slack.people.say('U2', 'C1', 'and next?', { threadTs: ts });
    await slack.people.say('U2', 'C1', '<@U1> did you see?', { threadTs: ts });
    await slack.people.say('U1', 'C1', `${BOT}`, { threadTs: ts });
    await settle();
    expect(asks.map(({ text, sellerId }) => [text, sellerId])).toEqual([
      ['Concentra?', 'u1'],
      ['and next?', 'u2'],
      ['What can you do?', 'u1'],
    ]);
  },
  async 'edits, deletions, joins, other bots, threads of others'({ slack, settle, asks }) {
    const { ts } = await slack.people.say('U2', 'C1', 'who has time?');
    await slack.people.say('U1', 'C1', 'me', { threadTs: ts });
    const base = { type: 'message', channel: 'D1', channel_type: 'im', ts: '1764061200.000900' };
    const message = { user: 'U1', text: 'Concentra!', ts: '1764061200.000001' };
    for (const event of [
      { ...base, subtype: 'message_changed', message, previous_message: message },
      { ...base, subtype: 'message_deleted', previous_message: message, deleted_ts: message.ts },
      { ...base, subtype: 'channel_join', user: 'U2', text: '<@U2> has joined' },
      { ...base, subtype: 'bot_message', bot_id: 'B1', text: 'beep' },
      { ...base, bot_id: 'B1', user: 'U9', text: 'beep' },
      { ...base, bot_id: 'B0BOT', user: 'U0BOT', text: 'my own' },
      { ...base, user: 'U0BOT', text: 'my own' },
      { type: 'reaction_added', user: 'U1', item: { type: 'message', channel: 'D1', ts: '1.2' } },
    ])
      await slack.people.event(event);
    await settle();
    expect(asks).toEqual([]);
  },
  async 'one message told twice, and as two events'({ slack, settle, asks }) {
    const { ts } = await slack.people.say('U1', 'D1', `${BOT} Concentra?`);
    const event = { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'Concentra?', ts };
    await slack.people.event(event, { eventId: 'EvAgain' });
    await slack.people.event(event, { eventId: 'EvAgain' });
    await settle();
    expect(asks).toHaveLength(1);
    expect(slack.messages('D1', ts)).toHaveLength(2);
  },
  async 'the buttons of an answer'({ slack, settle, asks, feedback }) {
    const { ts } = await slack.people.say('U1', 'C1', `${BOT} Concentra?`);
    await settle();
    const answer = slack.messages('C1', ts).at(-1)?.ts ?? '';
    const press = async (action: string, by = 'U1') => {
      expect(await slack.people.press(by, 'C1', answer, action)).toMatchObject({ isAcknowledged: true });
      await settle();
    };
    await press('ask:0');
    await press('ask:0');
    await press('ask:0', 'U2');
    expect(asks.slice(1).map(({ text, sellerId, thread }) => [text, sellerId, thread])).toEqual(
      ['u1', 'u2'].map((sellerId) => ['What are the risks?', sellerId, `slack:T0FAKE:C1:${ts}`]),
    );
    await press('csv');
    expect([...slack.state.files.values()]).toMatchObject([
      { name: 'a-1.csv', content: 'a,b\r\n', channelId: 'C1', threadTs: ts },
    ]);
    await press('method');
    expect(JSON.stringify([...slack.state.views.values()])).toContain('method of a-1');
    await press('feedback:up');
    await press('feedback:down', 'U2');
    const [viewId = ''] = [...slack.state.views.keys()].slice(-1);
    await slack.people.submit('U2', viewId, { words: { words: { value: 'too vague' } } });
    await settle();
    expect(feedback.map(({ sellerId, verdict, reason }) => [sellerId, verdict, reason])).toEqual([
      ['u1', 'up', undefined],
      ['u2', 'down', undefined],
      ['u2', 'down', 'too vague'],
    ]);
    expect(new Set(feedback.map(({ thread }) => thread))).toEqual(new Set([`slack:T0FAKE:C1:${ts}`]));
    await press('stop');
  },
  async 'the form, by the command, the shortcut and a button'({ slack, settle, asks }) {
    expect(await slack.people.command('U1', 'C1', OPPORTUNITY_COMMAND, 'Concentra &lt;3')).toMatchObject({
      isAcknowledged: true,
    });
    await settle();
    const view = () => [...slack.state.views].at(-1) ?? ['', {}];
    expect(JSON.stringify(view()[1])).toContain('"initial_value":"Concentra <3"');
    const submit = (value: string) => slack.people.submit('U1', view()[0], { words: { words: { value } } });
    expect((await submit('')).answer).toEqual({
      response_action: 'errors',
      errors: { words: 'Describe it.' },
    });
    const taken = await submit('40 Sybase databases');
    expect([taken.isAcknowledged, taken.answer ?? {}]).toEqual([true, {}]);
    await settle();
    const { ts } = await slack.people.say('U2', 'C1', 'Oracle to Aurora, who helps?');
    await slack.people.shortcut('U1', 'C1', ts, ANALYZE_SHORTCUT);
    await settle();
    expect(JSON.stringify(view()[1])).toContain('Oracle to Aurora, who helps?');
    expect(asks.map(({ text }) => text)).toEqual(['Description: 40 Sybase databases']);
    // What a form asks is answered where only the asker sees it.
    expect(slack.messages('D1').map(({ text }) => text)).toEqual([
      '<@U1> asks: Description: 40 Sybase databases',
      'Answer to Description: 40 Sybase databases',
    ]);
    expect(slack.messages('C1')).toHaveLength(1);
  },
  async 'the Home tab, and the direct messages'({ slack, settle }) {
    await slack.people.openHome('U1', 'home');
    await slack.people.openHome('U1', 'messages');
    await settle();
    expect(JSON.stringify(slack.state.homes.get('U1'))).toContain('sample-1');
    expect(slack.state.prompts.get('D1')).toHaveLength(4);
  },
  async 'a word to stop when nothing runs is a question'({ slack, settle, asks }) {
    const { ts } = await slack.people.say('U1', 'D1', 'Concentra?');
    await settle();
    await slack.people.say('U1', 'D1', 'stop', { threadTs: ts });
    await settle();
    expect(asks).toHaveLength(2);
  },
};

describe('what Slack sends', () => {
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

  async function play(way: Way, scenario: (rig: SlackRig) => Promise<void>): Promise<readonly string[]> {
    rig = await openSlackRig(way, (clock) =>
      createDynamoDbTurnLedger({ client, tableName: 'ledger', clock }),
    );
    await scenario(rig);
    expect(rig.failures).toEqual([]);
    return rig.takeCalls();
  }

  const calls = new Map<string, readonly string[]>();
  for (const [name, scenario] of Object.entries(SCENARIOS))
    it.each(WAYS)(`${name}: the same calls by %s`, async (way) => {
      const made = await play(way, scenario);
      const first = calls.get(name) ?? made;
      calls.set(name, first);
      expect(made).toEqual(first);
    });
});
