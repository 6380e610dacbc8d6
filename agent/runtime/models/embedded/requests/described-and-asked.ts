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
  // `today they pay 41k` is no date of the deal.
  const isDated = facts.some(
    ({ field, text }) => field === 'targetCloseDate' && !/^(?:today|now|currently)$/i.test(text),
  );
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
  for (const sentence of sentencesOf(tokens)) {
    const whole = part(sentence);
    // `Acme wants SAP on AWS, closing in June, is there money for it?`
    const head = asks(whole) ? null : askingHead(tokens, sentence, part);
    const runs = asks(whole)
      ? [{ ...sentence, asks: true }]
      : head === null
        ? runsOf(clausesOf(tokens, sentence), part)
        : [head, ...runsOf(clausesOf(tokens, { from: head.to, to: sentence.to }), part)];
    if (runs.some((run) => run.asks))
      for (const run of runs)
        run.asks ? asking.push(part(run)) : kept.push(part(run).source.replace(/[\s:,;–—-]+$/, ''));
    else kept.push(whole.source);
  }
  if (asking.length === 0 || kept.length === 0) return null;
  const decision = rest(state, kept.join('\n'));
  if (decision.plan.kind !== 'analyze' && decision.plan.kind !== 'ask') return null;
  const requests = asking.flatMap((read) => {
    const found = readRequestsAsked(read);
    return (found?.asked ?? []).map(({ reader, aspect }) => {
      const reading = reader.read(read, { today, dateOrder: 'day-first', before: null });
      const given = reader.change(reader.told?.(tokens) ?? {}, reading);
      return { kind: reader.kind, given, aspect, withFunding: reading.withFunding, notes: reading.notes };
    });
  });
  return {
    ...decision,
    state: { ...decision.state, requests: { ...decision.state.requests, waiting: requests } },
  };
}

/** What is asked for before the deal that it is asked for begins: `who helps to pay for a VMware exit of Acme in Italy`. */
function askingHead(
  tokens: Understanding['tokens'],
  { from, to }: TokenRange,
  part: (range: TokenRange) => Understanding,
): Run | null {
  for (let at = from + 2; at <= Math.min(from + LONGEST_HEAD, to - 2); at += 1) {
    if (!LEADS_TO_DEAL.has(tokens[at - 1]?.fold ?? '')) continue;
    if (asks(part({ from, to: at })) && describesDeal(part({ from: at, to })))
      return { from, to: at, asks: true };
  }
  return null;
}

/** In tokens. */
const LONGEST_HEAD = 12;
/** Between what is asked and what it is asked for. */
const LEADS_TO_DEAL: ReadonlySet<string> = new Set(['for', 'on', 'with', 'of', 'at', 'if', 'when', 'in']);

interface Run extends TokenRange {
  readonly asks: boolean;
}

/** Neighbouring clauses that ask, with the figures that go with what they ask, and those that describe. */
function runsOf(clauses: readonly TokenRange[], part: (range: TokenRange) => Understanding): readonly Run[] {
  const runs: Run[] = [];
  for (const clause of clauses) {
    const read = part(clause);
    const last = runs.at(-1);
    const isAsking = asks(read) || (last?.asks === true && goesWith(part(last), read));
    if (last?.asks === isAsking) runs[runs.length - 1] = { from: last.from, to: clause.to, asks: isAsking };
    else runs.push({ ...clause, asks: isAsking });
  }
  return runs;
}

function asks(read: Understanding): boolean {
  const first = read.tokens.find(({ kind }) => kind === 'word')?.fold ?? '';
  return (
    (isQuestion(read) || ASKING.has(first)) &&
    readRequestsAsked(read) !== null &&
    !describesDeal(read) &&
    !LABELLED.test(read.source)
  );
}

/** `…, and they pay 60k a month today`: what the request before it takes. */
function goesWith(before: Understanding, read: Understanding): boolean {
  if (read.tokens.some(({ fold }) => OF_DEAL.test(fold))) return false;
  const place = { today: '2000-01-01', dateOrder: 'day-first', before: null } as const;
  return (readRequestsAsked(before)?.asked ?? []).some(
    ({ reader }) => reader.kind !== 'document' && Object.keys(reader.read(read, place).given).length > 0,
  );
}

const OF_DEAL = /^(?:clos(?:e|es|ing)|sign|signs|signing|signature)$/;

/** Words with which an order for something begins, or that name what is asked for. */
const ASKING: ReadonlySet<string> = new Set(
  `build make give draft create show plan find get calculate compute work run propose sketch lay prepare check please pls include put add and also then plus
  roadmap payback roi npv irr funding upsell follow cross business money credits`.split(/\s+/),
);

/** `Where: the United States` asks nothing. */
const LABELLED = /^\W*[\p{L} ]{2,30}\W?:/u;
