import type { ConversationState, Decision, Plan } from '../conversation/plan.ts';
import { returnTo } from '../conversation/return-to.ts';
import { documentReader } from '../documents/read-document.ts';
import { programQuery, sourceQuery } from '../documents/source-query.ts';
import { readIntents } from '../intents/intents.ts';
import type { Understanding } from '../understand.ts';
import { askOfWhichFor } from '../working-set/decide-session.ts';
import { type Deciding, describedAndAsked, isDescription } from './described-and-asked.ts';
import { placeFor, sharedCost } from './place-for.ts';
import { readChange, sameForAnother } from './read-change.ts';
import { type RequestsAsked, readRequestsAsked } from './read-requests.ts';
import { type Request, type RequestReader, SURE_CUE } from './request.ts';
import { type RequestSubject, subjectOf } from './subject.ts';
import { withMade } from './talked-about.ts';

/**
 * What a message asks for beside an analysis: money, a return, what comes next, a plan, a document. Null when it asks
 * for none of it. A message that also describes an opportunity is analysed first.
 */
export function decideRequests(
  state: ConversationState,
  understanding: Understanding,
  deciding: Deciding,
): Decision | null {
  if (understanding.deals.length > 0 || (state.deals ?? []).length > 0) return null;
  if (isDescription(state, understanding)) return describedAndAsked(state, understanding, deciding);
  const placed = (reader: RequestReader, of: string | null) => placeFor(state, deciding.today, reader, of);
  const asked = readRequestsAsked(understanding);
  const isWhole = asked === null || !addsFunding(state, asked, understanding);
  if (asked !== null && isWhole) return request(state, understanding, asked, deciding.today);
  const change = readChange(state, understanding, placed);
  return change === null ? null : done(state, [change.request], change.subject, [], change.parts);
}

/** `and with the MAP money?` after a return adds to it, and asks for no funding. */
function addsFunding(
  { requests }: ConversationState,
  { asked }: RequestsAsked,
  { tokens }: Understanding,
): boolean {
  const [only] = asked;
  const first = tokens.filter(({ kind }) => kind === 'word').map(({ fold }) => fold);
  return (
    requests.isLatest &&
    requests.made[0]?.request.kind === 'return' &&
    asked.length === 1 &&
    only?.reader.kind === 'funding' &&
    first.slice(0, 4).some((fold) => ADDS.has(fold))
  );
}

const ADDS: ReadonlySet<string> = new Set(
  'with without including include after using minus add count plus less net if'.split(' '),
);

function request(
  before: ConversationState,
  understanding: Understanding,
  { asked, wishes }: RequestsAsked,
  today: string,
): Decision | null {
  const subject = subjectOf(before, understanding);
  const state = subject.kind === 'other' ? returnTo(before, subject.opportunity) : before;
  const of = idOf(state, subject);
  const readings = asked.map(({ reader, aspect }) => {
    const place = placeFor(state, today, reader, of);
    const reading = reader.read(understanding, place);
    const persists = reader.kind === 'funding' || reader.kind === 'return';
    const kept = persists ? (place.before?.given ?? {}) : {};
    const given = reader.change({ ...sharedCost(state, reader, of), ...kept }, reading);
    const withFunding =
      reading.withFunding ||
      (persists &&
        place.before?.withFunding === true &&
        reading.dropped.length === 0 &&
        given.fundingUsd === undefined);
    return {
      made: { kind: reader.kind, given, aspect, withFunding, notes: reading.notes } satisfies Request,
      reading,
    };
  });
  const requests = readings.flatMap(({ made }) =>
    made.kind === 'document' ? (toldOf(state, made) ?? []) : [made],
  );
  if (requests.length === 0 && state.analysisId !== null)
    return {
      plan: {
        kind: 'sections',
        analysisId: state.analysisId,
        wishes: [{ section: 'evidence', aspect: 'rows' }],
      },
      state,
    };
  if (requests.length === 0 || isOfMethod(state, understanding, requests)) return null;
  const parts = readings.flatMap(({ reading }) => reading.parts);
  const general =
    documentReader.opens(understanding) !== null || requests.every(({ aspect }) => aspect === 'stack')
      ? documentReader.read(understanding, placeFor(state, today, documentReader, of)).given
      : null;
  return done(state, requests, subject, wishes, parts, general);
}

/** Where something is written is looked for by what was said before; null where only the analysis can tell. */
function toldOf(state: ConversationState, made: Request): Request | null {
  if (made.aspect !== 'source') return made;
  const searchQuery = sourceQuery(state);
  return searchQuery === null ? null : { ...made, given: { searchQuery } };
}

/** `how do you compute the range?` of an opportunity that was analysed is told by its own method. */
function isOfMethod(
  { analysisId }: ConversationState,
  { tokens }: Understanding,
  requests: readonly Request[],
): boolean {
  const [top] = readIntents(tokens);
  return (
    analysisId !== null &&
    requests.every(({ kind }) => kind === 'document') &&
    top !== undefined &&
    OF_ANALYSIS.has(top.id) &&
    top.score >= SURE_CUE &&
    !requests.some(({ aspect }) => aspect === 'source')
  );
}

const OF_ANALYSIS: ReadonlySet<string> = new Set([
  'methodology',
  'why',
  'sure',
  'evidence',
  'narrowing',
  'sensitivity',
]);

/** The plan, or the question what is missing for it. */
function done(
  before: ConversationState,
  requests: readonly Request[],
  subject: RequestSubject,
  wishes: Extract<Plan, { kind: 'requests' }>['wishes'],
  parts: Decision['parts'],
  general: Request['given'] | null = null,
): Decision {
  const state = subject.kind === 'other' ? returnTo(before, subject.opportunity) : before;
  const of = idOf(state, subject);
  const plan: Plan = {
    kind: 'requests',
    requests,
    about:
      subject.kind === 'customer'
        ? { customerName: subject.name }
        : state.analysisId === null
          ? {}
          : { analysisId: state.analysisId },
    wishes: state.analysisId === null ? [] : wishes,
  };
  const told = { ...(parts === undefined || parts.length === 0 ? {} : { parts }) };
  if (needsOpportunity(requests, plan)) {
    const inGeneral =
      state.known.length === 0 && subject.kind === 'current' ? generalOf(requests, general) : null;
    if (inGeneral !== null)
      return {
        plan: { ...plan, requests: inGeneral },
        state: { ...state, requests: withMade(state.requests, inGeneral, of) },
        ...told,
      };
    if (state.known.length > 0 && subject.kind !== 'customer' && state.analysisId === null)
      return askOfWhichFor(state, plan);
    const named = subject.kind === 'customer' ? subject.name : null;
    return {
      plan: { kind: 'say', what: 'needs-opportunity' },
      state: waiting(state, requests, named),
      ...told,
    };
  }
  return { plan, state: { ...state, asked: [], requests: withMade(state.requests, requests, of) }, ...told };
}

/** What a program asks for is told by its document, where there is no opportunity to hold it against. */
function generalOf(
  requests: readonly Request[],
  general: Request['given'] | null,
): readonly Request[] | null {
  const [only] = requests;
  if (general !== null)
    return [{ kind: 'document', given: general, aspect: null, withFunding: false, notes: [] }];
  const program = only?.given.program;
  if (only === undefined || requests.length > 1 || only.kind !== 'funding' || only.aspect === null)
    return null;
  const searchQuery = typeof program === 'string' ? programQuery(program, only.aspect) : null;
  return searchQuery === null
    ? null
    : [{ kind: 'document', given: { searchQuery }, aspect: null, withFunding: false, notes: [] }];
}

/** What is asked for waits until the opportunity is described. */
function waiting(
  state: ConversationState,
  requests: readonly Request[],
  customer: string | null,
): ConversationState {
  const draft =
    customer === null
      ? state.draft
      : { values: { customerName: { value: customer, text: customer } }, problems: [] };
  return {
    ...state,
    draft,
    analysisId: null,
    asked: (['customerName', 'description', 'country', 'targetCloseDate'] as const).filter(
      (field) => !(field in draft.values) && !(field === 'country' && 'region' in draft.values),
    ),
    requests: { ...state.requests, waiting: requests, isLatest: false },
  };
}

function needsOpportunity(
  requests: readonly Request[],
  { about }: Extract<Plan, { kind: 'requests' }>,
): boolean {
  return requests.some(({ kind, given }) => {
    if (about.analysisId !== undefined || kind === 'document') return false;
    if (kind === 'funding') return true;
    if (kind === 'return') return Object.keys(given).length === 0;
    return about.customerName === undefined;
  });
}

function idOf({ analysisId }: ConversationState, subject: RequestSubject): string | null {
  return subject.kind === 'customer' ? subject.name : analysisId;
}

/** `and for Globex?` after a request: before it is taken for a switch. */
export function decideSame(state: ConversationState, understanding: Understanding): Decision | null {
  const same = sameForAnother(state, understanding);
  return same === null ? null : done(state, [same.request], same.subject, [], same.parts);
}
