import { SURE_NAME } from '../facts/customer-mention.ts';
import type { Fact, FactField } from '../facts/fact.ts';
import { readIntents, type ScoredIntent } from '../intents/intents.ts';
import { sectionWishes } from '../intents/section-intents.ts';
import { type Understanding, understand } from '../understand.ts';
import { readAnswer } from './answers.ts';
import {
  changeQuantity,
  isOnTopic,
  isQuestion,
  looksLikeChange,
  readAddition,
  readRemoval,
  readRename,
  statesOnlyFacts,
} from './changes.ts';
import { type Draft, EMPTY_DRAFT, missingFields, withFacts } from './draft.ts';
import type { ConversationState, Decision, Plan } from './plan.ts';

/** What one message means where the conversation stands: pure, the same each time it is asked. */
export function decide(state: ConversationState, text: string, today: string): Decision {
  if (text.trim() === '') return { plan: { kind: 'say', what: 'empty' }, state };
  const understanding = understand(text, { today });
  const intents = readIntents(understanding.tokens);
  const stay = (plan: Plan): Decision => ({ plan, state });

  const refusal = refusalOf(understanding, intents);
  if (refusal !== null) return stay({ kind: 'decline', reason: refusal });
  if (startsOpportunity(state, understanding)) return begin(state, understanding);
  const labelled = new Set(understanding.facts.filter(({ by }) => by === 'label').map(({ field }) => field));
  if (state.draft.values.customerName === undefined && state.asked.length === 0 && labelled.size >= 2)
    return proceed(
      state,
      withFacts(state.draft, understanding.facts, understanding.problems),
      understanding.facts,
    );
  if (state.asked.length > 0) {
    const facts = readAnswer(understanding, state.asked);
    if (facts.length > 0 || understanding.problems.length > 0)
      return proceed(state, withFacts(state.draft, facts, understanding.problems), facts);
  }
  if (state.draft.values.customerName !== undefined || state.draft.values.description !== undefined) {
    const changed = changeOf(state.draft, understanding, intents);
    if (changed !== null) return proceed(state, changed.draft, changed.facts);
  }
  if (intents[0]?.id === 'retry' && missingFields(state.draft).length === 0)
    return stay({ kind: 'analyze', changed: [] });
  // `need numbers for a data lake deal …`: what a deal is made of outweighs a word that also asks.
  if (state.analysisId === null && describesDeal(understanding)) return begin(state, understanding);
  const wishes = sectionWishes(intents, joinsWishes(text));
  const small = smallTalk(intents);
  if (
    wishes.length > 0 &&
    (small === null || small.score <= (intents.find(({ id }) => id !== small.id)?.score ?? 0))
  ) {
    // All is known and nothing came of it: the operation failed, so a question about its result asks for it again.
    if (state.analysisId === null && missingFields(state.draft).length === 0)
      return stay({ kind: 'analyze', changed: [] });
    // Told what is needed, the seller may answer with a bare name.
    return state.analysisId === null
      ? {
          plan: { kind: 'say', what: 'needs-opportunity' },
          state: { ...state, asked: missingFields(state.draft) },
        }
      : stay({ kind: 'sections', analysisId: state.analysisId, wishes });
  }
  if (small !== null) return stay({ kind: 'say', what: small.what });
  if (isOpportunityNote(understanding, state.analysisId !== null)) return begin(state, understanding);
  if (state.analysisId !== null && understanding.tokens.length <= 3 && !isQuestion(understanding))
    return stay({ kind: 'say', what: 'unclear' });
  return stay({
    kind: 'decline',
    reason: understanding.problems.some(({ code }) => code === 'other-language')
      ? 'I read English only, and found no opportunity in this.'
      : 'This is not about an opportunity or its analysis.',
  });
}

/** A new opportunity, of which the message is all that is known. */
function begin(state: ConversationState, understanding: Understanding): Decision {
  const { facts, problems } = understanding;
  return proceed({ ...state, analysisId: null, asked: [] }, withFacts(EMPTY_DRAFT, facts, problems), facts);
}

/** Analyses when nothing is missing, else asks for all that is. */
function proceed(state: ConversationState, draft: Draft, facts: readonly Pick<Fact, 'field'>[]): Decision {
  const missing = missingFields(draft);
  const next: ConversationState = { draft, analysisId: state.analysisId, asked: missing };
  if (missing.length > 0) return { plan: { kind: 'ask', fields: missing }, state: next };
  return { plan: { kind: 'analyze', changed: facts.map(({ field }) => field) }, state: next };
}

const REFUSALS: Readonly<Partial<Record<ScoredIntent['id'], string>>> = {
  prompt: 'This asks for my instructions or to set them aside.',
  others: 'This asks for data of somebody else, or for a secret.',
  chat: 'This is not about an opportunity or its analysis.',
  portfolio: 'Questions over the whole portfolio of projects are not built yet.',
};

/** Requests that are never about this opportunity; a note with facts of a deal is data, whatever it says. */
function refusalOf(understanding: Understanding, intents: readonly ScoredIntent[]): string | null {
  if (understanding.customerScore >= 6 && understanding.statesWish) return null;
  if (understanding.tokens.length > 60) return null;
  const top = intents.find(({ id }) => REFUSALS[id] !== undefined);
  if (top === undefined) return null;
  if (top.id === 'portfolio' && describesDeal(understanding)) return null;
  if (top.id === 'chat' && isOnTopic(understanding) && understanding.facts.length >= 3) return null;
  return REFUSALS[top.id] ?? null;
}

const NEW_CUES =
  /\b(?:another|next|new|different|second|third|other)\s+(?:one|opportunity|opp|deal|customer|client|case|prospect|lead)\b|\bnew:|\bnext:/i;

/** Whether the message begins an opportunity, rather than changing or asking about the one at hand. */
function startsOpportunity(state: ConversationState, understanding: Understanding): boolean {
  const { facts, customerScore, statesWish, source } = understanding;
  const customer = facts.find(({ field }) => field === 'customerName');
  const current = state.draft.values.customerName?.value;
  const others = facts.filter(
    ({ field }) => field !== 'customerName' && field !== 'description' && field !== 'opportunityName',
  ).length;
  const described = facts.some(({ field }) => field === 'description') && isOnTopic(understanding);
  if (NEW_CUES.test(source) && facts.length > 0 && (customer !== undefined || described)) return true;
  if (customer === undefined || customerScore < 5) return false;
  if (current !== undefined && sameName(String(current), String(customer.value)))
    return described && statesWish && others >= 2;
  if (looksLikeChange(understanding) && current !== undefined && !statesWish) return false;
  if (state.asked.includes('customerName')) return described && statesWish && others > 0;
  return (
    (described && (statesWish || others > 0)) ||
    others >= 2 ||
    (current === undefined && (described || others >= 1 || customerScore >= 7))
  );
}

function sameName(a: string, b: string): boolean {
  const fold = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return fold(a).startsWith(fold(b)) || fold(b).startsWith(fold(a));
}

/** The draft with what the message changes; null when it changes nothing. */
function changeOf(
  draft: Draft,
  understanding: Understanding,
  intents: readonly ScoredIntent[],
): { draft: Draft; facts: readonly Pick<Fact, 'field'>[] } | null {
  const changes = looksLikeChange(understanding);
  const description = draft.values.description;
  const stated = understanding.facts.filter(
    ({ field, by, value }) =>
      by === 'label' ||
      (field !== 'description' && field !== 'opportunityName' && isNews(draft, field, value)),
  );
  const asksOnly =
    intents.some(({ score }) => score >= 3) &&
    !changes &&
    (isQuestion(understanding) ||
      !(statesOnlyFacts(understanding) || understanding.facts.some(({ by }) => by === 'label')));
  if (asksOnly) return null;
  const facts: Fact[] = [
    ...stated.filter(({ field }) => field !== 'customerName' || understanding.customerScore >= 7),
  ];
  const current = draft.values.customerName?.value;
  if (changes && facts.length === 0 && current !== undefined) {
    const name = readRename(String(current), understanding);
    if (name !== null)
      facts.push({
        field: 'customerName',
        value: name,
        text: name,
        span: { start: 0, end: understanding.source.length },
        by: 'label',
      });
  }
  if (description !== undefined && !facts.some(({ field }) => field === 'description')) {
    const text = String(description.value);
    const addition = readAddition(understanding);
    const next =
      (addition === null ? null : `${text}; ${addition}`) ??
      (changes || (isShort(understanding) && !isQuestion(understanding))
        ? changeQuantity(text, understanding)
        : null) ??
      (isShort(understanding) ? readRemoval(text, understanding) : null);
    if (next !== null && next !== text)
      facts.push({
        field: 'description',
        value: next,
        text: understanding.source.trim(),
        span: { start: 0, end: understanding.source.length },
        by: 'prose',
      });
  }
  const useful =
    facts.length > 0 &&
    (changes ||
      statesOnlyFacts(understanding) ||
      understanding.customerScore >= SURE_NAME ||
      facts.some(({ field, by }) => field === 'description' || by === 'label'));
  const troubled = understanding.problems.some(({ code }) => code !== 'other-language');
  if (!useful && !(troubled && (changes || isShort(understanding)))) return null;
  return { draft: withFacts(draft, facts, understanding.problems), facts };
}

function isNews(draft: Draft, field: FactField, value: string | number): boolean {
  return draft.values[field]?.value !== value;
}

function isShort({ tokens }: Understanding): boolean {
  return tokens.length <= 14;
}

function smallTalk(
  intents: readonly ScoredIntent[],
): { id: ScoredIntent['id']; what: 'help' | 'greeting' | 'thanks'; score: number } | null {
  for (const { id, score } of intents)
    if (id === 'help' || id === 'greeting' || id === 'thanks') return { id, what: id, score };
  return null;
}

function joinsWishes(text: string): boolean {
  return /\band\b|\bplus\b|[,&+\n]|\bas well\b|\balso\b/i.test(text);
}

/** Without a customer yet, a note is about a deal when it names the work or several facts, and asks for nothing else. */
function isOpportunityNote(understanding: Understanding, another: boolean): boolean {
  const facts = understanding.facts.filter(({ field }) => field !== 'description');
  const onTopic = isOnTopic(understanding);
  if (facts.some(({ by }) => by === 'label')) return true;
  const asks = /\?\s*$/.test(understanding.source.trim());
  return (onTopic && (understanding.statesWish || (!asks && !another))) || (facts.length >= 2 && !asks);
}

/** What is wanted together with two more facts: an opportunity, whatever else the words ask. */
function describesDeal(understanding: Understanding): boolean {
  const stated = understanding.facts.filter(
    ({ field }) => field !== 'description' && field !== 'opportunityName',
  );
  return stated.length >= 2 && isOnTopic(understanding);
}
