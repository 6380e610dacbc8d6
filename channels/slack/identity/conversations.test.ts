import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackClient } from '../api/slack-client.ts';
import { type FakeSlack, startFakeSlack } from '../fake/fake-slack.ts';
import { CONVERSATION_KEPT_MS, createSlackConversations, readConversation } from './conversations.ts';

const { signal } = new AbortController();

describe('createSlackConversations', () => {
  let slack: FakeSlack;
  let nowMs = 0;
  beforeEach(async () => {
    slack = await startFakeSlack({
      conversations: [
        { id: 'D1', name: 'nora', kind: 'im' },
        { id: 'G1', name: 'some', kind: 'mpim' },
        { id: 'C1', name: 'deals', kind: 'private' },
        { id: 'C2', name: 'all', kind: 'public' },
        { id: 'C3', name: 'with-others', kind: 'private', isExternallyShared: true },
      ],
    });
  });
  afterEach(() => slack.close());
  const conversations = () =>
    createSlackConversations({
      client: createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
      clock: () => new Date(nowMs),
      pause: async () => undefined,
    });

  it.for([
    ['D1', 'im', false],
    ['G1', 'mpim', false],
    ['C1', 'private', false],
    ['C2', 'public', false],
    ['C3', 'private', true],
  ] as const)('says of %s that it is %s', async ([id, kind, isExternallyShared]) => {
    expect(await conversations().find(id, { signal })).toEqual({ kind, isExternallyShared });
  });

  it('notices within a minute that a channel was shared', async () => {
    const known = conversations();
    await known.find('C1', { signal });
    slack.state.conversations.set('C1', {
      id: 'C1',
      name: 'deals',
      kind: 'private',
      isExternallyShared: true,
      isArchived: false,
      messages: [],
    });
    nowMs += CONVERSATION_KEPT_MS - 1;
    expect(await known.find('C1', { signal })).toMatchObject({ isExternallyShared: false });
    nowMs += 1;
    expect(await known.find('C1', { signal })).toMatchObject({ isExternallyShared: true });
  });

  it('passes on that Slack does not know a conversation or cannot be asked', async () => {
    await expect(conversations().find('C9', { signal })).rejects.toMatchObject({ code: 'channel_not_found' });
    slack.setFaults(() => ({ kind: 'error', code: 'fatal_error' }));
    await expect(conversations().find('C1', { signal })).rejects.toMatchObject({ kind: 'unknown' });
  });
});

describe('readConversation', () => {
  const MOST_PUBLIC = { kind: 'public', isExternallyShared: true };

  it.for([
    [
      { id: 'C1', is_channel: true, is_private: false },
      { kind: 'public', isExternallyShared: false },
    ],
    [
      { id: 'C1', is_im: true, user: 'U1' },
      { kind: 'im', isExternallyShared: false, personId: 'U1' },
    ],
    [
      { id: 'C1', is_group: true, is_private: true },
      { kind: 'private', isExternallyShared: false },
    ],
    [
      { id: 'C1', is_mpim: true, is_group: true, is_private: true },
      { kind: 'mpim', isExternallyShared: false },
    ],
    [
      { id: 'C1', is_private: true, is_shared: true, is_org_shared: true },
      { kind: 'private', isExternallyShared: false },
    ],
    [
      { id: 'C1', is_private: true, is_shared: true },
      { kind: 'private', isExternallyShared: true },
    ],
    [
      { id: 'C1', is_private: true, is_pending_ext_shared: true },
      { kind: 'private', isExternallyShared: true },
    ],
    [
      { id: 'C1', is_private: true, pending_shared: ['T2'] },
      { kind: 'private', isExternallyShared: true },
    ],
    [{ id: 'C1', is_im: true, is_channel: true }, MOST_PUBLIC],
    [{ id: 'C1', is_channel: true }, MOST_PUBLIC],
    [{ id: 'C1' }, MOST_PUBLIC],
    [{ id: 'C2', is_im: true }, MOST_PUBLIC],
    [{ id: 'C1', is_im: 'yes' }, MOST_PUBLIC],
    [undefined, MOST_PUBLIC],
  ] as const)('reads %j', ([channel, expected]) => {
    expect(readConversation(channel, 'C1')).toEqual(expected);
  });

  it('takes anything that Slack did not write so for what most people see', () => {
    fc.assert(
      fc.property(fc.anything(), (channel) => {
        expect(readConversation(channel, 'C1')).toEqual(MOST_PUBLIC);
      }),
    );
  });
});
