import type { WholeMessage } from './model-message.ts';
import type { ModelMessage } from './models/model.ts';
import type { AgentRuntimeOptions, InvokeAgentRequest, PublishedAgent } from './runtime-ports.ts';
import type { TraceWriter } from './trace-writer.ts';

/** What a turn is given. */
export interface TurnInput extends AgentRuntimeOptions {
  readonly request: InvokeAgentRequest;
  readonly agent: PublishedAgent;
  readonly traces: TraceWriter;
  readonly sessionKey: string;
  readonly signal: AbortSignal;
}

/** What a turn changes; it reaches the store only when the turn is whole. */
export interface TurnState {
  /** What the user wrote that began the turn. */
  readonly inputText: string;
  readonly messages: ModelMessage[];
  sessionAttributes: Readonly<Record<string, string>>;
  promptSessionAttributes: Readonly<Record<string, string>>;
  /** Everything the caller was sent as the answer. */
  spoken: string;
}

/** A model's message, and the part of its text that the caller was not sent yet. */
export interface ModelReply extends WholeMessage {
  readonly unspoken: string;
  /** Where the message begins in the answer, when it was sent already. */
  readonly spokenFrom: number | undefined;
}
