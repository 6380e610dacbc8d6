import { signedRequest } from '#channels/slack/fake/deliveries.ts';

export interface AckLoad {
  readonly url: string;
  readonly signingSecret: string;
  readonly events: number;
  /** Events a second, sent when they are due whether or not the ones before were answered. */
  readonly perSecond: number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export interface AckTimes {
  /** From when an event was due to its acknowledgement, in milliseconds. */
  readonly times: readonly number[];
  /** Not answered with 200. */
  readonly refused: number;
  readonly wallMs: number;
}

/** One message event in so many is sent twice, as Slack does. */
const REPEATED = 10;

/** Sends signed events at a steady rate. */
export async function loadDoor({ url, signingSecret, events, perSecond, wait }: AckLoad): Promise<AckTimes> {
  const times: number[] = [];
  let refused = 0;
  const startedAt = performance.now();
  const sendAt = async (index: number, dueAt: number) => {
    const payload = messageEvent(index % REPEATED === REPEATED - 1 ? index - 1 : index, Date.now());
    const { body, headers } = signedRequest(
      { type: 'events_api', payload },
      { signingSecret, nowMs: Date.now() },
    );
    const response = await fetch(url, { method: 'POST', body, headers });
    await response.arrayBuffer();
    if (response.status === 200) times.push(performance.now() - dueAt);
    else refused += 1;
  };
  const sent: Promise<void>[] = [];
  for (let index = 0; index < events; index += 1) {
    const dueAt = startedAt + (index * 1000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await wait(early);
    sent.push(sendAt(index, dueAt));
  }
  await Promise.all(sent);
  return { times, refused, wallMs: performance.now() - startedAt };
}

function messageEvent(index: number, nowMs: number) {
  const seconds = Math.floor(nowMs / 1000);
  const ts = `1764000000.${String(index).padStart(6, '0')}`;
  return {
    type: 'event_callback',
    team_id: 'T0FAKE',
    api_app_id: 'A0FAKE',
    event_id: `Ev${index}`,
    event_time: seconds,
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'D100',
      user: 'U100',
      text: 'Concentra in the US wants Sybase modernization, closing 3/5/2027',
      ts,
      event_ts: ts,
    },
  };
}
