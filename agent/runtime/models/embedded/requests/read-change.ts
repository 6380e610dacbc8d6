import { looksLikeChange } from '../conversation/changes.ts';
import type { ConversationState } from '../conversation/plan.ts';
import { statedFacts } from '../conversation/stated.ts';
import { readIntents } from '../intents/intents.ts';
import { sectionWishes } from '../intents/section-intents.ts';
import { overlaps } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { readerOf } from './readers.ts';
import {
  latestAmounts,
  type Request,
  type RequestKind,
  type RequestPlace,
  type RequestReader,
  type RequestReading,
} from './request.ts';
import { nameAlone, type RequestSubject, subjectOf } from './subject.ts';

export interface RequestChange {
  readonly request: Request;
  readonly subject: RequestSubject;
  readonly parts: RequestReading['parts'];
}

/** What goes on from a request is short. */
const LONGEST = 24;
const LONGEST_PART = 12;

/**
 * What a message changes of the request that was talked about last, or of an earlier one that alone has such an
 * argument (`and at 10 %?`), or which part of its result it asks for. Null when it goes on from none.
 */
export function readChange(
  state: ConversationState,
  understanding: Understanding,
  placeFor: (reader: RequestReader, of: string | null) => RequestPlace,
): RequestChange | null {
  const { tokens } = understanding;
  const { made, isLatest } = state.requests;
  if (tokens.length > LONGEST) return null;
  const named = anotherCustomer(state, understanding) ?? subjectOf(state, understanding);
  // `and for Globex?` asks the same of somebody else.
  const last = made[0];
  if (named.kind !== 'current') return forAnother(state, named, understanding, placeFor);
  const kinds: readonly RequestKind[] = isLatest
    ? made.slice(0, state.requests.batch).map(({ request }) => request.kind)
    : [];
  for (const kind of [...kinds, ...OWN_KINDS.filter((each) => !kinds.includes(each))]) {
    const reader = readerOf(kind);
    const isLast = kinds.includes(kind);
    const of = isLast ? (last?.of ?? null) : state.analysisId;
    const place = placeFor(reader, of);
    if (place.before === null) continue;
    const subject: RequestSubject =
      isLast && last !== undefined && last.of !== null && last.of !== state.analysisId && isCustomer(kind)
        ? { kind: 'customer', name: last.of }
        : { kind: 'current' };
    const changed = changeOf(reader, place.before, understanding, place, isLast);
    if (changed !== null) return { ...changed, subject };
  }
  return null;
}

/** `and Initech`, after ideas for another customer. */
function anotherCustomer(
  { requests }: ConversationState,
  understanding: Understanding,
): RequestSubject | null {
  const last = requests.made[0];
  if (last === undefined || !requests.isLatest || !isCustomer(last.request.kind)) return null;
  const name = nameAlone(understanding);
  return name === null ? null : { kind: 'customer', name };
}

/** `and for Globex?`, said after a request: the same of somebody else of the session. */
export function sameForAnother(
  state: ConversationState,
  understanding: Understanding,
  placeFor: (reader: RequestReader, of: string | null) => RequestPlace,
): RequestChange | null {
  const named = subjectOf(state, understanding);
  return named.kind === 'other' ? forAnother(state, named, understanding, placeFor) : null;
}

/** Arguments that no other question has: a rate, quarters. */
const OWN_KINDS: readonly RequestKind[] = ['return', 'roadmap', 'funding'];
const OWN_FIELDS: Readonly<Partial<Record<RequestKind, readonly string[]>>> = {
  return: [
    'discountRatePercent',
    'savingsMonthlyUsd',
    'currentMonthlyUsd',
    'growthMonthlyUsd',
    'runMonthlyUsd',
    'horizonMonths',
  ],
  roadmap: ['quarters'],
  funding: [
    'opportunityStage',
    'customerIsNewToAws',
    'customerIsStartup',
    'sellerIsSoftwareVendor',
    'partnerTier',
  ],
};

function isCustomer(kind: RequestKind): boolean {
  return kind === 'follow-on' || kind === 'roadmap';
}

function changeOf(
  reader: RequestReader,
  before: Request,
  understanding: Understanding,
  place: RequestPlace,
  isLast: boolean,
): Omit<RequestChange, 'subject'> | null {
  if (reader.kind === 'document') return isLast ? ofDocument(reader, before, understanding, place) : null;
  const reading = reader.read(understanding, place);
  const given = Object.keys(reading.given);
  const own = OWN_FIELDS[reader.kind] ?? [];
  const changes = given.length > 0 || reading.dropped.length > 0 || reading.withFunding;
  const mayChange = isLast
    ? !isOfOpportunity(understanding, reading)
    : given.some((field) => own.includes(field)) && goesOn(understanding) && isHorizon(understanding, given);
  if (changes && mayChange) {
    const next = reader.change(before.given, reading);
    const part = reader.asksPart(understanding);
    return {
      request: {
        kind: reader.kind,
        given: next,
        aspect: part !== null && part.score >= 4 ? part.aspect : keptAspect(before),
        withFunding:
          reading.withFunding ||
          (before.withFunding && reading.dropped.length === 0 && next.fundingUsd === undefined),
        notes: reading.notes,
        ...latestAmounts(reading),
      },
      parts: reading.parts,
    };
  }
  const part = isLast && understanding.tokens.length <= LONGEST_PART ? reader.asksPart(understanding) : null;
  if (part === null || isSurelyOther(understanding, part.score)) return null;
  return { request: { ...before, aspect: part.aspect, notes: [] }, parts: [] };
}

/** What was asked of the result is asked of the changed one; a question about how it came is answered. */
function keptAspect({ aspect }: Request): string | null {
  return aspect === 'rate' || aspect === 'assumptions' ? null : aspect;
}

/** A stretch of time alone is one to look at only where it is said to be, and not in quarters. */
function isHorizon({ tokens }: Understanding, given: readonly string[]): boolean {
  if (!given.includes('horizonMonths') || given.length > 1) return true;
  return (
    tokens.some(({ fold }) => /^(?:over|horizon|look|across)$/.test(fold)) &&
    !tokens.some(({ fold }) => /^(?:quarters?|q[1-4]?|plan|roadmap|delivery)$/.test(fold))
  );
}

/** A fact of the opportunity itself is changed: its close, its place, its size. */
function isOfOpportunity(understanding: Understanding, { parts }: RequestReading): boolean {
  const { tokens } = understanding;
  if (tokens.some(({ fold }) => OF_DEAL.test(fold))) return true;
  // `we are a software vendor` names no industry of the customer.
  return statedFacts(understanding).some(
    ({ field, span }) => OPPORTUNITY_FIELDS.has(field) && !parts.some((part) => overlaps(part, span)),
  );
}

const OF_DEAL = /^(?:clos(?:e|es|ing)|sign|signs|signing|slips?|slipped|arr|mrr|launch|segment|industry)$/;
const OPPORTUNITY_FIELDS: ReadonlySet<string> = new Set(['country', 'region', 'industry', 'customerSegment']);

function goesOn(understanding: Understanding): boolean {
  const first = understanding.tokens.find(({ kind }) => kind === 'word' || kind === 'number')?.fold ?? '';
  return GOES_ON.test(first) || looksLikeChange(understanding) || understanding.tokens.length <= 6;
}

const GOES_ON =
  /^(?:and|what|with|at|over|but|make|now|instead|try|use|assume|suppose|if|say|also|then|plus|they|we|it|how)$/;

/** Words that ask for a part of the analysis more surely than for a part of this. */
function isSurelyOther({ tokens }: Understanding, score: number): boolean {
  const intents = readIntents(tokens);
  const [top] = intents;
  if (top === undefined) return false;
  if (TALK.has(top.id) && top.score >= score) return true;
  return sectionWishes(intents, false).length > 0 && top.score > score + 0.9;
}

const TALK: ReadonlySet<string> = new Set([
  'help',
  'thanks',
  'greeting',
  'goodbye',
  'restart',
  'prompt',
  'others',
  'chat',
  'portfolio',
]);

/**
 * `and for Globex?`, `same for the bank`, `and Bramley over 5 years?`. Figures are of one customer, and are never
 * taken for another's: what is asked goes on from the last request about that one.
 */
function forAnother(
  { requests }: ConversationState,
  subject: RequestSubject,
  understanding: Understanding,
  placeFor: (reader: RequestReader, of: string | null) => RequestPlace,
): RequestChange | null {
  const words = understanding.tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  const first = words[0]?.fold ?? '';
  if (words.length > 8 || !/^(?:and|same|what|how|also|now|for|ok|then|but)$/.test(first)) return null;
  const of = subject.kind === 'other' ? subject.opportunity.analysisId : null;
  for (const kind of of === null ? [] : OWN_KINDS) {
    const reader = readerOf(kind);
    const place = placeFor(reader, of);
    if (place.before === null) continue;
    const reading = reader.read(understanding, place);
    if (!Object.keys(reading.given).some((field) => (OWN_FIELDS[kind] ?? []).includes(field))) continue;
    const given = reader.change(place.before.given, reading);
    return { request: { ...place.before, given, notes: reading.notes }, subject, parts: reading.parts };
  }
  const last = requests.made[0]?.request;
  const isSame = words.some(({ fold }) => /^(?:for|about|same|with)$/.test(fold)) || words.length <= SHORTEST;
  if (last === undefined || !requests.isLatest || !isSame || last.kind === 'document') return null;
  // The form of a plan is nobody's figure.
  const given = last.kind === 'roadmap' ? last.given : {};
  return { request: { ...last, given, withFunding: false, notes: [] }, subject, parts: [] };
}

/** `and Initech`. */
const SHORTEST = 3;

/** `and for ISVs?`: the question before, with another word in it. */
function ofDocument(
  reader: RequestReader,
  before: Request,
  understanding: Understanding,
  place: RequestPlace,
): Omit<RequestChange, 'subject'> | null {
  const { tokens } = understanding;
  const first = tokens.find(({ kind }) => kind === 'word')?.fold ?? '';
  const second = tokens.filter(({ kind }) => kind === 'word')[1]?.fold ?? '';
  const isMore = first === 'and' || (/^(?:what|how)$/.test(first) && second === 'about');
  if (!isMore || tokens.length > LONGEST_PART || readIntents(tokens).some(({ score }) => score >= 3))
    return null;
  const reading = reader.read(understanding, place);
  return {
    request: { ...before, given: reader.change(before.given, reading), aspect: null, notes: [] },
    parts: reading.parts,
  };
}
