import type { ScoredIntent } from '../intents/intents.ts';
import { sectionWishes } from '../intents/section-intents.ts';
import type { Understanding } from '../understand.ts';
import { isOnTopic, isQuestion } from './changes.ts';
import { statedFacts } from './stated.ts';

/** Requests that are never about this opportunity; a note with facts of a deal is data, whatever it says. */
export function refusalOf(understanding: Understanding, intents: readonly ScoredIntent[]): string | null {
  const stated = statedFacts(understanding);
  const asks = isQuestion(understanding) && stated.length <= 1;
  if (understanding.customerScore >= 6 && understanding.statesWish && !asks) return null;
  if (stated.length >= 3 && stated.some(({ field }) => field === 'customerName')) return null;
  if (understanding.tokens.length > 60) return null;
  const top = intents.find(({ id }) => REFUSALS[id] !== undefined);
  if (top === undefined) return null;
  // `draw me the architecture` draws nothing else.
  const [surest] = intents;
  if (top.id === 'chat' && surest !== undefined && surest.score > top.score && isOfAnalysis(surest))
    return null;
  if (top.id === 'chat' && isOnTopic(understanding) && understanding.facts.length >= 3) return null;
  return REFUSALS[top.id] ?? null;
}

function isOfAnalysis(intent: ScoredIntent): boolean {
  return sectionWishes([intent], false).length > 0;
}

const REFUSALS: Readonly<Partial<Record<ScoredIntent['id'], string>>> = {
  prompt: 'I keep to my instructions and do not show them.',
  others: 'I show only what you may see yourself, and never a secret.',
  chat: 'That is not about deals or projects, so I have no answer to it.',
};
