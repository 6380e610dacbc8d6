import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentClient, AgentRequest } from '#agent/client/agent-client.ts';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import type { Seller, SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurn } from '#channels/turn/turn.ts';
import type { UserSession } from '#channels/turn/user-sessions.ts';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { openSlackRig, type SlackRig } from '../__fixtures__/slack-rig.ts';
import { createSlackClient } from '../api/slack-client.ts';
import type { FakeSlack } from '../fake/fake-slack.ts';
import type { FakeConversation, FakeUser } from '../fake/slack-state.ts';
import { REFUSAL_WORDS, SLACK_WORDS } from '../turn/turn-words.ts';
import { createSlackIdentity } from './slack-identity.ts';

const BOT = '<@U0BOT>';
const SECRET = 'Concentra is worth $279k';
const sellers: readonly Seller[] = [
  {
    sellerId: 'nora',
    name: 'Nora',
    email: 'nora@example.com',
    scope: { kind: 'partners', partnerIds: ['1'] },
  },
  {
    sellerId: 'omar',
    name: 'Omar',
    email: 'omar@example.com',
    scope: { kind: 'partners', partnerIds: ['2'] },
  },
];

/** An agent that tells what a deal is worth when asked for it, and otherwise only says hello to who asks. */
function tellingAgent(requests: AgentRequest[]): AgentClient {
  const memory = new Map<string, string>();
  return {
    async *ask(request) {
      requests.push(request);
      if (request.inputText.includes('worth')) {
        memory.set(request.sessionId, SECRET);
        yield { type: 'artifact', artifactType: 'analysis', id: 'a-1' };
      }
      const words = memory.get(request.sessionId) ?? 'Hello.';
      yield { type: 'chunk', text: `${words}\n` };
      const usage = { inputTokens: 1, outputTokens: 1, costUsd: null, modelId: null };
      yield { type: 'final', outcome: 'answered', ...usage };
    },
  };
}

describe('answers to the wrong people', () => {
  let service: LocalService;
  let client: DynamoDBClient;
  let rig: SlackRig;
  let slack: FakeSlack;
  let requests: AgentRequest[] = [];

  beforeAll(async () => {
    service = await startDynamoDb({ tables: [turnLedgerTable('ledger')] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });
  beforeEach(async () => {
    requests = [];
    rig = await openSlackRig(
      'http',
      (clock) => createDynamoDbTurnLedger({ client, tableName: 'ledger', clock }),
      wiring,
    );
    slack = rig.slack;
    user({ id: 'U3', name: 'Eve' });
    conversation({ id: 'D2', name: 'omar', kind: 'im', userId: 'U2' });
    conversation({ id: 'G1', name: 'inner', kind: 'private' });
    conversation({ id: 'S1', name: 'shared', kind: 'private', isExternallyShared: true });
  });
  afterEach(() => rig.close());

  /** The real identity, gate and turn; the agent alone is pretended. */
  function wiring(fake: FakeSlack) {
    const directory: SellerDirectory = {
      find: async (id) => sellers.find(({ sellerId }) => sellerId === id),
      findByEmail: async (email) => sellers.find((each) => each.email === email),
      list: async () => sellers,
    };
    const artifacts: ArtifactStore = {
      put: async () => undefined,
      async get(id, reader) {
        const scope = { kind: 'partners', partnerIds: ['1'] } as const;
        if (!scopeCovers(reader, scope)) throw new ArtifactError('artifact-not-permitted', id);
        return { type: 'analysis', id, scope, createdAt: '', body: { analysisId: id } };
      },
    };
    const agent = tellingAgent(requests);
    const sessions = new Map<string, UserSession>();
    const clock = () => new Date('2026-11-25T09:00:00Z');
    const pause = async () => undefined;
    const turn = createTurn({
      agents: { standard: agent, enhanced: agent },
      sellers: directory,
      artifacts,
      threadIds: createThreadIds('a secret of sixteen'),
      userSessions: {
        async touch({ sessionId, ...begun }) {
          const none = {
            artifactIds: [],
            topics: [],
            customers: [],
            figures: [],
            dataClass: 'public',
          } as const;
          const session = { sessionId, ...begun, ...none, createdAt: '', lastActivityAt: '' };
          return sessions.get(sessionId) ?? session;
        },
        async noteShown({ sessionId, ...shown }) {
          const begun = {
            sessionId,
            sellerId: '',
            tier: 'standard',
            createdAt: '',
            lastActivityAt: '',
          } as const;
          sessions.set(sessionId, { ...begun, ...shown });
        },
      },
      dataVersions: { current: () => Promise.reject(new Error('none')) },
      clock,
      pause,
    });
    const slackClient = createSlackClient({ token: fake.botToken, apiUrl: fake.apiUrl });
    return { turn, artifacts, ...createSlackIdentity({ client: slackClient, directory, clock, pause }) };
  }

  const user = (more: Partial<FakeUser> & Pick<FakeUser, 'id' | 'name'>) =>
    slack.state.users.set(more.id, { teamId: 'T0FAKE', ...more });
  const conversation = (more: Omit<FakeConversation, 'isArchived' | 'messages'>) =>
    slack.state.conversations.set(more.id, { isArchived: false, messages: [], ...more });
  const texts = (channelId: string) => slack.messages(channelId).map(({ text }) => text);
  /** Every place where the secret can be read. */
  const shownIn = () =>
    [...slack.state.conversations.keys()].filter((id) => texts(id).some((text) => text.includes(SECRET)));
  const message = (more: object) => ({
    type: 'message',
    channel: 'D1',
    channel_type: 'im',
    user: 'U1',
    text: 'what is it worth?',
    ts: slack.state.nextTs(),
    ...more,
  });

  it('shows a deal in its asker’s direct messages and private channels, and there alone', async () => {
    await slack.people.say('U1', 'D1', 'what is it worth?');
    await slack.people.say('U1', 'G1', `${BOT} what is it worth?`);
    await rig.settle();
    expect(shownIn()).toEqual(['D1', 'G1']);
  });

  it.for(['C1', 'S1'])(
    'answers what was asked in %s to the asker alone, with a neutral note',
    async (channelId) => {
      const { ts } = await slack.people.say('U1', channelId, `${BOT} what is it worth?`);
      await rig.settle();
      expect(shownIn()).toEqual(['D1']);
      expect(slack.messages(channelId, ts).at(-1)?.text).toBe(SLACK_WORDS.answeredDirectly);
      // The model may say again what it has said: the conversation stays with the asker.
      await slack.people.say('U1', channelId, `${BOT} say that again`, { threadTs: ts });
      await rig.settle();
      expect([shownIn(), requests.length]).toEqual([['D1'], 2]);
      expect(JSON.stringify(slack.state.conversations.get(channelId))).not.toContain('279');
    },
  );

  it('keeps two people in one thread apart: neither’s conversation is the other’s', async () => {
    const { ts } = await slack.people.say('U1', 'G1', `${BOT} what is it worth?`);
    await rig.settle();
    await slack.people.say('U2', 'G1', `${BOT} say that again`, { threadTs: ts });
    await slack.people.say('U1', 'G1', `${BOT} and once more`, { threadTs: ts });
    await rig.settle();
    const [nora, omar, again] = requests.map(({ sessionId }) => sessionId);
    expect([nora === again, nora === omar]).toEqual([true, false]);
    expect(requests.every(({ sessionId }) => /^[0-9a-f]{64}$/.test(sessionId))).toBe(true);
    expect(requests.map(({ sessionAttributes }) => sessionAttributes.sellerId)).toEqual([
      'nora',
      'omar',
      'nora',
    ]);
    expect(slack.messages('G1', ts).filter(({ text }) => text.includes('Hello.'))).toHaveLength(1);
  });

  it.for([
    ['stranger', { teamId: 'T0OTHER', isStranger: true, email: 'nora@example.com' }],
    ['other-team', { teamId: 'T0OTHER', email: 'nora@example.com' }],
    ['guest', { isRestricted: true, email: 'nora@example.com' }],
    ['deleted', { isDeleted: true, email: 'nora@example.com' }],
    ['no-email', { email: 'nora@example.com', isEmailConfirmed: false }],
    ['not-listed', { email: 'eve@example.com' }],
  ] as const)('refuses a %s kindly and asks the agent nothing', async ([reason, more]) => {
    user({ id: 'U3', name: 'Eve', ...more });
    const { ts } = await slack.people.say('U3', 'S1', `${BOT} I am nora@example.com, what is it worth?`);
    await rig.settle();
    expect(slack.messages('S1', ts).at(-1)?.text).toBe(REFUSAL_WORDS[reason]);
    expect([requests, shownIn()]).toEqual([[], []]);
  });

  it.for([
    ['a bot with a seller’s user field', { bot_id: 'B1' }],
    ['a bot by its profile', { bot_profile: { id: 'B1' } }],
    [
      'an edit',
      { subtype: 'message_changed', message: { user: 'U1', text: 'what is it worth?', ts: '1.000001' } },
    ],
    ['an edit with a user', { subtype: 'message_changed', user: 'U1' }],
    ['an answer that somebody quotes', { subtype: 'bot_message', user: 'U1' }],
    ['a list of users', { user: ['U1', 'U3'] }],
  ] as const)('does not answer %s', async ([, more]) => {
    await slack.people.event(message(more));
    await rig.settle();
    expect([requests, shownIn()]).toEqual([[], []]);
  });

  it('believes nothing that an event says of who somebody is', async () => {
    const profile = { email: 'nora@example.com', real_name: 'Nora', team: 'T0FAKE' };
    await slack.people.event(
      message({
        user: 'U3',
        user_profile: profile,
        parent_user_id: 'U1',
        username: 'nora',
        user_team: 'T0FAKE',
      }),
    );
    await rig.settle();
    expect([requests, shownIn()]).toEqual([[], []]);
  });

  it('answers no event of another workspace, whoever it names', async () => {
    await slack.send({
      type: 'events_api',
      payload: {
        type: 'event_callback',
        team_id: 'T0OTHER',
        event_id: 'EvOther',
        authorizations: [{ team_id: 'T0OTHER', user_id: 'U0BOT', is_bot: true }],
        event: message({}),
      },
    });
    await rig.settle();
    expect([requests, shownIn()]).toEqual([[], []]);
  });

  it('shows nothing in direct messages that are somebody else’s', async () => {
    await slack.people.event(message({ channel: 'D2', user: 'U1' }));
    await rig.settle();
    expect(shownIn()).toEqual(['D1']);
  });

  it('answers a reply that was sent to the channel too in its thread alone', async () => {
    const { ts } = await slack.people.say('U1', 'G1', `${BOT} hello`);
    await rig.settle();
    await slack.people.event(
      message({ channel: 'G1', channel_type: 'group', subtype: 'thread_broadcast', thread_ts: ts }),
    );
    await rig.settle();
    const shown = slack.messages('G1').filter(({ text }) => text.includes(SECRET));
    expect(shown.map(({ threadTs }) => threadTs)).toEqual([ts]);
  });

  it('lets nobody use another’s buttons with more than their own rights', async () => {
    const { ts } = await slack.people.say('U1', 'G1', `${BOT} what is it worth?`);
    await rig.settle();
    const answer = slack.messages('G1', ts).at(-1)?.ts ?? '';
    await slack.people.press('U2', 'G1', answer, 'csv');
    await rig.settle();
    expect([...slack.state.files.values()]).toEqual([]);
    await slack.people.press('U2', 'G1', answer, 'ask:0');
    await rig.settle();
    expect(requests.at(-1)?.sessionAttributes.sellerId).toBe('omar');
  });

  it('gives a file of a deal to who asked when the channel is open to all', async () => {
    const { ts } = await slack.people.say('U1', 'C1', `${BOT} hello`);
    await rig.settle();
    const answer = slack.messages('C1', ts).at(-1)?.ts ?? '';
    await slack.people.press('U1', 'C1', answer, 'csv');
    await rig.settle();
    expect([...slack.state.files.values()].map(({ channelId }) => channelId)).toEqual(['D1']);
  });
});
