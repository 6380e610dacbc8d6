import { EventStreamCodec } from '@smithy/eventstream-codec';
import { fromUtf8, toUtf8 } from '@smithy/util-utf8';
import type { RuntimeEvent } from '../bedrock-runtime-event.ts';
import type { RuntimeErrorCode } from '../runtime-error.ts';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** One event as a frame of `application/vnd.amazon.eventstream`. Instants become RFC 3339 text, bytes base64. */
export function eventFrame(event: RuntimeEvent): Uint8Array {
  const [type, payload] = Object.entries(event).find(([, member]) => member !== undefined) ?? [];
  if (type === undefined) throw new TypeError('an event without a member');
  return eventStreamFrame(
    { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
    type === 'chunk' ? chunkPayload(event) : payload,
  );
}

/** An exception in the stream: the type in camelCase, as the service writes it. */
export function exceptionFrame(error: {
  readonly code: RuntimeErrorCode;
  readonly message: string;
}): Uint8Array {
  const type = error.code.charAt(0).toLowerCase() + error.code.slice(1);
  return eventStreamFrame(
    { ':message-type': 'exception', ':exception-type': type, ':content-type': 'application/json' },
    { message: error.message },
  );
}

function chunkPayload(event: RuntimeEvent): unknown {
  const { bytes, ...rest } = event.chunk ?? {};
  return { bytes: Buffer.from(bytes ?? new Uint8Array()).toString('base64'), ...rest };
}

/** One frame of `application/vnd.amazon.eventstream` with text headers and a JSON payload. */
export function eventStreamFrame(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  return codec.encode({
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { type: 'string' as const, value }]),
    ),
    body: Buffer.from(JSON.stringify(payload), 'utf8'),
  });
}
