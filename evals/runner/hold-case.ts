import type { AgentRequest } from '#agent/client/agent-client.ts';
import { documentScope, PASSAGES_A_SEARCH } from '#knowledge-base/documents/document-scope.ts';
import type { EvalCase, EvalTurn } from '../cases/eval-case.ts';
import type { AnswerCache } from './answer-cache.ts';
import { askAgain, codeOf, isInfra } from './ask-again.ts';
import { type CaseSession, sessionsOf } from './case-sessions.ts';
import { observeTurn } from './observe-turn.ts';
import type { RunClock } from './run-clock.ts';
import type { ObservedTurn, TranscriptLine, TranscriptTurn } from './run-record.ts';
import type { Target } from './target.ts';

export interface HoldOptions {
  readonly target: Target;
  readonly runId: string;
  readonly variant: string;
  readonly clock: RunClock;
  readonly random: () => number;
  readonly attempts: number;
  readonly signal: AbortSignal;
  /** Where answers are looked up and kept; none when left out. */
  readonly cache?: AnswerCache | undefined;
  readonly onThrottled: () => void;
  /** Adds what needs more than the answer: rows of other SQL, what judges say. */
  readonly enrich: (turn: TranscriptTurn, context: EnrichContext) => Promise<TranscriptTurn>;
}

export interface EnrichContext {
  readonly item: EvalCase;
  readonly expect: EvalTurn['expect'];
  readonly earlier: readonly TranscriptTurn[];
}

/** What came of holding a case; `broken` when it could not be held to its end, for no fault of the agent. */
export interface Held {
  readonly transcript: TranscriptLine;
  readonly broken?: { readonly code: string; readonly message: string };
}

/**
 * Holds the conversation of a case once, its turns in order. A turn that breaks for a fault that the case wanted is
 * observed as broken, and the next one is asked.
 * @throws {UnknownSellerError} when nobody can ask
 * @throws the signal's reason
 */
export async function holdCase(item: EvalCase, repeat: number, options: HoldOptions): Promise<Held> {
  const place = options.target.beginConversation?.();
  if (place === undefined) return holdHere(item, repeat, options);
  const { ask, artifacts, end } = place;
  try {
    return await holdHere(item, repeat, { ...options, target: { ...options.target, ask, artifacts } });
  } finally {
    end();
  }
}

async function holdHere(item: EvalCase, repeat: number, options: HoldOptions): Promise<Held> {
  const { runId, variant, target, cache } = options;
  const sessions = sessionsOf(item, target.sellers, { runId, variant, repeat });
  const line = (turns: readonly TranscriptTurn[]): TranscriptLine => ({
    caseId: item.id,
    suite: item.suite,
    repeat,
    turns,
  });
  const cached = await cache?.find(item, sessions, repeat);
  const turns: TranscriptTurn[] = [];
  for (const [at, turn] of item.turns.entries()) {
    const session = sessions.get(turn.session);
    if (session === undefined) throw new TypeError(`${item.id}: there is no session ${turn.session}`);
    const kept = cached?.[at];
    const held =
      kept === undefined
        ? await holdTurn(turn, session, turns, item, options)
        : { ...said(turn, session), observed: kept, isCached: true as const };
    if (held.error !== undefined && turn.fault === undefined && isInfra(held.error.code))
      return { transcript: line([...turns, held]), broken: held.error };
    turns.push(await options.enrich(held, { item, expect: turn.expect, earlier: turns }));
  }
  if (cached === undefined) await cache?.keep(item, sessions, repeat, turns);
  return { transcript: line(turns) };
}

async function holdTurn(
  turn: EvalTurn,
  session: CaseSession,
  earlier: readonly TranscriptTurn[],
  item: EvalCase,
  options: HoldOptions,
): Promise<TranscriptTurn> {
  const { target, signal, clock } = options;
  const own = earlier
    .filter((each) => each.session === turn.session)
    .flatMap(({ observed }) => observed ?? []);
  const known = new Set(own.flatMap(({ artifacts }) => artifacts.map(({ id }) => id)));
  const request = requestOf(turn, session, item.today, signal);
  const ask = () =>
    observeTurn(target.ask(request, turn.fault === undefined ? {} : { fault: turn.fault }), {
      artifacts: target.artifacts,
      scope: session.scope,
      known,
      elapsedMs: clock.elapsedMs,
      signal,
    });
  try {
    // What is broken on purpose is not tried again.
    const observed = turn.fault === undefined ? await askAgain(ask, options) : await ask();
    return { ...said(turn, session), observed: withFollowUps(observed, own, item.today, target) };
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return { ...said(turn, session), error: { code: codeOf(error), message } };
  }
}

function withFollowUps(
  observed: ObservedTurn,
  earlier: readonly ObservedTurn[],
  today: string,
  { followUps }: Target,
): ObservedTurn {
  return followUps === undefined
    ? observed
    : { ...observed, followUps: followUps([...earlier, observed], today) };
}

function said(turn: EvalTurn, { sessionId, sellerId, scope }: CaseSession): TranscriptTurn {
  return {
    session: turn.session,
    sessionId,
    sellerId,
    partnerIds: scope.kind === 'organisation' ? null : scope.partnerIds,
    user: turn.user,
    ...(turn.fault === undefined ? {} : { fault: turn.fault }),
  };
}

/** The verified identity as channels send it: in the session attributes, as text. */
export function requestOf(
  { user }: Pick<EvalTurn, 'user'>,
  { sessionId, sellerId, sellerName, scope }: CaseSession,
  today: string,
  signal: AbortSignal,
): AgentRequest {
  const partnerIds = scope.kind === 'organisation' ? '*' : scope.partnerIds.join(',');
  return {
    sessionId,
    inputText: user,
    sessionAttributes: { sellerId, partnerIds, today },
    promptSessionAttributes: { today, sellerName },
    // What was written about somebody's project is no part of an eval.
    retrieval: { filter: documentScope(scope, undefined), numberOfResults: PASSAGES_A_SEARCH },
    signal,
  };
}
