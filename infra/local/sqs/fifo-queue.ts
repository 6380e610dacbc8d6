/** A message as it is kept. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly sequence: number;
  readonly group: string;
  readonly deduplicationId: string;
  readonly body: string;
  readonly sentMs: number;
  receives: number;
  firstReceivedMs: number | undefined;
  /** Hidden until then; in the past while it waits. */
  visibleMs: number;
}

export interface FifoQueueOptions {
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** How long a received message is hidden, in milliseconds. */
  readonly visibilityMs: number;
  /** A message received so often moves to the other queue instead of being given out again. */
  readonly redrive?: { readonly maxReceives: number; readonly to: FifoQueue };
  /** Told of what has to outlive the process. */
  readonly journal?: {
    readonly sent: (message: QueuedMessage) => void;
    readonly removed: (messageId: string) => void;
  };
}

export interface SentMessage {
  readonly messageId: string;
  readonly sequence: number;
}

export type ReceiptState = 'held' | 'expired' | 'unknown';

/**
 * A queue with the promises of SQS FIFO: within a group in order and one at a time, at least once, sent twice
 * within five minutes queued once. A call to receive gets at most one message of a group, which SQS allows.
 */
export interface FifoQueue {
  send(message: Pick<QueuedMessage, 'group' | 'deduplicationId' | 'body'>): SentMessage;
  receive(limit: number, visibilityMs?: number): readonly QueuedMessage[];
  /** By the receipt of the last receiving; `expired` when the message is visible again, or was received anew. */
  remove(receipt: string): ReceiptState;
  hide(receipt: string, visibilityMs: number): ReceiptState;
  /** When a hidden message comes into view, in milliseconds of the clock; undefined when none is hidden. */
  nextVisibleMs(): number | undefined;
  counts(): { readonly waiting: number; readonly hidden: number };
  /** Puts back what a journal kept, as it was sent. */
  restore(messages: readonly QueuedMessage[]): void;
  clear(): void;
}

export const DEDUPLICATION_MS = 5 * 60_000;

export function receiptOf({ messageId, receives }: QueuedMessage): string {
  return Buffer.from(JSON.stringify([messageId, receives])).toString('base64');
}

export function createFifoQueue(options: FifoQueueOptions): FifoQueue {
  const { nowMs, newId, redrive, journal } = options;
  const messages = new Map<string, QueuedMessage>();
  const recent = new Map<string, SentMessage & { readonly sentMs: number }>();
  let sequence = 0;

  const forget = (now: number) => {
    for (const [key, { sentMs }] of recent) {
      if (sentMs + DEDUPLICATION_MS > now) return;
      recent.delete(key);
    }
  };

  const drop = (messageId: string) => {
    messages.delete(messageId);
    journal?.removed(messageId);
  };

  const held = (receipt: string, now: number): QueuedMessage | ReceiptState => {
    const [messageId, receives] = readReceipt(receipt);
    const message = messages.get(messageId);
    if (message === undefined) return messageId === '' ? 'unknown' : 'expired';
    return message.receives === receives && message.visibleMs > now ? message : 'expired';
  };

  return {
    send({ group, deduplicationId, body }) {
      const now = nowMs();
      forget(now);
      const before = recent.get(deduplicationId);
      if (before !== undefined) return before;
      sequence += 1;
      const message: QueuedMessage = {
        messageId: newId(),
        sequence,
        group,
        deduplicationId,
        body,
        sentMs: now,
        receives: 0,
        firstReceivedMs: undefined,
        visibleMs: 0,
      };
      messages.set(message.messageId, message);
      recent.set(deduplicationId, { messageId: message.messageId, sequence, sentMs: now });
      journal?.sent(message);
      return message;
    },
    receive(limit, visibilityMs = options.visibilityMs) {
      const now = nowMs();
      const blocked = new Set<string>();
      const given: QueuedMessage[] = [];
      for (const message of [...messages.values()]) {
        if (given.length >= limit) break;
        if (blocked.has(message.group)) continue;
        const isFree = message.visibleMs <= now;
        if (isFree && redrive !== undefined && message.receives >= redrive.maxReceives) {
          redrive.to.send(message);
          drop(message.messageId);
          continue;
        }
        blocked.add(message.group);
        if (!isFree) continue;
        message.receives += 1;
        message.firstReceivedMs ??= now;
        message.visibleMs = now + visibilityMs;
        given.push({ ...message });
      }
      return given;
    },
    remove(receipt) {
      const message = held(receipt, nowMs());
      if (typeof message === 'string') return message;
      drop(message.messageId);
      return 'held';
    },
    hide(receipt, visibilityMs) {
      const now = nowMs();
      const message = held(receipt, now);
      if (typeof message === 'string') return message;
      message.visibleMs = now + visibilityMs;
      return 'held';
    },
    nextVisibleMs() {
      const now = nowMs();
      const hidden = [...messages.values()].map(({ visibleMs }) => visibleMs).filter((ms) => ms > now);
      return hidden.length === 0 ? undefined : Math.min(...hidden);
    },
    counts() {
      const now = nowMs();
      const hidden = [...messages.values()].filter(({ visibleMs }) => visibleMs > now).length;
      return { waiting: messages.size - hidden, hidden };
    },
    restore(kept) {
      for (const message of kept) messages.set(message.messageId, { ...message, visibleMs: 0 });
      sequence = Math.max(sequence, ...kept.map((message) => message.sequence));
    },
    clear() {
      for (const messageId of [...messages.keys()]) drop(messageId);
    },
  };
}

function readReceipt(receipt: string): readonly [string, number] {
  try {
    const read: unknown = JSON.parse(Buffer.from(receipt, 'base64').toString('utf8'));
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'number')
      return [read[0], read[1]];
  } catch {
    // Not one of ours.
  }
  return ['', 0];
}
