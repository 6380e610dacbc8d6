import type { ScoredIntent } from '../intents/intents.ts';
import type { Understanding } from '../understand.ts';
import { statedFacts } from './stated.ts';

/** What of a message is talk, with how surely. */
export function smallTalk(
  intents: readonly ScoredIntent[],
): { id: ScoredIntent['id']; what: 'help' | 'greeting' | 'thanks' | 'goodbye'; score: number } | null {
  const leaves = intents.find(({ id }) => id === 'goodbye');
  if (leaves !== undefined) return { id: leaves.id, what: 'goodbye', score: leaves.score };
  for (const { id, score } of intents)
    if (id === 'help' || id === 'greeting' || id === 'thanks') return { id, what: id, score };
  return null;
}

/** Whether the words join several wishes: `services and risks`. */
export function joinsWishes(text: string): boolean {
  return /\band\b|\bplus\b|[,&+\n]|\bas well\b|\balso\b/i.test(text);
}

const LONGEST_RESTART = 7;

/** `start over`, `new deal`: nothing is stated, and nothing asked. */
export function isRestart(understanding: Understanding, intents: readonly ScoredIntent[]): boolean {
  const { tokens, source } = understanding;
  return (
    intents[0]?.id === 'restart' &&
    statedFacts(understanding).length === 0 &&
    tokens.length <= LONGEST_RESTART &&
    !/\?\s*$/.test(source)
  );
}
