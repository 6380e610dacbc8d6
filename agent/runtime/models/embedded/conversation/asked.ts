import type { Problem } from '../facts/fact.ts';
import type { Understanding } from '../understand.ts';
import { isQuestion, statesOnlyFacts } from './changes.ts';
import type { ConversationState } from './plan.ts';

/** Nothing but what was asked for: `sign by Easter 2027`. */
export function answersAsked({ asked }: ConversationState, understanding: Understanding): boolean {
  return (
    understanding.facts.some(({ field }) => SURE_FIELDS.has(field) && asked.some((each) => each === field)) &&
    !isQuestion(understanding) &&
    statesOnlyFacts(understanding)
  );
}

const SURE_FIELDS: ReadonlySet<string> = new Set(['country', 'targetCloseDate']);

/** Whether something is asked for and a few words say nothing of it: they get the question again. */
export function saysNothingOfAsked(
  { asked, draft }: ConversationState,
  understanding: Understanding,
): boolean {
  return (
    asked.length > 0 &&
    Object.keys(draft.values).length > 0 &&
    !isQuestion(understanding) &&
    understanding.tokens.length <= LONGEST_ANSWER
  );
}

const LONGEST_ANSWER = 12;

/** Where the place is asked for, a few words that are none were meant as one. */
export function unreadPlace(state: ConversationState, { source, tokens }: Understanding): Problem | null {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  if (!state.asked.includes('country') || state.draft.values.customerName === undefined) return null;
  if (words.length === 0 || words.length > 4 || !tokens.every(({ fold }) => fold !== '?')) return null;
  return {
    code: 'unreadable',
    field: 'country',
    texts: [source.trim()],
    span: { start: 0, end: source.length },
  };
}
