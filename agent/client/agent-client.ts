import type { DataClass } from '#knowledge-base/data-class.ts';
import type { RetrievalFilter } from '#knowledge-base/documents/filter.ts';
import type { Understood } from '../runtime/models/understood.ts';

export type { Understood, UnderstoodFact, UnderstoodProblem } from '../runtime/models/understood.ts';

/** What a channel asks of the agent. */
export interface AgentRequest {
  /** 64 hex digits: an HMAC of seller, channel and thread. */
  readonly sessionId: string;
  readonly inputText: string;
  /** Reach the action groups only; the verified identity travels here. */
  readonly sessionAttributes: Readonly<Record<string, string>>;
  /** Reach the model's prompt as well. */
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
  /** On every search of the documents in this turn; nothing the model says can lift it. */
  readonly retrieval?: RetrievalScope | undefined;
  readonly signal: AbortSignal;
}

/** Which passages of the documents a turn may read. */
export interface RetrievalScope {
  readonly filter: RetrievalFilter;
  /** Passages a search, 1 to 100; the service's default when left out. */
  readonly numberOfResults?: number | undefined;
}

/** The `actionGroup` of a step that searched the documents; its operation is `Retrieve`. */
export const KNOWLEDGE_BASE = 'knowledge-base';

export type StepStatus = 'ok' | 'rejected' | 'failed';

export interface Citation {
  /** The words of the answer that the source supports. */
  readonly text: string;
  /** Where they stand in the answer, in UTF-16 code units; `end` is behind the last one. */
  readonly span?: { readonly start: number; readonly end: number };
  /** `s3://…/x.md`, `https://…`, or the id of a document. */
  readonly source: string;
  readonly title?: string;
  /** The headings that the passage stands under. */
  readonly section?: string;
  /** Since when it holds, YYYY-MM-DD. */
  readonly date?: string;
  /** The source's own words, whole: what was retrieved. */
  readonly passage?: string;
  /** What the passage's figures rest on: `published`, `own`, `sample`, `illustrative`. */
  readonly basis?: string;
  /** Who may be shown it, as its document says. */
  readonly dataClass?: DataClass;
  /** The document holds no more on the day of the turn; said wherever it is cited. */
  readonly expired?: {
    /** The last day it held, YYYY-MM-DD; left out when the document does not say. */
    readonly on?: string;
  };
}

/** What comes back, in order. The last event is `final`; a turn that breaks throws an AgentError instead. */
export type AgentEvent =
  | { readonly type: 'chunk'; readonly text: string }
  | { readonly type: 'citation'; readonly citation: Citation }
  | {
      readonly type: 'step';
      readonly phase: 'started';
      readonly stepId: string;
      readonly actionGroup: string;
      readonly operation: string;
      readonly arguments: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'step';
      readonly phase: 'ended';
      readonly stepId: string;
      readonly actionGroup: string;
      readonly operation: string;
      readonly arguments: Readonly<Record<string, string>>;
      readonly status: StepStatus;
      /** The code of the operation's reply: `ok`, `invalid-arguments`, `not-permitted`, … */
      readonly code: string;
      /** What the operation replied; left out when it cannot be read. */
      readonly reply?: Readonly<Record<string, unknown>>;
      readonly ms: number;
    }
  | { readonly type: 'artifact'; readonly artifactType: string; readonly id: string }
  | {
      readonly type: 'final';
      readonly outcome: 'answered' | 'asked' | 'refused';
      /** Of all calls of the model in this turn, as far as its server said. */
      readonly inputTokens: number;
      readonly outputTokens: number;
      /** To the nanodollar, by the price table; null when a call's tokens or its model's price are not known. */
      readonly costUsd: number | null;
      /** The model of the last call; null when the trace names none. */
      readonly modelId: string | null;
      /** What a model that knows it exactly read in the message of this turn. */
      readonly understood?: Understood;
    };

/** Port: one question to the agent, answered as a stream. */
export interface AgentClient {
  /** @throws {AgentError} while iterating; aborting `signal` throws its reason. */
  ask(request: AgentRequest): AsyncIterable<AgentEvent>;
}

export type AgentErrorCode =
  | 'agent-unavailable' // cannot be reached, or the connection was cut
  | 'agent-throttled'
  | 'agent-timeout'
  | 'agent-incomplete' // the stream ended without a final observation
  | 'agent-rejected' // the request was refused as invalid
  | 'agent-denied' // credentials or permissions
  | 'agent-not-found' // no such agent or alias
  | 'agent-failed'; // the service or a model failed

export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly code: AgentErrorCode;
  constructor(code: AgentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
