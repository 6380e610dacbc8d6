import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { eventJson } from './announce.ts';
import { type EventBus, EventError, MOST_EVENT_BYTES } from './events.ts';
import { tooLarge } from './file-events.ts';

/** The `source` of every event of ours; its `detail-type` is the event's type, its `detail` the event. */
export const EVENT_SOURCE = 'partner-sales-assistant';

/** Sends events to an EventBridge bus. An entry that EventBridge does not take comes back in a reply that is no error. */
export function createEventBridgeEvents(options: {
  readonly client: EventBridgeClient;
  readonly busName: string;
}): EventBus {
  return {
    async send(event, { signal }) {
      const detail = eventJson(event);
      const bytes = Buffer.byteLength(detail, 'utf8');
      if (bytes > MOST_EVENT_BYTES) throw tooLarge(event, bytes);
      const entry = {
        EventBusName: options.busName,
        Source: EVENT_SOURCE,
        DetailType: event.type,
        Detail: detail,
        Time: new Date(event.at),
      };
      const { FailedEntryCount: failed, Entries: entries = [] } = await reach(
        () => options.client.send(new PutEventsCommand({ Entries: [entry] }), { abortSignal: signal }),
        signal,
      );
      if (failed === 0 || failed === undefined) return;
      const [first] = entries;
      throw new EventError(
        'event-refused',
        `EventBridge did not take ${event.type}: ${first?.ErrorCode ?? 'no code'}, ${first?.ErrorMessage ?? 'no reason'}`,
      );
    },
  };
}

async function reach<Result>(call: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new EventError('event-bus-unavailable', 'EventBridge could not be reached', { cause });
  }
}
