import { isQuestion } from '../conversation/changes.ts';
import type { ConversationState, Decision } from '../conversation/plan.ts';
import { startsOpportunity } from '../conversation/starts.ts';
import { describesDeal, LIKELY_NAME } from '../conversation/stated.ts';
import type { TokenRange } from '../facts/fact.ts';
import { isStated } from '../facts/fact.ts';
import { sliceSource, spanOf } from '../text/tokens.ts';
import { type Understanding, understand } from '../understand.ts';
import { clausesOf, sentencesOf } from './clauses.ts';
import { readRequestsAsked } from './read-requests.ts';

export interface Deciding {
  readonly today: string;
  /** Decides on another part of the message. */
  readonly rest: (state: ConversationState, text: string) => Decision;
}

/** Whether a message describes an opportunity, and is no request with a date or an amount in it. */
export function isDescription(state: ConversationState, understanding: Understanding): boolean {
  if (!(startsOpportunity(state, understanding) || describesDeal(understanding))) return false;
  const { facts, statesWish, customerScore, tokens } = understanding;
  const first = tokens.find(({ kind }) => kind === 'word')?.fold ?? '';
  const isPlaced = facts.some(({ field, by }) => field === 'country' || field === 'region' || by === 'label');
  if (ORDERS.has(first) && !isPlaced) return false;
  const isDated = facts.some(({ field }) => field === 'targetCloseDate');
  if (!(isPlaced || isDated) && readRequestsAsked(understanding) !== null) return false;
  if (facts.some(({ by }) => by === 'label') || (statesWish && customerScore >= LIKELY_NAME)) return true;
  const told = new Set(facts.filter(isStated).map(({ field }) => field));
  told.delete('customerName');
  return told.size >= 2;
}

/** An order to plan or to look something up, which has no customer's wish behind it. */
const ORDERS: ReadonlySet<string> = new Set(
  'build make give draft create show plan what which how who is are can could does do any upsell cross put propose sketch lay roadmap prepare i we'.split(
    ' ',
  ),
);

/** An opportunity with a sentence beside it that asks for more: it is analysed, and what is asked follows. */
export function describedAndAsked(
  state: ConversationState,
  understanding: Understanding,
  { today, rest }: Deciding,
): Decision | null {
  const { tokens, source } = understanding;
  const kept: string[] = [];
  const asking: Understanding[] = [];
  const part = ({ from, to }: TokenRange) => {
    const end = Math.max(tokens[to]?.end ?? source.length, spanOf(tokens, from, to).end);
    return understand(sliceSource(source, { start: tokens[from]?.start ?? 0, end }), { today });
  };
  const asks = (read: Understanding) =>
    readRequestsAsked(read) !== null &&
    isQuestion(read) &&
    !describesDeal(read) &&
    !LABELLED.test(read.source);
  for (const sentence of sentencesOf(tokens)) {
    const whole = part(sentence);
    // `Acme wants SAP on AWS, closing in June, is there money for it?`
    const parts = asks(whole) ? [whole] : clausesOf(tokens, sentence).map(part);
    if (parts.some(asks)) for (const each of parts) asks(each) ? asking.push(each) : kept.push(each.source);
    else kept.push(whole.source);
  }
  if (asking.length === 0 || kept.length === 0) return null;
  const decision = rest(state, kept.join('\n'));
  if (decision.plan.kind !== 'analyze' && decision.plan.kind !== 'ask') return null;
  const requests = asking.flatMap((read) => {
    const found = readRequestsAsked(read);
    return (found?.asked ?? []).map(({ reader, aspect }) => {
      const reading = reader.read(read, { today, dateOrder: 'day-first', before: null });
      const given = reader.change({}, reading);
      return { kind: reader.kind, given, aspect, withFunding: reading.withFunding, notes: reading.notes };
    });
  });
  return {
    ...decision,
    state: { ...decision.state, requests: { ...decision.state.requests, waiting: requests } },
  };
}

/** `Where: the United States` asks nothing. */
const LABELLED = /^\W*[\p{L} ]{2,30}\W?:/u;
