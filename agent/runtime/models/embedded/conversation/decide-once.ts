import { decide } from './decide.ts';
import type { ConversationState, Decision } from './plan.ts';

/** So many decisions are kept: the messages of some conversations at once. */
const MOST_KEPT = 300;

const kept = new Map<string, Decision>();

/**
 * The same as `decide`, which is pure, worked out once: a turn asks for it with each call of the model, and each turn for
 * all messages before it. The latest are kept.
 */
export function decideOnce(before: ConversationState, text: string, today: string): Decision {
  const key = JSON.stringify([today, text, before]);
  const known = kept.get(key);
  const decision = known ?? decide(before, text, today);
  if (known !== undefined) kept.delete(key);
  kept.set(key, decision);
  const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  return decision;
}
