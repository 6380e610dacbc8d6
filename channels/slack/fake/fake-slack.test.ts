import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { STREAM_EXPIRY_MS } from './message-methods.ts';

describe('the fake of Slack', () => {
  let nowMs = Date.parse('2026-11-25T09:00:00Z');
  let slack: FakeSlack;
  let client: WebClient;
  beforeEach(async () => {
    slack = await startFakeSlack({
      nowMs: () => nowMs,
      retriesMs: [0, 0],
      users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora', email: 'nora@example.com' }],
      conversations: [
        { id: 'D1', name: 'nora', kind: 'im', userId: 'U1' },
        { id: 'C1', name: 'deals', kind: 'public' },
      ],
    });
    client = new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
  });
  afterEach(() => slack.close());
  const failing = (work: Promise<unknown>) =>
    work.then(
      () => 'ok',
      (error: { data?: { error?: string }; code?: string }) => error.data?.error ?? error.code,
    );

  it('keeps what the real client posts and updates, with its metadata', async () => {
    const metadata = { event_type: 'seller_turn', event_payload: { turn_id: 't1' } };
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: 'Reading …', metadata });
    await client.chat.update({ channel: 'C1', ts, text: 'Done' });
    const plain = await client.conversations.replies({ channel: 'C1', ts });
    expect(plain.messages).toMatchObject([{ text: 'Done', ts }]);
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
    const whole = await client.conversations.replies({ channel: 'C1', ts, include_all_metadata: true });
    expect(whole.messages?.[0]?.metadata).toEqual(metadata);
    expect(slack.calls.map(({ method, outcome }) => `${method} ${outcome}`)).toEqual([
      'chat.postMessage ok',
      'chat.update ok',
      'conversations.replies ok',
      'conversations.replies ok',
    ]);
  });

  it('refuses as Slack does: no such channel, archived, too many blocks, a token revoked', async () => {
    const post = (more: object) => failing(client.chat.postMessage({ channel: 'C1', text: 'x', ...more }));
    expect(await post({ channel: 'C9' })).toBe('channel_not_found');
    expect(await post({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) })).toBe(
      'invalid_blocks',
    );
    expect(await post({ thread_ts: '1.2' })).toBe('thread_not_found');
    const channel = slack.state.conversations.get('C1');
    if (channel !== undefined) channel.isArchived = true;
    expect(await post({})).toBe('is_archived');
    slack.revokeToken(slack.botToken);
    expect(await post({ channel: 'D1' })).toBe('token_revoked');
  });

  it('streams text until it is stopped, and not after it has expired', async () => {
    const { ts: root } = await slack.people.say('U1', 'D1', 'hello').catch(() => ({ ts: '' }));
    const begin = async () =>
      (await client.chat.startStream({ channel: 'D1', thread_ts: root, markdown_text: 'one ' })).ts ?? '';
    const ts = await begin();
    await client.chat.appendStream({ channel: 'D1', ts, markdown_text: 'two' });
    await client.chat.stopStream({ channel: 'D1', ts, blocks: [{ type: 'divider' }] });
    expect(slack.messages('D1', root).at(-1)).toMatchObject({ text: 'one two', stream: 'stopped' });
    const append = (to: string, text: string) =>
      failing(client.chat.appendStream({ channel: 'D1', ts: to, markdown_text: text }));
    expect(await append(ts, 'x')).toBe('message_not_in_streaming_state');
    const late = await begin();
    expect(await append(late, 'x'.repeat(12_001))).toBe('msg_too_long');
    expect(await failing(client.chat.update({ channel: 'D1', ts: late, text: 'x' }))).toBe(
      'streaming_state_conflict',
    );
    nowMs += STREAM_EXPIRY_MS;
    expect(await append(late, 'x')).toBe('message_not_in_streaming_state');
    expect(await failing(client.chat.stopStream({ channel: 'D1', ts: late }))).toBe(
      'message_not_in_streaming_state',
    );
    expect(await failing(client.chat.update({ channel: 'D1', ts: late, text: 'whole' }))).toBe('ok');
    expect(
      await failing(client.chat.startStream({ channel: 'C1', thread_ts: root, markdown_text: 'x' })),
    ).toBe('missing_recipient_user_id');
  });

  it('drops a connection before or after the work, and limits the rate, as it is told', async () => {
    const kinds = [
      { kind: 'drop-before' as const },
      { kind: 'drop-after' as const },
      { kind: 'rate-limited' as const, retryAfterSeconds: 1 },
    ];
    slack.setFaults(() => kinds.shift());
    const post = () => failing(client.chat.postMessage({ channel: 'C1', text: 'x' }));
    expect([await post(), await post(), await post(), await post()]).toEqual([
      'slack_webapi_request_error',
      'slack_webapi_request_error',
      'slack_webapi_rate_limited_error',
      'ok',
    ]);
    expect(slack.messages('C1')).toHaveLength(2);
  });

  it('reaches the real Bolt through Socket Mode, and takes its acknowledgements', async () => {
    const app = new App({
      token: slack.botToken,
      receiver: new SocketModeReceiver({
        appToken: slack.appToken,
        logLevel: LogLevel.ERROR,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      }),
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
      tokenVerificationEnabled: false,
      botId: slack.state.botId,
      botUserId: slack.state.botUserId,
    });
    const heard: string[] = [];
    app.message(async ({ message }) => {
      if ('text' in message) heard.push(`message ${message.text}`);
    });
    app.event('app_mention', async ({ event }) => {
      heard.push(`mention ${event.text}`);
    });
    app.command('/opportunity', async ({ ack, body, client: bolt }) => {
      await ack();
      await bolt.views.open({
        trigger_id: body.trigger_id,
        view: { type: 'modal', title: { type: 'plain_text', text: 'New' }, blocks: [{ type: 'divider' }] },
      });
    });
    await app.start();
    await slack.socket.connected();
    const said = await slack.people.say('U1', 'C1', `<@${slack.state.botUserId}> hi`);
    expect(said.reports.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true, true]);
    const command = await slack.people.command('U1', 'C1', '/opportunity', '');
    expect(command).toMatchObject({ isAcknowledged: true, attempts: 1 });
    expect(heard.sort()).toEqual([`mention <@U0BOT> hi`, `message <@U0BOT> hi`]);
    await app.stop();
  });
});
