import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { callSlack } from '../api/slack-call.ts';
import { LISTENER_TIMEOUT_MS, type ListenerOptions } from './listener-options.ts';

/** Opens a window for whoever clicked; its id, or undefined when Slack has waited too long or says no. */
export async function openView(
  trigger_id: string,
  view: ModalView,
  client: WebClient,
  { onFailure, pause }: Pick<ListenerOptions, 'onFailure' | 'pause'>,
): Promise<string | undefined> {
  try {
    const opened = await callSlack(() => client.views.open({ trigger_id, view }), {
      // A trigger works once.
      isIdempotent: false,
      pause,
      signal: AbortSignal.timeout(LISTENER_TIMEOUT_MS),
    });
    return opened.view?.id;
  } catch (error) {
    onFailure('slack view', error);
    return undefined;
  }
}
