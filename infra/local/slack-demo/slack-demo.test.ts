import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackClient } from '#channels/slack/api/slack-client.ts';
import { slackViews } from '#channels/slack/blocks/slack-views.ts';
import type { SlackDelivery } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { createDemoScreen, type DemoScreen } from './demo-screen.ts';
import { demoWorkspace } from './demo-workspace.ts';
import { createSlackDemo, type SlackDemo } from './slack-demo.ts';

const nora = {
  sellerId: 'nora',
  name: 'Nora',
  email: 'nora@example.com',
  scope: { kind: 'organisation' as const },
};

describe('the demo of Slack', () => {
  let slack: FakeSlack;
  let screen: DemoScreen;
  let demo: SlackDemo;
  let lines: string[];
  let heard: SlackDelivery[];
  let answer: unknown;
  const client = () => createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  /** What was written since the last time. */
  const taken = () => lines.splice(0);
  const type = async (...typed: string[]) => {
    for (const line of typed) await demo.take(line);
  };

  beforeEach(async () => {
    const workspace = demoWorkspace([nora]);
    const names = new Map([...workspace.users, ...workspace.conversations].map(({ id, name }) => [id, name]));
    lines = [];
    heard = [];
    answer = undefined;
    const write = (line: string) => void lines.push(line);
    screen = createDemoScreen({ state: () => slack.state, write, nameOf: (id) => names.get(id) });
    slack = await startFakeSlack({ ...workspace, retriesMs: [], onCall: (call) => screen.show(call) });
    slack.connect(async (delivery) => {
      heard.push(delivery);
      return { answer };
    });
    demo = createSlackDemo({ slack, workspace, screen, write });
  });
  afterEach(() => slack.close());

  it('says what is typed where one is, and goes on in the thread', async () => {
    await type('hello', 'and then?', '/new', 'something else', '/channel deals', '@assistant hi', '/nowhere');
    const events = heard.map(({ payload }) => payload.event as Readonly<Record<string, string>>);
    const [first, second, third, ...inChannel] = events;
    expect([first?.text, first?.channel, first?.thread_ts]).toEqual(['hello', 'D100', undefined]);
    expect(second?.thread_ts).toBe(first?.ts);
    expect(third?.thread_ts).toBeUndefined();
    expect(inChannel.map(({ text, type: kind, channel }) => [text, kind, channel])).toEqual([
      ['<@U0BOT> hi', 'message', 'C100'],
      ['<@U0BOT> hi', 'app_mention', 'C100'],
    ]);
    expect(taken()).toEqual(['/nowhere: /help lists what there is.']);
    expect(demo.prompt()).toBe('nora in #deals, thread> ');
  });

  it('shows the status, the words as they come, the answer with its buttons, and presses one', async () => {
    await type('hello');
    const [{ ts: root = '' } = {}] = slack.messages('D100');
    const at = { channel: 'D100', thread_ts: root };
    await client().assistant.threads.setStatus({
      channel_id: 'D100',
      thread_ts: root,
      status: 'is reading…',
    });
    const stop = {
      type: 'button',
      action_id: 'stop',
      text: { type: 'plain_text', text: 'Stop' },
      value: 't',
    };
    const { ts = '' } = await client().chat.startStream({
      ...at,
      recipient_user_id: 'U100',
      recipient_team_id: 'T0FAKE',
      chunks: [
        { type: 'markdown_text', text: 'ARR' },
        { type: 'blocks', blocks: [{ type: 'actions', elements: [stop as never] }] },
      ],
    });
    await client().chat.appendStream({ channel: 'D100', ts, markdown_text: ' is' });
    await client().chat.stopStream({ channel: 'D100', ts });
    const button = {
      type: 'button',
      action_id: 'ask:0',
      text: { type: 'plain_text', text: 'Why?' },
      value: 'Why?',
    };
    const update = () =>
      client().chat.update({
        channel: 'D100',
        ts,
        text: 'ARR $1M',
        blocks: [
          { type: 'markdown', text: 'ARR **$1M**' },
          { type: 'actions', elements: [button as never] },
        ],
      });
    await update();
    await update();
    expect(taken()).toEqual([
      '  ⋯ Assistant is reading…',
      '  ~ ARR',
      '  ~ [1] Stop',
      '  ~  is',
      'Assistant, in a thread in the direct messages of Nora:',
      '  │ ARR **$1M**',
      '  │ [1] Why?',
    ]);
    await type('1', '2');
    expect(taken()).toEqual(['(Nora presses “Why?”)', 'There is no button 2.']);
    expect(heard.at(-1)?.payload).toMatchObject({ type: 'block_actions', actions: [{ value: 'Why?' }] });
  });

  it('says a suggested prompt, and shows what only one person sees, files and what was taken back', async () => {
    const prompts: [{ title: string; message: string }] = [{ title: 'Ask', message: 'How many deals?' }];
    await client().assistant.threads.setSuggestedPrompts({ channel_id: 'D100', prompts });
    await type('1');
    expect(slack.messages('D100').map(({ text }) => text)).toEqual(['How many deals?']);
    const [{ ts: root = '' } = {}] = slack.messages('D100');
    await client().chat.postEphemeral({ channel: 'C100', user: 'U100', text: 'psst &amp; so' });
    await client().files.uploadV2({
      channel_id: 'D100',
      thread_ts: root,
      filename: 'a.csv',
      content: 'a\n1\n',
    });
    const { ts = '' } = await client().chat.postMessage({ channel: 'D100', text: 'x' });
    await client().chat.delete({ channel: 'D100', ts });
    expect(taken()).toEqual([
      'Suggested:',
      '  │ [1] Ask',
      'Assistant, in #deals, seen by Nora only:',
      '  │ psst & so',
      'Assistant sends the file a.csv, in a thread in the direct messages of Nora:',
      '  │ a',
      '  │ 1',
      'Assistant, in the direct messages of Nora:',
      '  │ x',
      '  (the preview is taken back)',
    ]);
  });

  it('fills in a form line by line and shows what is wrong with it', async () => {
    await type('/opportunity Oracle');
    const [{ payload } = { payload: {} }] = heard;
    const { trigger_id = '' } = payload as { trigger_id?: string };
    await client().views.open({ trigger_id, view: slackViews.opportunityForm('Oracle') });
    demo.settled();
    expect(demo.prompt()).toBe('Customer: ');
    answer = { response_action: 'errors', errors: { customerName: 'Who is it?' } };
    await type('.');
    expect(demo.prompt()).toBe('Customer: ');
    answer = undefined;
    await type('Acme');
    expect(demo.prompt()).toBe('nora in direct messages> ');
    expect(heard.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'opportunity_form',
        state: { values: { customerName: { value: { value: 'Acme' } } } },
      },
    });
    expect(taken()).toEqual([
      'A form, “Analyze an opportunity”:',
      'Enter keeps what stands in brackets, “.” sends the form as it is, /cancel closes it.',
      '  ! Who is it?',
      '(sent)',
    ]);
  });

  it('lets one be somebody else and see their Home tab', async () => {
    await type('/as gil', '/home');
    await client().views.publish({
      user_id: 'U102',
      view: slackViews.home({ sellerName: 'Gil', recent: [], agentAlias: 'dev' }),
    });
    const shown = taken();
    expect(shown[0]).toBe('The Home tab:');
    expect(shown).toContain('  │ [1] Analyze an opportunity   [2] What can you do?');
    await type('2');
    expect(heard.at(-1)?.payload).toMatchObject({
      user: { id: 'U102' },
      type: 'block_actions',
      actions: [{ value: 'What can you do?' }],
    });
    expect(await demo.take('/quit')).toBe(false);
  });
});
