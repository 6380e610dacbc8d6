import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Seller, type SellerDirectory, SellerDirectoryError } from '#channels/turn/seller-directory.ts';
import { createSlackClient } from '../api/slack-client.ts';
import { type FakeSlack, startFakeSlack } from '../fake/fake-slack.ts';
import type { FakeUser } from '../fake/slack-state.ts';
import { ACCOUNT_KEPT_MS, createSlackPeople, REFUSAL_KEPT_MS } from './people.ts';
import { readAccount } from './slack-account.ts';

const nora: Seller = { sellerId: 'nora', name: 'Nora', scope: { kind: 'organisation' } };
const member: FakeUser = { id: 'U1', teamId: 'T0FAKE', name: 'Nora', email: 'Nora@Example.com' };
const { signal } = new AbortController();

describe('createSlackPeople', () => {
  let slack: FakeSlack;
  let nowMs = 0;
  let listed = new Map<string, Seller>();
  const directory: SellerDirectory = {
    find: async () => undefined,
    findByEmail: async (email) => listed.get(email),
    list: async () => [...listed.values()],
  };
  beforeEach(async () => {
    listed = new Map([['nora@example.com', nora]]);
    slack = await startFakeSlack({ users: [member] });
  });
  afterEach(() => slack.close());
  const people = (more: { readonly directory?: SellerDirectory } = {}) =>
    createSlackPeople({
      client: createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
      directory,
      clock: () => new Date(nowMs),
      pause: async () => undefined,
      ...more,
    });
  const find = (who: { readonly userId?: string; readonly teamId?: string } = {}, from = people()) =>
    from.find({ userId: 'U1', teamId: 'T0FAKE', ...who }, { signal });
  const lookUps = () => slack.calls.filter(({ method }) => method === 'users.info').length;

  it('knows a full member by the verified address, with where they are', async () => {
    expect(await find()).toEqual({ status: 'seller', seller: nora, timeZone: 'Europe/Berlin' });
  });

  it.for([
    ['bot', { isBot: true }],
    ['deleted', { isDeleted: true }],
    ['guest', { isRestricted: true }],
    ['guest', { isUltraRestricted: true }],
    ['stranger', { isStranger: true, teamId: 'T0OTHER' }],
    ['other-team', { teamId: 'T0OTHER' }],
    ['no-email', { isEmailConfirmed: false }],
    ['no-email', { email: '' }],
    ['no-email', { email: 'nora@example.com, olivia@example.com' }],
    ['no-email', { email: 'nora@exam\u017fle.com' }],
    ['not-listed', { email: 'eve@example.com' }],
    ['bot', { isBot: true, isStranger: true, teamId: 'T0OTHER' }],
  ] as const)('refuses as %s whoever is %j, with a seller’s address', async ([reason, more]) => {
    slack.state.users.set('U1', { ...member, ...more });
    expect(await find()).toEqual({ status: 'refused', reason });
  });

  it('refuses whom Slack does not show, whoever an event names another workspace for, and Slack’s own robot', async () => {
    expect(await find({ userId: 'U404' })).toEqual({ status: 'refused', reason: 'unknown' });
    const before = lookUps();
    expect(await find({ teamId: 'T0OTHER' })).toEqual({ status: 'refused', reason: 'other-team' });
    expect(lookUps()).toBe(before);
    slack.state.users.set('USLACKBOT', { ...member, id: 'USLACKBOT' });
    expect(await find({ userId: 'USLACKBOT' })).toEqual({ status: 'refused', reason: 'bot' });
  });

  it('asks Slack once in some minutes, the directory each time', async () => {
    const from = people();
    await find({}, from);
    slack.state.users.set('U1', { ...member, isDeleted: true });
    nowMs += ACCOUNT_KEPT_MS - 1;
    expect(await find({}, from)).toMatchObject({ status: 'seller' });
    listed.clear();
    expect(await find({}, from)).toEqual({ status: 'refused', reason: 'not-listed' });
    expect(lookUps()).toBe(1);
    listed.set('nora@example.com', nora);
    nowMs += 1;
    expect(await find({}, from)).toEqual({ status: 'refused', reason: 'deleted' });
  });

  it('follows somebody whose name and address change, within minutes', async () => {
    const from = people();
    await find({}, from);
    const olivia: Seller = { ...nora, sellerId: 'olivia' };
    listed.set('olivia@example.com', olivia);
    slack.state.users.set('U1', { ...member, name: 'Olivia', email: 'olivia@example.com' });
    nowMs += ACCOUNT_KEPT_MS;
    expect(await find({}, from)).toMatchObject({ seller: { sellerId: 'olivia' } });
  });

  it('lets in who has confirmed an address after half a minute', async () => {
    const from = people();
    slack.state.users.set('U1', { ...member, isEmailConfirmed: false });
    await find({}, from);
    slack.state.users.set('U1', member);
    nowMs += REFUSAL_KEPT_MS - 1;
    expect(await find({}, from)).toMatchObject({ reason: 'no-email' });
    nowMs += 1;
    expect(await find({}, from)).toMatchObject({ status: 'seller' });
  });

  it.for([
    ['token_revoked', 'refused'],
    ['internal_error', 'unknown'],
    ['missing_scope', 'refused'],
  ] as const)('takes %s for no refusal of the person, and remembers nothing of it', async ([code, kind]) => {
    const from = people();
    slack.setFaults(({ method }) => (method === 'users.info' ? { kind: 'error', code } : undefined));
    await expect(find({}, from)).rejects.toMatchObject({ kind, code });
    slack.setFaults();
    expect(await find({}, from)).toMatchObject({ status: 'seller' });
  });

  it('asks again after a dropped connection and a limit, and for the token’s workspace after a failure', async () => {
    const faults = ['drop', 'limit', 'none', 'drop', 'limit', 'none'];
    slack.setFaults(() => {
      const next = faults.shift();
      if (next === 'drop') return { kind: 'drop-before' };
      return next === 'limit' ? { kind: 'rate-limited', retryAfterSeconds: 1 } : undefined;
    });
    expect(await find()).toMatchObject({ status: 'seller' });
  });

  it('takes a directory that cannot be read for no refusal', async () => {
    const lost: SellerDirectory = {
      ...directory,
      findByEmail: () => Promise.reject(new SellerDirectoryError('no table')),
    };
    await expect(find({}, people({ directory: lost }))).rejects.toMatchObject({
      code: 'seller-directory-unreadable',
    });
  });
});

describe('readAccount', () => {
  const whole = {
    id: 'U1',
    team_id: 'T1',
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    profile: { email: 'nora@example.com' },
  };
  const asked = { userId: 'U1', teamId: 'T1' };

  it('verifies nobody of whom anything that counts is missing or odd', () => {
    expect(readAccount(whole, asked)).toMatchObject({ status: 'verified', email: 'nora@example.com' });
    const odd = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string(), fc.integer(), fc.object());
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), odd, (key, value) => {
        expect(readAccount({ ...whole, [key]: value }, asked).status).toBe('refused');
      }),
    );
  });

  it('survives anything, and verifies none of it', () => {
    fc.assert(
      fc.property(fc.anything(), (user) => {
        expect(readAccount(user, asked).status).toBe('refused');
      }),
    );
  });
});
