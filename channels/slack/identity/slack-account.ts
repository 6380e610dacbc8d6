import { z } from 'zod';
import { normaliseEmail } from '#channels/turn/seller-directory.ts';
import type { RefusalReason } from '../turn/slack-ports.ts';

/** What Slack itself says of somebody who may be looked up in the directory, or why they may not. */
export type SlackAccount =
  | { readonly status: 'verified'; readonly email: string; readonly timeZone: string | undefined }
  | { readonly status: 'refused'; readonly reason: RefusalReason };

const flag = z.boolean().optional();

const account = z.object({
  id: z.string(),
  team_id: z.string(),
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_connector_bot: flag,
  is_stranger: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_invited_user: flag,
  is_email_confirmed: flag,
  tz: z.string().optional(),
  profile: z.object({ email: z.string().optional() }).optional(),
});

/** Slack's own robot is a user without the mark of one. */
const SLACKBOT = 'USLACKBOT';

/**
 * Reads the `user` of `users.info`. Who is not plainly a full member of the workspace, with an address that Slack has
 * verified, is refused: whoever runs another workspace can write any address into it.
 * @param asked whose account was asked for, and the workspace of the app's token
 */
export function readAccount(
  user: unknown,
  asked: { readonly userId: string; readonly teamId: string },
): SlackAccount {
  const { data } = account.safeParse(user);
  const refused = (reason: RefusalReason) => ({ status: 'refused', reason }) as const;
  if (data === undefined || data.id !== asked.userId) return refused('unknown');
  if (data.is_bot || data.is_workflow_bot || data.is_connector_bot || data.id === SLACKBOT)
    return refused('bot');
  if (data.is_stranger) return refused('stranger');
  if (data.team_id !== asked.teamId) return refused('other-team');
  if (data.deleted) return refused('deleted');
  if (data.is_restricted || data.is_ultra_restricted) return refused('guest');
  // What is left out by an account of the workspace itself is no yes.
  if (data.is_bot === undefined || data.deleted === undefined) return refused('unknown');
  if (data.is_restricted === undefined || data.is_ultra_restricted === undefined) return refused('guest');
  const email = normaliseEmail(data.profile?.email ?? '');
  if (data.is_invited_user || data.is_email_confirmed !== true || email === undefined)
    return refused('no-email');
  return { status: 'verified', email, timeZone: data.tz };
}
