import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A thread is what a seller continues: a Slack thread, a browser session, the name after `--session`. Where
 * a channel has none of its own, one is issued here; an issued id carries a signature over the seller and
 * the channel, so that an id that was never issued to this seller is told from a new conversation without
 * asking any store.
 */
export interface ThreadIds {
  issue(sellerId: string, channel: string): string;
  /** False for a text in the form of an issued id that was not issued to this seller on this channel. */
  accepts(threadId: string, sellerId: string, channel: string): boolean;
  /** The agent's session id: 64 hex digits, an HMAC of seller, channel and thread. */
  sessionId(threadId: string, sellerId: string, channel: string): string;
}

const ISSUED = /^s-([0-9a-f]{12})-([0-9a-f]{12})$/;

/** Names a person may choose for a thread. */
export const THREAD_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

export function createThreadIds(secret: string): ThreadIds {
  const sign = (...parts: readonly string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
  const signature = (nonce: string, sellerId: string, channel: string) =>
    sign('thread', nonce, sellerId, channel).slice(0, 12);
  return {
    issue(sellerId, channel) {
      const nonce = randomBytes(6).toString('hex');
      return `s-${nonce}-${signature(nonce, sellerId, channel)}`;
    },
    accepts(threadId, sellerId, channel) {
      const [, nonce = '', given = ''] = ISSUED.exec(threadId) ?? [];
      if (nonce === '') return THREAD_NAME.test(threadId);
      return timingSafeEqual(Buffer.from(given), Buffer.from(signature(nonce, sellerId, channel)));
    },
    sessionId: (threadId, sellerId, channel) => sign('session', threadId, sellerId, channel),
  };
}
