import { sameName } from '#action-groups/kernel/short-names.ts';
import { parseWorkingSet, WORKING_SET_ATTRIBUTE } from '#action-groups/kernel/working-set.ts';
import { searchedKnowledgeBase } from '../../../knowledge-bases/search-tool.ts';
import { ASK_USER_TOOL, type Json, type ModelMessage, type ModelRequest, type ToolUse } from '../../model.ts';
import { describedIn } from '../documents/described.ts';
import { isAnswered } from '../documents/search-first.ts';
import { insightBefore } from '../insight/recall-insight.ts';
import { READERS } from '../requests/readers.ts';
import type { Given } from '../requests/request.ts';
import { requestOf, withMade } from '../requests/talked-about.ts';
import { decideOnce } from './decide-once.ts';
import { draftOf, missingFields, type NeededField, withFacts } from './draft.ts';
import { type ConversationState, type Decision, EMPTY_STATE } from './plan.ts';
import { type Analysed, returnTo } from './return-to.ts';
import { waitingDeals } from './waiting-deals.ts';

/** A tool call of this turn with its reply. */
export interface ToolReply {
  readonly use: ToolUse;
  readonly reply: Readonly<Record<string, Json>>;
}

export interface Turn {
  /** What the seller said. */
  readonly text: string;
  /** The opportunities of the session as they are now, after what tools of this turn have done. */
  readonly known: readonly Analysed[];
  readonly decision: Decision;
  /** What the tools called in this turn have replied, in order. */
  readonly replies: readonly ToolReply[];
  /** True when a request was declined earlier in the conversation. */
  readonly declinedBefore: boolean;
}

/** The turn at hand, with all that the messages before it amount to. */
export function readTurn(request: ModelRequest, today: string): Turn {
  const { messages } = request;
  const current = messages.findLastIndex((message) => sellerText(message) !== null);
  const replies = repliesAfter(messages, Math.max(current, 0));
  const state = stateBefore(request, Math.max(current, 0), today);
  const message = messages[current];
  const text = message === undefined ? '' : (sellerText(message) ?? '');
  const canSearch = request.tools.some(({ name }) => searchedKnowledgeBase(name) !== undefined);
  const settled = settle(decideOnce(state, text, today), replies, canSearch);
  return {
    text,
    known: remembered(request).known ?? state.known,
    ...settled,
    declinedBefore: messages
      .slice(0, Math.max(current, 0))
      .some(({ content }) =>
        content.some((block) => 'toolUse' in block && operationOf(block.toolUse.name) === 'declineRequest'),
      ),
  };
}

/** What was looked up in doubt, once it is known whether the documents answer it; an idle search counts as none. */
function settle(
  decision: Decision,
  replies: readonly ToolReply[],
  canSearch: boolean,
): Pick<Turn, 'decision' | 'replies'> {
  const { unlessFound } = decision;
  if (unlessFound === undefined) return { decision, replies };
  if (!canSearch) return { decision: unlessFound, replies };
  const [search, ...rest] = replies;
  if (search === undefined || isAnswered(search.reply, String(search.use.input.searchQuery ?? '')))
    return { decision, replies };
  return { decision: unlessFound, replies: rest };
}

/** Folds over what was said since the last analysis; what came before is in its input. */
function stateBefore(request: ModelRequest, current: number, today: string): ConversationState {
  const { messages } = request;
  const said = analysesIn(messages, current);
  const kept = withoutNew(
    remembered(request),
    said.map(({ analysed }) => analysed),
    messages,
    current,
  );
  const last = said[0];
  // The working set has names and what was forgotten; without one the messages are all there is.
  const known = kept.known ?? said.map(({ analysed }) => analysed).filter(isLatest);
  const analysed = last === undefined ? kept.current : last.analysed;
  let state: ConversationState = { ...EMPTY_STATE, known, insight: insightBefore(request, last?.next ?? 0) };
  if (kept.callsOfNone !== undefined) state = { ...state, callsOfNone: kept.callsOfNone };
  if (analysed !== undefined) state = returnTo(state, analysed);
  const waiting = waitingDeals(
    messages.slice(0, last?.next ?? 0).flatMap((message) => sellerText(message) ?? []),
    said.map(({ analysed: { draft } }) => String(draft.values.customerName?.value ?? '')),
    today,
  );
  if (waiting.length > 0) state = { ...state, waiting };
  const start = last?.next ?? 0;
  const firstSaid = messages.findIndex((message, index) => index >= start && sellerText(message) !== null);
  for (let index = start; index < current; index += 1) {
    const message = messages[index];
    const text = message === undefined ? null : sellerText(message);
    if (text !== null) state = decidedBefore(state, messages, index, text, today);
    if (message !== undefined)
      state = withDescribed(withWhatIf(withRejection(state, message), message), message);
    if (message !== undefined && index < (firstSaid < 0 ? current : firstSaid))
      state = withCalled(state, usesOf(message));
  }
  return isGone(state, kept, messages, current)
    ? kept.current === undefined
      ? { ...EMPTY_STATE, known, insight: state.insight, ...lookupOf(state) }
      : returnTo({ ...state, known }, kept.current)
    : state;
}

/** Who was looked up stays, whatever opportunity is forgotten. */
function lookupOf({ isLookingUp, lookedUp }: ConversationState): Partial<ConversationState> {
  return { ...(isLookingUp && { isLookingUp }), ...(lookedUp !== undefined && { lookedUp }) };
}

/**
 * The working set without what this turn itself has added: the message that described it was read before it
 * was there. One that the messages know from before stays.
 */
function withoutNew(
  kept: ReturnType<typeof remembered>,
  said: readonly Analysed[],
  messages: readonly ModelMessage[],
  current: number,
): ReturnType<typeof remembered> {
  const made = repliesAfter(messages, current)
    .filter(({ use }) => operationOf(use.name) === 'analyzeOpportunity')
    .map(({ reply }) => asObject(reply.result).analysisId);
  const isNew = ({ analysisId, name }: Analysed) =>
    made.includes(analysisId) && !said.some((each) => each.name === name);
  return {
    ...kept,
    known: kept.known?.filter((each) => !isNew(each)),
    current: kept.current !== undefined && isNew(kept.current) ? undefined : kept.current,
  };
}

/** Whether the opportunity at hand was forgotten; in a turn that analyses, the set is ahead of the messages. */
function isGone(
  { analysisId }: ConversationState,
  { known }: ReturnType<typeof remembered>,
  messages: readonly ModelMessage[],
  current: number,
): boolean {
  if (known === undefined || analysisId === null || known.some((each) => each.analysisId === analysisId))
    return false;
  return !repliesAfter(messages, current).some(({ use }) => operationOf(use.name) === 'analyzeOpportunity');
}

/** Where an earlier message led; what was done to the working set is in it, and is not decided again. */
function decidedBefore(
  state: ConversationState,
  messages: readonly ModelMessage[],
  index: number,
  text: string,
  today: string,
): ConversationState {
  const uses = usesAfter(messages, index);
  const finds = uses.filter(({ name }) => operationOf(name) === 'findOpportunity').map(({ input }) => input);
  if (finds.some(({ forget, renameTo }) => forget === true || renameTo !== undefined)) return state;
  const target = finds.find(({ makeCurrent }) => makeCurrent === true)?.name;
  // It may have another name by now; what was looked into together with it has not.
  const chosen =
    target === undefined
      ? undefined
      : state.known.find(
          ({ name, analysisId }) =>
            sameName(name, String(target)) || uses.some(({ input }) => input.analysisId === analysisId),
        );
  if (chosen !== undefined) return withCalled(returnTo(state, chosen), uses);
  // It was turned to, and has been forgotten since: nothing is talked about.
  if (target !== undefined) return { ...EMPTY_STATE, known: state.known, insight: state.insight };
  const replies = repliesAfter(messages.slice(0, index + 3), index);
  const { plan, state: next } = settle(decideOnce(state, text, today), replies, uses.length > 0).decision;
  // Of what came before it only the calls may be left: they tell what was asked.
  return plan.kind === 'requests' || plan.kind === 'analyze' ? next : withCalled(next, uses);
}

/** The calls that answered a message. */
function usesAfter(messages: readonly ModelMessage[], index: number): readonly ToolUse[] {
  const next = messages.findIndex((message, at) => at > index && sellerText(message) !== null);
  return messages.slice(index + 1, next < 0 ? messages.length : next).flatMap(usesOf);
}

function usesOf({ content }: ModelMessage): readonly ToolUse[] {
  return content.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []));
}

/** The first of each name is the latest. */
function isLatest({ name }: Analysed, index: number, all: readonly Analysed[]): boolean {
  return all.findIndex((other) => other.name === name) === index;
}

/** The analysis of what was supposed, once there is one. */
function withWhatIf(state: ConversationState, { content }: ModelMessage): ConversationState {
  const { supposed } = state.talk;
  if (supposed === null) return state;
  for (const block of content) {
    if (!('toolResult' in block)) continue;
    const result = asObject(asObject(block.toolResult.json).result);
    if (asObject(result.whatIf).whatIfOf === supposed.of && typeof result.analysisId === 'string')
      return { ...state, talk: { ...state.talk, supposed: { ...supposed, analysisId: result.analysisId } } };
  }
  return state;
}

/** Every analysis that the messages hold, but for what-ifs, latest first, each with the message after it. */
function analysesIn(
  messages: readonly ModelMessage[],
  before: number,
): readonly { readonly analysed: Analysed; readonly next: number }[] {
  const uses = new Map<string, ToolUse>();
  const found: { analysed: Analysed; next: number }[] = [];
  for (const [index, { content }] of messages.slice(0, before).entries()) {
    for (const block of content) {
      if ('toolUse' in block) uses.set(block.toolUse.toolUseId, block.toolUse);
      if (!('toolResult' in block)) continue;
      const use = uses.get(block.toolResult.toolUseId);
      const analysisId = asObject(asObject(block.toolResult.json).result).analysisId;
      if (
        use === undefined ||
        operationOf(use.name) !== 'analyzeOpportunity' ||
        typeof analysisId !== 'string' ||
        typeof use.input.whatIfOf === 'string'
      )
        continue;
      const name = String(use.input.customerName ?? '');
      const analysed = {
        name,
        analysisId,
        draft: draftOf(use.input),
        since: found.length + 1,
        headline: null,
      };
      found.unshift({ analysed, next: index + 1 });
    }
  }
  return found;
}

/** What the session's working set names: when the messages hold no analysis any more, it still has the current one. */
function remembered(request: ModelRequest): {
  /** Undefined when the session keeps no working set. */
  readonly known: readonly Analysed[] | undefined;
  readonly current: Analysed | undefined;
  readonly callsOfNone?: ConversationState['callsOfNone'];
} {
  const text = request.promptSessionAttributes[WORKING_SET_ATTRIBUTE];
  if (text === undefined) return { known: undefined, current: undefined };
  const set = parseWorkingSet(text);
  const known = set.opportunities.map(({ name, analysisId, opportunity, since, headline, lastCalls }) => ({
    name,
    analysisId,
    draft: draftOf(opportunity),
    since,
    headline,
    ...(lastCalls === undefined ? {} : { lastCalls }),
  }));
  return { known, current: known.find(({ name }) => name === set.current), callsOfNone: set.lastCalls };
}

/** What an answer was about that documents describe. */
function withDescribed(state: ConversationState, { content }: ModelMessage): ConversationState {
  const described = content.flatMap((block) =>
    'toolResult' in block ? describedIn(asObject(asObject(block.toolResult.json).result)) : [],
  );
  return described.length === 0 ? state : { ...state, requests: { ...state.requests, described } };
}

/** The requests that calls tell of, where the message that asked for them is not read as one any more. */
function withCalled(state: ConversationState, uses: readonly ToolUse[]): ConversationState {
  let next = state;
  for (const { name, input } of uses) {
    const reader = READERS.find(({ operation }) => operation === operationOf(name));
    if (reader === undefined) continue;
    const about = state.known.find(({ analysisId }) => analysisId === input.analysisId);
    if (about !== undefined && about.analysisId !== next.analysisId) next = returnTo(next, about);
    const of = typeof input.customerName === 'string' ? input.customerName : next.analysisId;
    next = {
      ...next,
      requests: withMade(next.requests, [requestOf(reader.kind, input as Given)], of),
    };
  }
  return next;
}

/** Arguments an operation rejected are asked for again. */
function withRejection(state: ConversationState, message: ModelMessage): ConversationState {
  for (const block of message.content) {
    if (!('toolResult' in block)) continue;
    const reply = asObject(block.toolResult.json);
    if (reply.code !== 'invalid-arguments') continue;
    const asked = rejectedFields(reply);
    if (asked.length === 0) continue;
    const values = Object.fromEntries(
      Object.entries(state.draft.values).filter(([field]) => !asked.includes(field as NeededField)),
    );
    const draft = withFacts({ values, problems: [] }, []);
    return { ...state, draft, asked: [...new Set([...asked, ...missingFields(draft)])] };
  }
  return state;
}

/** The needed fields an `invalid-arguments` reply complains of. */
export function rejectedFields(reply: Readonly<Record<string, Json>>): readonly NeededField[] {
  const issues = Array.isArray(reply.issues) ? reply.issues : [];
  const fields = issues.map((issue) => asObject(issue as Json).field);
  return NEEDED.filter((field) => fields.includes(field));
}

const NEEDED: readonly NeededField[] = ['customerName', 'description', 'country', 'targetCloseDate'];

function repliesAfter(messages: readonly ModelMessage[], current: number): readonly ToolReply[] {
  const uses = new Map<string, ToolUse>();
  const replies: ToolReply[] = [];
  for (const message of messages.slice(current)) {
    for (const block of message.content) {
      if ('toolUse' in block) uses.set(block.toolUse.toolUseId, block.toolUse);
      if (!('toolResult' in block)) continue;
      const use = uses.get(block.toolResult.toolUseId);
      if (use !== undefined) replies.push({ use, reply: asObject(block.toolResult.json) });
    }
  }
  return replies;
}

/** What the seller said in a message: its text, or the answer that the ask-user tool brought back. */
function sellerText(message: ModelMessage): string | null {
  if (message.role !== 'user') return null;
  const texts = message.content.flatMap((block) => {
    if ('text' in block) return [block.text];
    if (!('toolResult' in block)) return [];
    const { json } = block.toolResult;
    if (typeof json === 'string') return [json];
    const reply = asObject(json);
    const answer = reply.answer ?? reply.text ?? reply.userInput;
    return typeof answer === 'string' && reply.code === undefined ? [answer] : [];
  });
  return texts.length === 0 ? null : texts.join('\n');
}

/** The operation's id of a tool's name, or the name itself. */
export function operationOf(toolName: string): string {
  return toolName === ASK_USER_TOOL ? toolName : (toolName.split('__').at(-1) ?? toolName);
}

export function asObject(json: Json | undefined): Readonly<Record<string, Json>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Readonly<Record<string, Json>>)
    : {};
}
