import type { EventPublisher } from '#action-groups/kernel/announce.ts';
import { TURN_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import { isDealDate } from '#action-groups/kernel/fields.ts';
import { encodeIdentity } from '#action-groups/kernel/identity.ts';
import { statusOfCode } from '#action-groups/kernel/operation-error.ts';
import { type AgentClient, AgentError, type AgentEvent } from '#agent/client/agent-client.ts';
import type { Tier } from '#agent/definition/agent-definition.ts';
import { selectTier } from '#agent/definition/select-tier.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { documentScope, PASSAGES_A_SEARCH } from '#knowledge-base/documents/document-scope.ts';
import type { DataVersions } from '#knowledge-base/projects/data-versions.ts';
import { announceFailure } from './announce-failure.ts';
import { announceExposure, announceTurn } from './announce-turn.ts';
import { expiredNotice } from './expired-notice.ts';
import { wordFailure } from './failure-wording.ts';
import { groundAnswer } from './ground-answer.ts';
import { nextQuestions } from './next-questions.ts';
import { noteBroken, noteShown } from './note-shown.ts';
import type { Seller, SellerDirectory } from './seller-directory.ts';
import { THREAD_NAME, type ThreadIds } from './thread-id.ts';
import {
  armAttributes,
  armOf,
  armText,
  currentAssignment,
  logWhere,
  type TurnArm,
  type TurnExperiments,
} from './turn-experiment.ts';
import { TurnFailure, TurnRecord } from './turn-record.ts';
import type { TurnEvent, TurnResult } from './turn-result.ts';
import { untilAborted } from './until-aborted.ts';
import type { UserSession, UserSessions } from './user-sessions.ts';

export interface TurnRequest {
  /** Verified by the channel. */
  readonly sellerId: string;
  /** `cli`, `web`, `slack`. */
  readonly channel: string;
  /** What the conversation is called in its channel; left out, a new one begins. */
  readonly thread?: string;
  readonly text: string;
  /** The seller's calendar day; the clock's day in UTC when left out. */
  readonly today?: string;
  /** A wish for one of the tiers, when the channel offers the choice. */
  readonly tier?: Tier;
  readonly signal?: AbortSignal;
}

export interface Turn {
  /** Never throws: a turn that fails ends with a result that says so. */
  run(request: TurnRequest): AsyncIterable<TurnEvent>;
}

/** What a turn came to, for metrics; each turn once, also one that was not admitted. */
export interface TurnEnd {
  readonly channel: string;
  /** Undefined when the turn ended before it was chosen. */
  readonly tier: Tier | undefined;
  /** Until the first words, in milliseconds; null where none came. */
  readonly firstWordsMs: number | null;
  readonly totalMs: number;
  readonly result: TurnResult;
}

export interface TurnOptions {
  readonly agents: Readonly<Record<Tier, AgentClient>>;
  readonly sellers: SellerDirectory;
  readonly artifacts: ArtifactStore;
  readonly threadIds: ThreadIds;
  readonly userSessions: UserSessions;
  readonly dataVersions: DataVersions;
  readonly clock: () => Date;
  /** Waits between attempts of a throttled turn, in milliseconds. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly timeoutMs?: number;
  /** Told of what turns came to; none is told when left out. */
  readonly events?: EventPublisher;
  /** Which variant of an experiment answers whom; none runs when left out. */
  readonly experiments?: TurnExperiments;
  /** Told once a turn has ended; it must not throw. */
  readonly onEnd?: (end: TurnEnd) => void;
  /** Told of every failure with its cause, for the log. */
  readonly onFailure?: (code: string, cause: unknown) => void;
}

/** How many sellers are named to somebody who is none. */
const MOST_NAMED = 20;

/** Longest message, in characters. */
export const MESSAGE_LIMIT = 20_000;

/** The one turn of every channel: identity in, the agent's events through, artifacts loaded, a result at the end. */
export function createTurn(options: TurnOptions): Turn {
  return {
    async *run(request) {
      const record = new TurnRecord();
      const deadline = new AbortController();
      const timer = setTimeout(
        () => deadline.abort(new TurnFailure('deadline-exceeded')),
        options.timeoutMs ?? TURN_TIMEOUT_MS,
      );
      const signal = AbortSignal.any([
        deadline.signal,
        ...(request.signal === undefined ? [] : [request.signal]),
      ]);
      const startMs = options.clock().getTime();
      let firstMs: number | undefined;
      let session: UserSession | undefined;
      let arm: TurnArm | undefined;
      try {
        const seller = await admit(request, options, record);
        const prepared = await prepare(request, seller, record.sessionId, { ...options, signal });
        const { ask } = prepared;
        session = prepared.session;
        arm = prepared.arm;
        await announceExposure(request, session, arm, options);
        record.shown = { ...record.shown, dataClass: session.dataClass };
        for await (const event of untilAborted(askPatiently(ask, { ...options, signal }), signal)) {
          if (event.type === 'chunk') firstMs ??= options.clock().getTime();
          yield* relay(event, seller.scope, { ...options, signal, record });
        }
        const notice = expiredNotice(record.citations);
        if (notice !== undefined) {
          const text = `\n\n${notice}`;
          record.answer += text;
          yield { type: 'chunk', text };
        }
        record.grounding = await groundAnswer(record, { ...options, request, seller, session, signal });
        record.shown = await noteShown(record, { ...options, request, session, signal });
      } catch (error) {
        const failure = toFailure(error, deadline.signal, request.signal);
        options.onFailure?.(logWhere(failure.code, arm), failure.cause ?? error);
        record.fail(failure);
        if (session !== undefined) await noteBroken(record, { ...options, request, session });
      } finally {
        clearTimeout(timer);
      }
      const result = record.result(nextQuestions(record.view(todayOf(request, options))), wordFailure);
      if (result.error !== undefined) await announceFailure(request, result, options);
      const totalMs = options.clock().getTime() - startMs;
      const firstTokenMs = firstMs === undefined ? null : firstMs - startMs;
      const tier = session?.tier;
      options.onEnd?.({ channel: request.channel, tier, firstWordsMs: firstTokenMs, totalMs, result });
      if (session !== undefined)
        await announceTurn(request, session, result, { firstTokenMs, totalMs, arm }, options);
      yield { type: 'result', result };
    },
  };
}

/** @throws {TurnFailure} when the request cannot be taken. */
async function admit(request: TurnRequest, options: TurnOptions, record: TurnRecord): Promise<Seller> {
  const { sellerId, channel, thread, text, today } = request;
  if (thread !== undefined) record.sessionId = thread;
  const seller = await options.sellers.find(sellerId);
  if (seller === undefined) {
    const known = (await options.sellers.list()).map((each) => each.sellerId);
    const named = [...known.slice(0, MOST_NAMED), ...(known.length > MOST_NAMED ? ['…'] : [])].join(', ');
    throw new TurnFailure('unknown-seller', { detail: `${sellerId.slice(0, 64)}; known: ${named}` });
  }
  if (thread === undefined) record.sessionId = options.threadIds.issue(sellerId, channel);
  else if (!THREAD_NAME.test(thread))
    throw new TurnFailure('invalid-session', { detail: thread.slice(0, 64) });
  else if (!options.threadIds.accepts(thread, sellerId, channel))
    throw new TurnFailure('unknown-session', { detail: thread });
  if (today !== undefined && !isDealDate(today))
    throw new TurnFailure('invalid-today', { detail: today.slice(0, 64) });
  if (text.replace(INVISIBLE, '') === '') throw new TurnFailure('empty-message');
  if (text.length > MESSAGE_LIMIT) {
    const detail = `${text.length.toLocaleString('en-US')} characters, at most ${MESSAGE_LIMIT.toLocaleString('en-US')}`;
    throw new TurnFailure('message-too-long', { detail });
  }
  return seller;
}

/** Blanks, and characters that show nothing. */
const INVISIBLE = /[\s\p{Cf}\p{Cc}]+/gu;

/** Waits before attempts after the first, in milliseconds; a turn that has said something is not begun again. */
const THROTTLE_PAUSES_MS = [500, 2_000] as const;

/** The question to the agent of this session's tier, to be asked as often as needed. */
async function prepare(
  request: TurnRequest,
  seller: Seller,
  threadId: string,
  options: TurnOptions & { signal: AbortSignal },
): Promise<{
  readonly ask: () => AsyncIterable<AgentEvent>;
  readonly session: UserSession;
  readonly arm: TurnArm | undefined;
}> {
  const { text, channel } = request;
  const today = todayOf(request, options);
  const sessionId = options.threadIds.sessionId(threadId, seller.sellerId, channel);
  const choice = selectTier({
    inputText: text,
    ...(request.tier === undefined ? {} : { wish: request.tier }),
  });
  const { sellerId } = seller;
  const assigned = await currentAssignment(options, { sellerId, tier: choice.tier }, options.signal);
  const session = await options.userSessions.touch(
    { sessionId, sellerId, tier: choice.tier, ...(assigned !== undefined && { arm: armText(assigned) }) },
    { signal: options.signal },
  );
  const arm = await armOf(session, assigned, { ...options, assignedTier: choice.tier });
  const retrieval = {
    filter: documentScope(seller.scope, await currentDataVersion(options)),
    numberOfResults: PASSAGES_A_SEARCH,
  };
  const ask = () =>
    (arm?.client ?? options.agents[session.tier]).ask({
      sessionId,
      inputText: text,
      sessionAttributes: {
        ...encodeIdentity({ sellerId, scope: seller.scope, today }),
        ...armAttributes(arm),
      },
      promptSessionAttributes: { today, sellerName: seller.name },
      retrieval,
      signal: options.signal,
    });
  return { ask, session, arm };
}

/** Without data there is nothing written about it either; the turn says what is missing when it needs it. */
async function currentDataVersion({ dataVersions }: TurnOptions): Promise<string | undefined> {
  try {
    return (await dataVersions.current()).dataVersion;
  } catch {
    return undefined;
  }
}

function todayOf({ today }: TurnRequest, { clock }: TurnOptions): string {
  return today ?? clock().toISOString().slice(0, 10);
}

async function* askPatiently(
  ask: () => AsyncIterable<AgentEvent>,
  options: { readonly pause: TurnOptions['pause']; readonly signal: AbortSignal },
): AsyncIterable<AgentEvent> {
  for (let attempt = 0; ; attempt += 1) {
    let spoken = false;
    try {
      for await (const event of ask()) {
        spoken = true;
        yield event;
      }
      return;
    } catch (error) {
      const pauseMs = THROTTLE_PAUSES_MS[attempt];
      const throttled = error instanceof AgentError && error.code === 'agent-throttled';
      if (!throttled || spoken || pauseMs === undefined) throw error;
      await options.pause(pauseMs, options.signal);
    }
  }
}

async function* relay(
  event: AgentEvent,
  scope: Scope,
  options: TurnOptions & { signal: AbortSignal; record: TurnRecord },
): AsyncIterable<TurnEvent> {
  const { record } = options;
  switch (event.type) {
    case 'final':
      record.outcome = event.outcome;
      record.usage = usageOf(event);
      record.understood = event.understood;
      return;
    case 'artifact': {
      if (record.artifacts.some((artifact) => artifact.id === event.id)) return;
      const { body, type, id } = await options.artifacts.get(event.id, scope, { signal: options.signal });
      const artifact = { type, id, ...body };
      record.artifacts.push(artifact);
      yield { type: 'artifact', artifact };
      return;
    }
    case 'step':
      if (event.phase === 'ended') {
        record.endStep(event, statusOfCode(event.code));
        // What an operation replied is for the model and for checking; a channel shows its artifacts.
        const { reply: _, ...shown } = event;
        yield shown;
        return;
      }
      yield event;
      return;
    case 'chunk':
      record.answer += event.text;
      yield event;
      return;
    case 'citation':
      record.citations.push(event.citation);
      yield event;
      return;
  }
}

function usageOf({ inputTokens, outputTokens, costUsd, modelId }: Extract<AgentEvent, { type: 'final' }>) {
  return { inputTokens, outputTokens, costUsd, modelId };
}

function toFailure(error: unknown, deadline: AbortSignal, caller: AbortSignal | undefined): TurnFailure {
  if (deadline.aborted) return new TurnFailure('deadline-exceeded', { cause: error });
  if (caller?.aborted) return new TurnFailure('cancelled', { cause: error });
  if (error instanceof TurnFailure) return error;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return new TurnFailure(error.code, { cause: error });
  }
  return new TurnFailure('internal', { cause: error });
}
