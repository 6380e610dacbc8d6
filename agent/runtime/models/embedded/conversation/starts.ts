import type { Understanding } from '../understand.ts';
import { isOnTopic, isQuestion, looksLikeChange } from './changes.ts';
import type { ConversationState } from './plan.ts';
import { SURELY_TIED } from './stated.ts';

/** `the other one` is one of those there are. */
const NEW_CUES =
  /\b(?:another|next|new|different|(?<!\bthe )(?:second|third|other))\s+(?:one|opportunity|opp|deal|customer|client|case|prospect|lead)\b|\bnew:|\bnext:|^\W*(?:(?:ok|okay|and|so|now|also|hi|hey|i|we|i'?ve|we'?ve|have|got|here'?s|heres|there'?s|theres|one|yet)\W+)*(?:another|one more|next up)\s*[-.,:;–—!]/i;

/** A name that stands beside its place. */
const STANDING_NAME = 4;

/** `got a new deal with Acme`: it is said, not asked, that there is one. */
export function announcesDeal(understanding: Understanding): boolean {
  return (
    NEW_CUES.test(understanding.source) &&
    !isQuestion(understanding) &&
    understanding.facts.some(({ field }) => field === 'customerName')
  );
}

const ALSO = /\b(?:also|too|as well|additionally|separately|besides|one more)\b|^\W*(?:and|plus)\b/i;

/** Whether the message says what is wanted, in words of the trade. */
export function describesWish(understanding: Understanding): boolean {
  return understanding.facts.some(({ field }) => field === 'description') && isOnTopic(understanding);
}

/** Whether the message begins an opportunity, rather than changing or asking about the one at hand. */
export function startsOpportunity(state: ConversationState, understanding: Understanding): boolean {
  const { facts, customerScore, statesWish, source } = understanding;
  const customer = facts.find(({ field }) => field === 'customerName');
  const current = state.draft.values.customerName?.value;
  const others = facts.filter(
    ({ field }) => field !== 'customerName' && field !== 'description' && field !== 'opportunityName',
  ).length;
  const described = describesWish(understanding);
  if (NEW_CUES.test(source) && facts.length > 0 && (customer !== undefined || described)) return true;
  // A deal with all that it takes is one, though nothing but its place says who the customer is.
  if (customer === undefined || customerScore < (described && others >= 2 ? STANDING_NAME : 5)) return false;
  // While something is asked for, a name that nothing ties to the deal is no other customer.
  if (current !== undefined && state.asked.length > 0 && !mayName(state, understanding) && !statesWish)
    return false;
  if (current !== undefined && sameName(String(current), String(customer.value))) {
    // `also for Acme: a data lake, closing in June`: with a close of its own it is another one of the customer.
    const another = ALSO.test(source) && facts.some(({ field }) => field === 'targetCloseDate');
    return described && (another || (statesWish && others >= 2));
  }
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

/** Whether the message may say who the customer is: a known one gives way only to a name that is surely one. */
export function mayName(state: ConversationState, understanding: Understanding): boolean {
  return (
    state.draft.values.customerName === undefined ||
    state.asked.includes('customerName') ||
    understanding.facts.some(({ field, surety }) => field === 'customerName' && surety === 'explicit') ||
    (understanding.customerScore >= SURELY_TIED && looksLikeChange(understanding))
  );
}

const DEAL_NOUN = /\b(?:leads?|deals?|opportunit(?:y|ies)|opps?|prospects?|customers?|clients?|accounts?)\b/i;

/** Without a customer yet, a note is about a deal when it names the work or several facts, and asks for nothing else. */
export function isOpportunityNote(understanding: Understanding, another: boolean): boolean {
  const facts = understanding.facts.filter(({ field }) => field !== 'description');
  const onTopic = isOnTopic(understanding);
  if (facts.some(({ by }) => by === 'label')) return true;
  const asks = isQuestion(understanding);
  // `we have a lead in Nairobi`: one fact, said of a deal.
  if (facts.length > 0 && !asks && !another && DEAL_NOUN.test(understanding.source)) return true;
  return (onTopic && (understanding.statesWish || (!asks && !another))) || (facts.length >= 2 && !asks);
}
