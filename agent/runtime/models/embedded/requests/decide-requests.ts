import type { ConversationState, Decision, Plan } from '../conversation/plan.ts';
import { returnTo } from '../conversation/return-to.ts';
import { documentReader } from '../documents/read-document.ts';
import { programQuery, sourceQueries } from '../documents/source-query.ts';
import { readPrograms } from '../funding/program-words.ts';
import { readIntents } from '../intents/intents.ts';
import { returnReader } from '../returns/read-return.ts';
import { tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { askOfWhichFor } from '../working-set/decide-session.ts';
import { type Deciding, describedAndAsked, isDescription } from './described-and-asked.ts';
import { placeFor, sharedCost } from './place-for.ts';
import { readChange, sameForAnother } from './read-change.ts';
import { type RequestsAsked, readRequestsAsked } from './read-requests.ts';
import { latestAmounts, type Request, type RequestReader, SURE_CUE } from './request.ts';
import { nameAlone, type RequestSubject, subjectOf } from './subject.ts';
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
  const placed = (reader: RequestReader, of: string | null) => placeFor(state, deciding.today, reader, of);
  if (isDescription(state, understanding)) {
    const goesOn = mayGoOn(state, understanding) ? readChange(state, understanding, placed) : null;
    return goesOn === null
      ? describedAndAsked(state, understanding, deciding)
      : done(state, [goesOn.request], goesOn.subject, [], goesOn.parts);
  }
  const answered = customerNamed(state, understanding);
  if (answered !== null) return answered;
  const asked = readRequestsAsked(understanding);
  const isWhole = asked === null || !addsFunding(state, asked, understanding, deciding.today);
  if (asked !== null && isWhole) return request(state, understanding, asked, deciding.today);
  const change = readChange(state, understanding, placed);
  return change === null ? null : done(state, [change.request], change.subject, [], change.parts);
}

/** The bare name that answers for which customer. */
function customerNamed(state: ConversationState, understanding: Understanding): Decision | null {
  const { waiting } = state.requests;
  if (waiting.length === 0 || !waiting.every(({ kind }) => OF_CUSTOMER.has(kind))) return null;
  const name = nameAlone(understanding);
  return name === null ? null : done(state, waiting, { kind: 'customer', name }, [], []);
}

/** `turns out they have been on AWS for years` after a question about money: what looks like a name is none. */
function mayGoOn({ requests, analysisId }: ConversationState, { facts }: Understanding): boolean {
  const name = facts.find(({ field }) => field === 'customerName');
  const isPlaced = facts.some(({ field }) => field === 'country' || field === 'region');
  return requests.isLatest && analysisId !== null && !isPlaced && !/^\p{Lu}/u.test(name?.text ?? '');
}

/** `and with the MAP money?`, `AWS puts in 50k` after a return adds to it, and asks for no funding. */
function addsFunding(
  { requests }: ConversationState,
  { asked }: RequestsAsked,
  understanding: Understanding,
  today: string,
): boolean {
  const { tokens } = understanding;
  const [only] = asked;
  const first = tokens.filter(({ kind }) => kind === 'word').map(({ fold }) => fold);
  return (
    requests.isLatest &&
    requests.made[0]?.request.kind === 'return' &&
    asked.length === 1 &&
    only?.reader.kind === 'funding' &&
    (first.slice(0, 4).some((fold) => ADDS.has(fold)) ||
      returnReader.read(understanding, { today, dateOrder: 'day-first', before: null }).given.fundingUsd !==
        undefined)
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
  const subject = subjectOfRequest(before, understanding, asked);
  const state = subject.kind === 'other' ? returnTo(before, subject.opportunity) : before;
  const of = idOf(state, subject);
  const readings = asked.map(({ reader, aspect }) => {
    const place = placeFor(state, today, reader, of);
    const reading = reader.read(understanding, place);
    const persists =
      reader.kind === 'funding' ||
      reader.kind === 'return' ||
      (reader.kind === 'roadmap' && (aspect !== null || pointsToPlan(understanding)));
    const kept = persists ? (place.before?.given ?? toldOfDeal(state, reader, of)) : {};
    const given = reader.change({ ...sharedCost(state, reader, of), ...kept }, reading);
    const withFunding =
      reading.withFunding ||
      (persists &&
        place.before?.withFunding === true &&
        reading.dropped.length === 0 &&
        given.fundingUsd === undefined);
    return {
      made: {
        kind: reader.kind,
        given,
        aspect,
        withFunding,
        notes: reading.notes,
        ...latestAmounts(reading),
      } satisfies Request,
      reading,
    };
  });
  const requests = readings.flatMap(({ made }) => (made.kind === 'document' ? toldOf(state, made) : [made]));
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
    documentReader.opens(understanding) !== null ||
    requests.every(({ aspect }) => aspect === 'stack') ||
    asksInGeneral(understanding)
      ? documentReader.read(understanding, placeFor(state, today, documentReader, of)).given
      : null;
  return done(state, requests, subject, wishes, parts, general);
}

/** `a roadmap for it` after ideas for a customer who was not analysed is for that customer. */
function subjectOfRequest(
  state: ConversationState,
  understanding: Understanding,
  asked: RequestsAsked['asked'],
): RequestSubject {
  const subject = subjectOf(state, understanding);
  if (subject.kind !== 'current' || !asked.every(({ reader }) => OF_CUSTOMER.has(reader.kind)))
    return subject;
  const name = customerTalkedAbout(state);
  return name === null ? subject : { kind: 'customer', name };
}

const OF_CUSTOMER: ReadonlySet<string> = new Set(['follow-on', 'roadmap']);

/** The customer of the last request, where none of its opportunities was analysed; the working set knows it too. */
function customerTalkedAbout({ requests, known, analysisId, callsOfNone }: ConversationState): string | null {
  const last = requests.made[0];
  if (last !== undefined && requests.isLatest)
    return last.of !== null &&
      OF_CUSTOMER.has(last.request.kind) &&
      known.every((each) => each.analysisId !== last.of)
      ? last.of
      : null;
  if (analysisId !== null) return null;
  const name = (callsOfNone?.findFollowOnOpportunities ?? callsOfNone?.buildRoadmap)?.arguments.customerName;
  return typeof name === 'string' ? name : null;
}

/** What the description of the opportunity says of what is asked: its stage, who is new to AWS. */
function toldOfDeal({ analysisId, draft }: ConversationState, reader: RequestReader, of: string | null) {
  const description = draft.values.description?.value;
  if (of === null || of !== analysisId || description === undefined) return {};
  return reader.told?.(tokenize(String(description))) ?? {};
}

/** `and the plan 6 quarters`: the plan there is, and no new one. */
function pointsToPlan({ tokens }: Understanding): boolean {
  const at = tokens.findIndex(({ fold }) => /^(?:plan|roadmap)$/.test(fold));
  return (
    /^(?:the|that|this|my|our|same)$/.test(tokens[at - 1]?.fold ?? '') &&
    !tokens.some(({ fold }) => /^(?:build|create|draft|new|another|need)$/.test(fold))
  );
}

/** Where something is written is looked for by what was said before; nothing where only the analysis can tell. */
function toldOf(state: ConversationState, made: Request): readonly Request[] {
  if (made.aspect !== 'source') return [made];
  return sourceQueries(state).map(({ searchQuery, ...of }) => ({ ...made, ...of, given: { searchQuery } }));
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
    const isOfCustomer = requests.every(({ kind }) => OF_CUSTOMER.has(kind));
    return {
      plan: { kind: 'say', what: isOfCustomer ? 'needs-customer' : 'needs-opportunity' },
      state: waiting(state, requests, named),
      ...told,
    };
  }
  return { plan, state: { ...state, asked: [], requests: withMade(state.requests, requests, of) }, ...told };
}

/** `which funding programs exist?`, `does MDF pay for flights?`, `… in general`: of programs, and of no deal. */
function asksInGeneral({ tokens }: Understanding): boolean {
  const folds = tokens.map(({ fold }) => fold);
  const said = ` ${folds.join(' ')} `;
  if (/ (?:in general|generally|no deal yet|no deal|no opportunity yet|just for me|per phase) /.test(said))
    return true;
  const [program] = readPrograms(tokens, true);
  if (program !== undefined && program.to < tokens.length) {
    const verb = / (?:pays?|covers?|includes?|reimburses?|funds?|allows?|takes?|counts?|runs?|lasts?) /;
    const isOfRule = verb.test(` ${folds.slice(program.to, program.to + 3).join(' ')} `);
    if (isOfRule && !POINTS.test(said)) return true;
  }
  const is = (words: RegExp) => folds.some((fold) => words.test(fold));
  return (
    is(/^(?:which|what|list|all|show)$/) &&
    is(/^(?:programs?|programmes?|fundings?|incentives?|options|schemes)$/) &&
    is(/^(?:exists?|there|available|offers?|general|overview|all|list)$/) &&
    !POINTS.test(said)
  );
}

const POINTS = / (?:this|that|it|them|they|their) /;

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
export function decideSame(
  state: ConversationState,
  understanding: Understanding,
  today: string,
): Decision | null {
  const placed = (reader: RequestReader, of: string | null) => placeFor(state, today, reader, of);
  const same = sameForAnother(state, understanding, placed);
  return same === null ? null : done(state, [same.request], same.subject, [], same.parts);
}
