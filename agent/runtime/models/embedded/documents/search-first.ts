import { readSearchReply } from '../../../knowledge-bases/search-tool.ts';
import type { Json } from '../../model.ts';
import { isQuestion } from '../conversation/changes.ts';
import type { ConversationState, Decision, Plan } from '../conversation/plan.ts';
import type { Request } from '../requests/request.ts';
import { withMade } from '../requests/talked-about.ts';
import type { Understanding } from '../understand.ts';
import { isSupported } from './choose-passages.ts';
import { queryInTalk } from './document-query.ts';
import { questionWords } from './question-words.ts';

/** Longer messages bring facts of a deal. */
const LONGEST = 45;

/**
 * What may be a question for the documents as well as what it was taken for is looked up first: what it was taken for
 * stands in `unlessFound`, and holds where the documents do not speak of it.
 */
export function searchFirst(
  before: ConversationState,
  understood: () => Understanding,
  decision: Decision,
): Decision {
  if (decision.unlessFound !== undefined || !mayBeDoubtful(decision.plan)) return decision;
  const read = understood();
  if (read.tokens.length > LONGEST || !isDoubtful(before, read, decision.plan)) return decision;
  // Common words only ask nothing that documents could tell apart.
  if (questionWords(read.source).every(({ weight }) => weight < 1)) return decision;
  const request: Request = {
    kind: 'document',
    given: { searchQuery: queryInTalk(read, before.requests) },
    aspect: null,
    withFunding: false,
    notes: [],
  };
  // What was asked is also done with the opportunity, once there is one.
  const { waiting } = decision.state.requests;
  return {
    plan: { kind: 'requests', requests: [request], about: {}, wishes: [] },
    state: {
      ...before,
      requests: { ...withMade(before.requests, [request], before.analysisId), waiting },
    },
    unlessFound: decision,
  };
}

/** Told by the plan alone, so that a message is not read again in vain. */
function mayBeDoubtful({ kind }: Plan): boolean {
  return ['decline', 'say', 'ask', 'insight', 'insight-trouble'].includes(kind);
}

/** Whether nothing of an opportunity, and no question that something else surely answers, was read. */
function isDoubtful(before: ConversationState, read: Understanding, plan: Plan): boolean {
  const isNew = before.known.length === 0 && Object.keys(before.draft.values).length === 0;
  const isFirst = isNew && before.insight === null;
  switch (plan.kind) {
    case 'decline':
      // At hand, what is no question is meant for the opportunity.
      return plan.isUnread === true && (isNew || asks(read));
    case 'say':
      return plan.what === 'needs-opportunity'
        ? isNew && isVague(read) && !POINTS.test(read.source) && !ORDERS.test(read.source)
        : SMALL_TALK.has(plan.what) && saysMuch(read);
    case 'insight':
      return (
        isFirst &&
        ((asks(read) && plan.notes.some((note) => note.startsWith('I did not use'))) ||
          COMPARES.test(read.source))
      );
    case 'insight-trouble':
      return isFirst && asks(read);
    case 'ask':
      return isNew && (asks(read) || isFragment(read)) && isVague(read);
    default:
      return false;
  }
}

/** Words that point to a deal nobody has told of yet. */
const POINTS =
  /\b(?:for|to|on|about|with|of) (?:this|that|it|these|those|them)\b|\b(?:this|that) (?:deal|one|opp\w*|customer|project|client|account)\b/i;

/** `need numbers for …` is about a deal that is yet to be told. */
const ORDERS =
  /^\W*(?:(?:hi|hey|pls|please|i|we)\W+)*(?:need|want|give|get|send|show|run|make|do)\b.{0,30}\b(?:numbers?|figures?|estimates?|predictions?|forecasts?|quote|ranges?|analysis)\b/i;

const SMALL_TALK: ReadonlySet<string> = new Set(['thanks', 'help', 'greeting', 'goodbye', 'unclear']);

/** Whether there is more in it than courtesy. */
function saysMuch(read: Understanding): boolean {
  return weightOf(read) >= MUCH;
}

function weightOf({ source }: Understanding): number {
  return questionWords(source).reduce((sum, { weight }) => sum + weight, 0);
}

const MUCH = 2.5;

const ASKING =
  /^(?:what|wat|whats|which|why|when|where|who|how|hows|can|could|may|must|should|shall|do|does|did|is|are|will|would|explain|whether|or|good|tips?|options?|idea|vs|versus|limits?|cap|minimum|maximum|deadline|steps?|rules?|not|cant|cannot|dont|doesnt|too|amount|duration|pric(?:e|es|ing)|cost|costs|bill|risks?|criteria|requirements?|eligibility|difference|diff|meaning|checklist|timeline)$/;

/** Said as a question, or with a word in it that asks. */
function asks(read: Understanding): boolean {
  return isQuestion(read) || read.tokens.some(({ fold }) => ASKING.test(fold) || fold === '?');
}

/** A few words that count nothing and say nothing of a wish: `mobilize timeline`. */
function isFragment({ tokens, statesWish }: Understanding): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word').length;
  return words <= MOST_OF_FRAGMENT && !statesWish && tokens.every(({ kind }) => kind !== 'number');
}

const MOST_OF_FRAGMENT = 4;

/** `Athena vs Redshift` asks which, where no figure of projects is asked for. */
const COMPARES =
  /^(?!.*\b(?:arr|mrr|revenue|deals?|projects?|average|avg|count|how many|wins?|customers?)\b).{1,60}\b(?:vs\.?|versus)\s/i;

/** Whether no fact of a deal is firm: a place, a date or a label, or a customer with a name that is written as one. */
function isVague({ facts }: Understanding): boolean {
  return !facts.some(
    ({ field, by, value }) =>
      by === 'label' ||
      field === 'country' ||
      field === 'region' ||
      (field === 'customerName' && /\p{Lu}\p{Ll}/u.test(String(value))),
  );
}

/** Whether a search's reply answers what was looked up in doubt. */
export function isAnswered(json: Json, query: string): boolean {
  const found = readSearchReply(json);
  return found !== undefined && isSupported(query, found.passages);
}
