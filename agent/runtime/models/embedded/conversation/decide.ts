import { SURE_NAME } from '../facts/customer-mention.ts';
import type { Fact, FactField, Problem } from '../facts/fact.ts';
import { readIntents, type ScoredIntent } from '../intents/intents.ts';
import { type SectionWish, sectionWishes } from '../intents/section-intents.ts';
import { stem } from '../intents/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { type Understanding, understand } from '../understand.ts';
import { ORDINAL_WORDS } from '../values/date-words.ts';
import { LAST } from '../wording/projects.ts';
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
import { argumentsOf, type Draft, EMPTY_DRAFT, missingFields, withFacts, withoutFields } from './draft.ts';
import { type ConversationState, type Decision, EMPTY_STATE, type Plan } from './plan.ts';
import { readRecall } from './recall.ts';
import { type Analysed, readNamed, returnTo } from './return-to.ts';
import { readDuration, readShift } from './shift.ts';

/** What one message means where the conversation stands: pure, the same each time it is asked. */
export function decide(before: ConversationState, text: string, today: string): Decision {
  if (text.trim() === '') return { plan: { kind: 'say', what: 'empty' }, state: before };
  const understanding = understand(text, { today });
  const intents = readIntents(understanding.tokens);
  const named = namedBefore(before, understanding);
  // A question about another opportunity of this session, or a change of it, makes it the current one.
  const state = named === null || named.analysisId === before.analysisId ? before : returnTo(before, named);
  const stay = (plan: Plan): Decision => ({ plan, state });

  if (isRestart(understanding, intents)) {
    const empty = { ...EMPTY_STATE, known: state.known };
    return { plan: { kind: 'say', what: 'restart' }, state: invited(empty) };
  }
  const recalled = readRecall(understanding);
  if (recalled !== null) return stay({ kind: 'recall', wanted: recalled });
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
  const talk = smallTalk(intents);
  const asksForPart = sectionWishes(intents, false).length > 0 && (intents[0]?.score ?? 0) >= 3;
  const talksOnly =
    (talk !== null && statedFacts(understanding).length === 0 && !isOnTopic(understanding)) ||
    (asksForPart && isQuestion(understanding));
  if (state.asked.length > 0 && !talksOnly) {
    const facts = readAnswer(understanding, state.asked).filter(
      (fact) => fact.field !== 'customerName' || mayName(state, understanding),
    );
    const unread = facts.length === 0 ? unreadPlace(state, understanding) : null;
    const problems = unread === null ? understanding.problems : [...understanding.problems, unread];
    if (facts.length > 0 || problems.length > 0)
      return proceed(state, withFacts(state.draft, facts, problems), facts);
  }
  if (state.draft.values.customerName !== undefined || state.draft.values.description !== undefined) {
    const changed = changeOf(state.draft, understanding, intents);
    if (changed !== null && changed.facts.length === 0 && missingFields(changed.draft).length === 0)
      return stay({ kind: 'refuse-values', problems: understanding.problems });
    if (changed !== null) return proceed(state, changed.draft, changed.facts);
  }
  if (intents[0]?.id === 'retry' && missingFields(state.draft).length === 0)
    return stay({ kind: 'analyze', changed: [] });
  // `need numbers for a data lake deal …`: what a deal is made of outweighs a word that also asks.
  if (state.analysisId === null && describesDeal(understanding)) return begin(state, understanding);
  const wishes = oneProject(intents, understanding) ?? sectionWishes(intents, joinsWishes(text));
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
          state: invited(state),
        }
      : stay({ kind: 'sections', analysisId: state.analysisId, wishes });
  }
  if (small !== null)
    return {
      plan: { kind: 'say', what: small.what },
      state: small.what === 'greeting' ? invited(state) : state,
    };
  if (named !== null)
    return stay({
      kind: 'sections',
      analysisId: named.analysisId,
      wishes: [{ section: 'summary', aspect: null }],
    });
  if (isOpportunityNote(understanding, state.analysisId !== null)) return begin(state, understanding);
  // What is meant as a change, or is too short to be about anything else, is asked about and not declined.
  if (
    state.analysisId !== null &&
    !isQuestion(understanding) &&
    (understanding.tokens.length <= 3 || looksLikeChange(understanding) || statesOnlyFacts(understanding))
  )
    return stay({ kind: 'say', what: 'unclear' });
  return stay({
    kind: 'decline',
    reason: understanding.problems.some(({ code }) => code === 'other-language')
      ? 'I read English only, and found no opportunity in this.'
      : 'This is not about an opportunity or its analysis.',
  });
}

/** From here a name is tied to the deal by the sentence or a label, and not only by where it stands. */
const SURELY_TIED = 7;

/** Whether the message may say who the customer is: a known one gives way only to a name that is surely one. */
function mayName(state: ConversationState, understanding: Understanding): boolean {
  return (
    state.draft.values.customerName === undefined ||
    state.asked.includes('customerName') ||
    understanding.customerScore >= SURE_NAME ||
    (understanding.customerScore >= SURELY_TIED && looksLikeChange(understanding))
  );
}

/** Where the place is asked for, a few words that are none were meant as one. */
function unreadPlace(state: ConversationState, { source, tokens }: Understanding): Problem | null {
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

/** After the assistant has asked for a description, bare answers are facts. */
function invited(state: ConversationState): ConversationState {
  return state.analysisId === null ? { ...state, asked: missingFields(state.draft) } : state;
}

const LONGEST_RESTART = 7;

/** `start over`, `new deal`: nothing is stated, and nothing asked. */
function isRestart(understanding: Understanding, intents: readonly ScoredIntent[]): boolean {
  const { tokens, source } = understanding;
  return (
    intents[0]?.id === 'restart' &&
    statedFacts(understanding).length === 0 &&
    tokens.length <= LONGEST_RESTART &&
    !/\?\s*$/.test(source)
  );
}

/** What is said of the opportunity besides the wish; a name that only stands where one could is not said. */
function statedFacts({ facts, customerScore }: Understanding): readonly Fact[] {
  return facts.filter(
    ({ field }) =>
      field !== 'description' &&
      field !== 'opportunityName' &&
      (field !== 'customerName' || customerScore >= LIKELY_NAME),
  );
}

const LIKELY_NAME = 5;

/** The analysed opportunity a message goes back to; one that describes an opportunity or names a customer anew does not. */
function namedBefore(state: ConversationState, understanding: Understanding): Analysed | null {
  if (state.asked.includes('customerName') || understanding.tokens.length > 20) return null;
  const renames = understanding.facts.some(({ field, by }) => field === 'customerName' && by === 'label');
  if (renames || understanding.customerScore >= SURE_NAME || startsOpportunity(state, understanding))
    return null;
  return readNamed(state.known, understanding);
}

/** The listed project that is meant (`project 2`, `the last one`) as a wish; null when none is. */
function oneProject(
  intents: readonly ScoredIntent[],
  { tokens }: Understanding,
): readonly SectionWish[] | null {
  if (!intents.some(({ id }) => id === 'projects')) return null;
  for (const [at, { fold, kind }] of tokens.entries()) {
    const ordinal = fold === 'last' ? LAST : ORDINAL_WORDS.get(fold);
    const count = kind === 'number' && isListed(tokens[at - 1]) ? Number(fold) : undefined;
    const place = ordinal !== undefined && isListed(tokens[at + 1]) ? ordinal : count;
    if (place !== undefined && place !== 0) return [{ section: 'similarProjects', aspect: null, place }];
  }
  return null;
}

function isListed(token: Token | undefined): boolean {
  return /^(?:projects?|deals?|one|reference|number|no|#)$/.test(token?.fold ?? '');
}

/** A new opportunity, of which the message is all that is known. */
function begin(state: ConversationState, understanding: Understanding): Decision {
  const { facts, problems } = understanding;
  return proceed({ ...state, analysisId: null, asked: [] }, withFacts(EMPTY_DRAFT, facts, problems), facts);
}

/** Analyses when nothing is missing, else asks for all that is. */
function proceed(state: ConversationState, draft: Draft, facts: readonly Pick<Fact, 'field'>[]): Decision {
  const missing = missingFields(draft);
  const next: ConversationState = { ...state, draft, asked: missing };
  if (missing.length > 0) return { plan: { kind: 'ask', fields: missing }, state: next };
  return { plan: { kind: 'analyze', changed: facts.map(({ field }) => field) }, state: next };
}

const REFUSALS: Readonly<Partial<Record<ScoredIntent['id'], string>>> = {
  prompt: 'This asks for my instructions or to set them aside.',
  others: 'This asks for data of somebody else, or for a secret.',
  chat: 'This is not about an opportunity or its analysis.',
  portfolio: 'Questions over the whole portfolio of projects are not built yet.',
  funding: 'Funding programmes are not built yet, so I have nothing to say of them.',
  followOn: 'Follow-on sales are not built yet, so I cannot say what to offer next.',
};

/** Refused only where nothing else is stated: a deal can be about any of these words. */
const UNBUILT: ReadonlySet<ScoredIntent['id']> = new Set(['portfolio', 'funding', 'followOn']);

/** Requests that are never about this opportunity; a note with facts of a deal is data, whatever it says. */
function refusalOf(understanding: Understanding, intents: readonly ScoredIntent[]): string | null {
  const stated = statedFacts(understanding);
  const asks = isQuestion(understanding) && stated.length <= 1;
  if (understanding.customerScore >= 6 && understanding.statesWish && !asks) return null;
  if (stated.length >= 3 && stated.some(({ field }) => field === 'customerName')) return null;
  if (understanding.tokens.length > 60) return null;
  const top = intents.find(({ id }) => REFUSALS[id] !== undefined);
  if (top === undefined) return null;
  if (UNBUILT.has(top.id)) {
    if (describesDeal(understanding)) return null;
    if (!isQuestion(understanding) && (stated.length > 0 || readDuration(understanding))) return null;
    if (!isQuestion(understanding) && understanding.statesWish && isOnTopic(understanding)) return null;
  }
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
  // While something is asked for, a name that nothing ties to the deal is no other customer.
  if (current !== undefined && state.asked.length > 0 && !mayName(state, understanding) && !statesWish)
    return false;
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
  const removal =
    description !== undefined && isShort(understanding) && !isQuestion(understanding)
      ? readRemoval(String(description.value), understanding)
      : null;
  const moves = !isQuestion(understanding) && readDuration(understanding);
  const asksOnly =
    intents.some(({ score }) => score >= 3) &&
    !(changes || moves || removal !== null) &&
    (isQuestion(understanding) ||
      !(statesOnlyFacts(understanding) || understanding.facts.some(({ by }) => by === 'label')));
  if (asksOnly) return null;
  const facts: Fact[] = [
    ...stated.filter(({ field }) => field !== 'customerName' || understanding.customerScore >= SURELY_TIED),
  ];
  const [only, ...others] = understanding.mentions.dates;
  if (changes && only !== undefined && others.length === 0 && only.reading.kind !== 'impossible') {
    // `delayed until September`: said of the opportunity at hand, the one day that is named is its close.
    const text = understanding.source.slice(only.span.start, only.span.end);
    if (!facts.some(({ field }) => field === 'targetCloseDate'))
      facts.push({
        field: 'targetCloseDate',
        value: text,
        text,
        span: only.span,
        by: 'prose',
        reading: only.reading,
      });
  }
  const close = argumentsOf(draft).targetCloseDate;
  const shifted = close === undefined ? null : readShift(understanding, String(close));
  if (shifted !== null) {
    const text = understanding.source.trim();
    const own = facts.findIndex(({ field }) => field === 'targetCloseDate');
    if (own >= 0) facts.splice(own, 1);
    facts.push({
      field: 'targetCloseDate',
      value: shifted,
      text,
      span: { start: 0, end: understanding.source.length },
      by: 'label',
      reading: { kind: 'date', date: shifted, exact: false },
    });
  }
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
      removal?.description ??
      null;
    if (next === '') return { draft: withoutFields(draft, ['description', 'opportunityName']), facts };
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
      // Several facts and no other customer: they are of the opportunity at hand.
      (facts.length >= 2 && understanding.customerScore < LIKELY_NAME && !isQuestion(understanding)) ||
      understanding.customerScore >= SURE_NAME ||
      facts.some(({ field, by }) => field === 'description' || by === 'label'));
  const troubled = understanding.problems.some(({ code }) => code !== 'other-language');
  if (!useful && !(troubled && (changes || isShort(understanding)))) return null;
  const changed = withFacts(draft, facts, understanding.problems);
  // A name that says what was dropped is no name of the rest.
  const called = tokenize(String(draft.values.opportunityName?.value ?? '')).map(({ fold }) => stem(fold));
  return {
    draft: called.some((word) => removal?.gone.includes(word) === true)
      ? withoutFields(changed, ['opportunityName'])
      : changed,
    facts,
  };
}

function isNews(draft: Draft, field: FactField, value: string | number): boolean {
  return draft.values[field]?.value !== value;
}

function isShort({ tokens }: Understanding): boolean {
  return tokens.length <= 14;
}

function smallTalk(
  intents: readonly ScoredIntent[],
): { id: ScoredIntent['id']; what: 'help' | 'greeting' | 'thanks' | 'goodbye'; score: number } | null {
  const leaves = intents.find(({ id }) => id === 'goodbye');
  if (leaves !== undefined) return { id: leaves.id, what: 'goodbye', score: leaves.score };
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
