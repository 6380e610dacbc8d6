import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { eventJson } from './announce.ts';
import { type AssistantEvent, type EventBus, EventError, MOST_EVENT_BYTES } from './events.ts';

/**
 * Appends events to a file a day, one JSON line an event (`2026-11-25.jsonl`). Each line is one write to a file
 * opened for appending, so that lines of several processes do not mix.
 */
export function createFileEvents(options: { readonly dir: string }): EventBus {
  return {
    async send(event, { signal }) {
      const line = Buffer.from(`${eventJson(event)}\n`, 'utf8');
      if (line.byteLength > MOST_EVENT_BYTES) throw tooLarge(event, line.byteLength);
      signal.throwIfAborted();
      try {
        await append(options.dir, `${event.at.slice(0, 10)}.jsonl`, line);
      } catch (cause) {
        throw new EventError('event-bus-unavailable', `the events of ${options.dir} could not be written`, {
          cause,
        });
      }
    },
  };
}

export function tooLarge({ type }: AssistantEvent, bytes: number): EventError {
  return new EventError(
    'event-too-large',
    `${type} has ${bytes} bytes, and an event at most ${MOST_EVENT_BYTES}`,
  );
}

async function append(dir: string, name: string, line: Uint8Array): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = await open(join(dir, name), 'a', 0o600);
  try {
    const { bytesWritten } = await file.write(line);
    if (bytesWritten !== line.byteLength)
      throw new TypeError(`${bytesWritten} of ${line.byteLength} bytes were written: is the disk full?`);
  } finally {
    await file.close();
  }
}
