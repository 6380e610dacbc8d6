import { z } from 'zod';
import { callSlack } from '../api/slack-call.ts';
import { type AddListeners, EVENT_TIMEOUT_MS } from './listener-options.ts';
import { SUGGESTED_PROMPTS } from './listener-words.ts';

const opened = z.object({ user: z.string(), channel: z.string(), tab: z.string() });

/** The Home tab when it is opened, and prompts to begin with when the direct messages are. */
export const addHomeListeners: AddListeners = (app, options) => {
  app.event('app_home_opened', async ({ event, body, client }) => {
    const read = opened.safeParse(event);
    if (!read.success) return;
    const { channel, tab, user } = read.data;
    const call = { pause: options.pause, signal: AbortSignal.timeout(EVENT_TIMEOUT_MS) };
    if (tab === 'home') {
      await options.publishHome({ userId: user, teamId: body.team_id }, client, call.signal);
      return;
    }
    // With `thread_ts` they would be taken and never shown.
    const prompts: [{ title: string; message: string }, ...{ title: string; message: string }[]] = [
      ...SUGGESTED_PROMPTS,
    ];
    await callSlack(() => client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts }), {
      ...call,
      isIdempotent: true,
    }).catch((error: unknown) => {
      // A courtesy: without it one can ask all the same.
      options.onFailure('slack prompts', error);
    });
  });
};
