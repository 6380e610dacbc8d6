import type { WebClient } from '@slack/web-api';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { callSlack, SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import type { SlackPeople } from '../turn/slack-ports.ts';
import { createShortCache } from './short-cache.ts';
import { readAccount, type SlackAccount } from './slack-account.ts';

export interface SlackPeopleOptions {
  readonly client: WebClient;
  readonly directory: SellerDirectory;
  readonly clock: () => Date;
  readonly pause: SlackCallOptions['pause'];
}

/** How long a verified address counts: as long as somebody deactivated may go on. */
export const ACCOUNT_KEPT_MS = 5 * 60_000;
/** Shorter: whoever has just confirmed an address is waiting. */
export const REFUSAL_KEPT_MS = 30_000;
const MOST_ACCOUNTS = 5_000;

/** Slack's words for somebody whom the app cannot see. */
const NOT_SEEN = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

/**
 * Who somebody is: the address that Slack has verified, looked up in the directory. Nothing of it comes from an
 * event's text or profile. The account is remembered for some minutes; the directory is asked each time.
 */
export function createSlackPeople(options: SlackPeopleOptions): SlackPeople {
  const { client, directory, clock, pause } = options;
  const accounts = createShortCache<SlackAccount>({ nowMs: () => clock().getTime(), most: MOST_ACCOUNTS });
  let ownTeam: string | undefined;

  async function teamOfToken(signal: AbortSignal): Promise<string> {
    if (ownTeam !== undefined) return ownTeam;
    const { team_id: teamId } = await callSlack(() => client.auth.test(), {
      pause,
      signal,
      isIdempotent: true,
    });
    if (teamId === undefined) throw new SlackCallError('unknown', 'auth.test named no team');
    ownTeam = teamId;
    return teamId;
  }

  async function accountOf(userId: string, teamId: string, signal: AbortSignal): Promise<SlackAccount> {
    const key = `${teamId} ${userId}`;
    const before = accounts.get(key);
    if (before !== undefined) return before;
    const account = await askSlack(userId, teamId, signal);
    accounts.set(key, account, account.status === 'verified' ? ACCOUNT_KEPT_MS : REFUSAL_KEPT_MS);
    return account;
  }

  async function askSlack(userId: string, teamId: string, signal: AbortSignal): Promise<SlackAccount> {
    try {
      const { user } = await callSlack(() => client.users.info({ user: userId }), {
        pause,
        signal,
        isIdempotent: true,
      });
      return readAccount(user, { userId, teamId });
    } catch (error) {
      if (error instanceof SlackCallError && error.kind === 'refused' && NOT_SEEN.has(error.code))
        return { status: 'refused', reason: 'unknown' };
      throw error;
    }
  }

  return {
    async find({ userId, teamId }, { signal }) {
      // The workspace of the token, not the one that an event names: this deployment serves one.
      if (teamId !== (await teamOfToken(signal))) return { status: 'refused', reason: 'other-team' };
      const account = await accountOf(userId, teamId, signal);
      if (account.status === 'refused') return account;
      const seller = await directory.findByEmail(account.email);
      if (seller === undefined) return { status: 'refused', reason: 'not-listed' };
      return { status: 'seller', seller, timeZone: account.timeZone };
    },
  };
}
