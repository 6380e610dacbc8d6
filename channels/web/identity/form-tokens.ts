import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Ids of forms that prove that a form came from a page of ours, made for this seller. */
export interface FormTokens {
  /** Another one for each form: 1 to 64 letters, digits and dashes. */
  issue(sellerId: string): string;
  /** False for what was made for another seller, by somebody else, or the day before yesterday. */
  accepts(token: string, sellerId: string): boolean;
}

const DAY_MS = 24 * 60 * 60_000;
const TOKEN = /^(\d{1,6})-([0-9a-f]{12})-([0-9a-f]{32})$/;

/** An HMAC over the seller, the day and a number used once. */
export function createFormTokens(secret: string, clock: () => Date): FormTokens {
  const today = () => Math.floor(clock().getTime() / DAY_MS);
  const sign = (sellerId: string, day: string, nonce: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['form', sellerId, day, nonce]))
      .digest('hex')
      .slice(0, 32);
  return {
    issue(sellerId) {
      const day = String(today());
      const nonce = randomBytes(6).toString('hex');
      return `${day}-${nonce}-${sign(sellerId, day, nonce)}`;
    },
    accepts(token, sellerId) {
      const [, day = '', nonce = '', signature = ''] = TOKEN.exec(token) ?? [];
      const hashed = (text: string) => createHash('sha256').update(text).digest();
      if (!timingSafeEqual(hashed(signature), hashed(sign(sellerId, day, nonce)))) return false;
      const age = today() - Number(day);
      return age === 0 || age === 1;
    },
  };
}
