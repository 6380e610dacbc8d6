import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AssistantEvent, assistantEvent } from '#action-groups/kernel/events.ts';

export interface ReadEvents {
  /** In the order in which they happened; one that was sent twice is there once. */
  readonly events: readonly AssistantEvent[];
  /** Lines that are no event; they are left out, and told. */
  readonly unreadable: number;
}

export class EventLogError extends Error {
  override readonly name = 'EventLogError';
  readonly code = 'event-log-unreadable';
}

/** Reads a folder of event logs, a JSON line an event (`*.jsonl`). @throws {EventLogError} */
export async function readEvents(dir: string): Promise<ReadEvents> {
  let names: readonly string[];
  try {
    names = (await readdir(dir)).filter((name) => name.endsWith('.jsonl')).sort();
  } catch (cause) {
    throw new EventLogError(`${dir}: no folder of events is there (${(cause as Error).message})`, { cause });
  }
  if (names.length === 0) throw new EventLogError(`${dir}: no event log (*.jsonl) is there`);
  const events = new Map<string, AssistantEvent>();
  let unreadable = 0;
  for (const name of names)
    for (const line of (await readFile(join(dir, name), 'utf8')).split('\n')) {
      if (line.trim() === '') continue;
      const event = parseEvent(line);
      if (event === undefined) unreadable += 1;
      else events.set(event.eventId, event);
    }
  const inOrder = [...events.values()].sort((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
  return { events: inOrder, unreadable };
}

function parseEvent(line: string): AssistantEvent | undefined {
  try {
    const parsed = assistantEvent.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
