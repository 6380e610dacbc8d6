import { customerOf } from '../separate-deals.ts';
import { type Understanding, understand } from '../understand.ts';

/** How many messages back the one that held several deals is looked for. */
const MOST_MESSAGES = 8;
/** A longer message is read once, when it comes, and not again. */
const LONGEST_TEXT = 4000;

/** Of the last message that held several deals, those that were not analysed. */
export function waitingDeals(
  texts: readonly string[],
  analysed: readonly string[],
  today: string,
): readonly Understanding[] {
  const done = new Set(analysed.map((name) => name.toLowerCase()));
  for (const text of texts.slice(-MOST_MESSAGES).reverse()) {
    // Two deals take more words than an answer has.
    if (text.length < SHORTEST_TEXT || text.length > LONGEST_TEXT) continue;
    const { deals } = understand(text, { today });
    if (deals.length > 0) return deals.filter((deal) => !done.has(customerOf(deal).toLowerCase()));
  }
  return [];
}

const SHORTEST_TEXT = 60;
