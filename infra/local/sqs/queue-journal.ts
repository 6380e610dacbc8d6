import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { QueuedMessage } from './fifo-queue.ts';

const line = z.union([
  z.object({
    sent: z.object({
      messageId: z.string(),
      sequence: z.number(),
      group: z.string(),
      deduplicationId: z.string(),
      body: z.string(),
      sentMs: z.number(),
    }),
  }),
  z.object({ removed: z.string() }),
]);

export interface QueueJournal {
  readonly sent: (message: QueuedMessage) => void;
  readonly removed: (messageId: string) => void;
}

/**
 * Keeps a queue's messages in a file of JSON lines, so that a question outlives the process that took it.
 * What stands in it is given back and the file is written anew without what was removed; a line cut short by
 * a lost process is left out.
 */
export function openQueueJournal(path: string): { messages: QueuedMessage[]; journal: QueueJournal } {
  const messages = existsSync(path) ? readMessages(readFileSync(path, 'utf8')) : [];
  const rest = messages.map((message) => `${JSON.stringify({ sent: message })}\n`).join('');
  writeFileSync(`${path}.new`, rest);
  renameSync(`${path}.new`, path);
  const add = (entry: unknown) => appendFileSync(path, `${JSON.stringify(entry)}\n`);
  return {
    messages,
    journal: {
      sent: (message) => add({ sent: message }),
      removed: (messageId) => add({ removed: messageId }),
    },
  };
}

function readMessages(text: string): QueuedMessage[] {
  const kept = new Map<string, QueuedMessage>();
  for (const json of text.split('\n')) {
    const entry = readLine(json);
    if (entry === undefined) continue;
    if ('removed' in entry) kept.delete(entry.removed);
    else
      kept.set(entry.sent.messageId, {
        ...entry.sent,
        receives: 0,
        firstReceivedMs: undefined,
        visibleMs: 0,
      });
  }
  return [...kept.values()];
}

function readLine(json: string) {
  try {
    return line.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
