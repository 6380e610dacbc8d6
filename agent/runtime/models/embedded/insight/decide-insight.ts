import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import type { ScoredIntent } from '../intents/intents.ts';
import type { Understanding } from '../understand.ts';
import { changeInsight } from './change.ts';
import { asFollowUp } from './follow-up.ts';
import { portfolioTurn } from './is-portfolio.ts';
import { readInsight } from './read-insight.ts';
import type { InsightPart, InsightReading } from './reading.ts';
import { type Specified, specify } from './specify.ts';
import type { Display } from './term.ts';

/** The last question about the portfolio, and whether it was what was talked about last. */
export interface LastInsight {
  readonly specification: InsightSpecification;
  readonly isLatest: boolean;
}

/** Why a question cannot be answered as it was asked. */
export type InsightTrouble =
  | {
      readonly kind: 'absent';
      readonly columns: readonly { readonly concept: string | null; readonly text: string }[];
    }
  | { readonly kind: 'future'; readonly text: string }
  | { readonly kind: 'impossible' };

/** What is to be done about a message about the portfolio. */
export type InsightPlan =
  | {
      readonly kind: 'insight';
      readonly specification: InsightSpecification;
      readonly display: Display | null;
      /** Of a share: the value that was asked about. */
      readonly focus: InsightReading['focus'];
      /** How the words were read where they leave a choice, and what was not used. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'insight-trouble'; readonly trouble: InsightTrouble };

export interface InsightDecision {
  readonly plan: InsightPlan;
  readonly insight: LastInsight | null;
  readonly parts: readonly InsightPart[];
}

/** What a message asks about the portfolio; null when it is about something else. */
export function decideInsight(
  last: LastInsight | null,
  understanding: Understanding,
  intents: readonly ScoredIntent[],
  at: {
    readonly today: string;
    readonly hasOpportunity: boolean;
    /** The words also read as an opportunity that is described. */
    readonly statesOpportunity: boolean;
  },
): InsightDecision | null {
  const { source, tokens } = understanding;
  if (intents.some(({ id, score }) => isGuarded(id, understanding) && score >= 4)) return null;
  if (tokens.some(({ fold }) => OF_SESSION.test(fold))) return null;
  const read = readInsight(source, tokens, at.today);
  const reading = last?.isLatest === true ? asFollowUp(source, read, last.specification) : read;
  if (intents.some(({ id, score }) => UNBUILT.has(id) && score >= 4) && !isFigured(reading)) return null;
  // In another language a part of a question would be answered as if it were the whole.
  if (understanding.problems.some(({ code }) => code === 'other-language') && reading.unread.length > 0)
    return null;
  const talk = {
    hasInsight: last !== null,
    insightIsLatest: last?.isLatest === true,
    hasOpportunity: at.hasOpportunity,
    statesOpportunity: at.statesOpportunity,
    today: at.today,
  };
  const explains = last?.isLatest === true ? explained(intents, reading) : null;
  if (last !== null && explains !== null) {
    return decided(
      last,
      { specification: last.specification, notes: [] },
      { ...reading, display: explains, focus: null, unread: [], absent: [] },
      at.today,
    );
  }
  const turn = portfolioTurn(reading, understanding, talk);
  if (turn === null) return null;
  const specified =
    turn === 'new' || last === null
      ? specify(reading, at.today)
      : changeInsight(last.specification, reading, at.today);
  return decided(last, specified, reading, at.today);
}

/** Whether a question counts something, though a name in it could also be looked up. */
export function countsSomething({ source, tokens }: Understanding, today: string): boolean {
  const { measures, rank, dimensions, share } = readInsight(source, tokens, today);
  return measures.length > 0 || share || rank !== null || dimensions.some((each) => each !== 'customerName');
}

/** What is listed in the conversation is no portfolio. */
const OF_SESSION = /^(?:sessions?|conversations?|chats?)$/;
const UNBUILT: ReadonlySet<ScoredIntent['id']> = new Set(['funding', 'followOn']);

function isFigured({ compares, measures, terms, rank }: InsightReading): boolean {
  return (
    compares !== null || measures.length > 0 || rank !== null || terms.some(({ kind }) => kind === 'group')
  );
}

/** Requests that are refused, whatever else they ask; `deals of last quarter` are nobody else's. */
function isGuarded(id: ScoredIntent['id'], { tokens }: Understanding): boolean {
  return id === 'prompt' || (id === 'others' && tokens.some(({ fold }) => SOMEBODY_ELSE.test(fold)));
}

const SOMEBODY_ELSE =
  /^(?:colleagues?|others?|another|someone|everyone|everybody|competitors?|boss|his|her|hers|passwords?|salar(?:y|ies)|credentials?|secret|key|keys|reps?|sellers?)$/;
const EXPLAINING: ReadonlySet<ScoredIntent['id']> = new Set(['why', 'evidence', 'methodology', 'sure']);
const LONGEST_EXPLAINING = 12;
/** A weak cue counts in so few words. */
const SHORT = 4;

/** `why`, `where do the numbers come from`, `how sure is that`, said of the last answer. */
function explained(intents: readonly ScoredIntent[], reading: InsightReading): Display | null {
  const top = intents[0];
  if (top?.id === 'sql' && reading.tokens.length <= LONGEST_EXPLAINING && reading.measures.length === 0)
    return 'sql';
  const bare =
    reading.filters.length === 0 && reading.dimensions.length === 0 && reading.measures.length === 0;
  return top !== undefined &&
    EXPLAINING.has(top.id) &&
    (top.score >= 3 || reading.tokens.length <= SHORT) &&
    bare &&
    reading.tokens.length <= LONGEST_EXPLAINING
    ? 'explain'
    : null;
}

function decided(
  last: LastInsight | null,
  { specification, notes }: Specified,
  reading: InsightReading,
  today: string,
): InsightDecision {
  const insight = { specification, isLatest: true };
  const trouble = troubleOf(specification, reading, today);
  if (trouble !== null) {
    // Without the column that is missing it can be gone on from; a period without deals is as if not asked.
    const kept = trouble.kind === 'absent' ? insight : last === null ? null : { ...last, isLatest: true };
    return { plan: { kind: 'insight-trouble', trouble }, insight: kept, parts: reading.parts };
  }
  return {
    plan: {
      kind: 'insight',
      specification,
      display: reading.display,
      focus: reading.focus,
      notes: [...new Set([...notes, ...leftOut(reading)])],
    },
    insight,
    parts: reading.parts,
  };
}

function troubleOf(
  { period }: InsightSpecification,
  { absent, parts, timing }: InsightReading,
  today: string,
): InsightTrouble | null {
  if (absent.length > 0) return { kind: 'absent', columns: absent };
  if (timing.impossible) return { kind: 'impossible' };
  if (period !== undefined && period.from > today) {
    const said = parts.find(({ field }) => field === 'period');
    return { kind: 'future', text: said?.text ?? 'that period' };
  }
  return null;
}

function leftOut({ unread, otherCurrency }: InsightReading): readonly string[] {
  return [
    ...(otherCurrency ? ['amounts are in US dollars only; the one in another currency is left out'] : []),
    ...(unread.length === 0 ? [] : [`I did not use ${unread.map((words) => `“${words}”`).join(', ')}`]),
  ];
}
