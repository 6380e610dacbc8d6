import type { PromptSettings } from '#prompts/prompt-settings.ts';
import type { UnderstoodFact, UnderstoodProblem } from './understood.ts';

export type { PromptSettings } from '#prompts/prompt-settings.ts';

/** The small interface behind which every model stands; shaped like Bedrock's Converse. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type ContentBlock =
  | { readonly text: string }
  | { readonly toolUse: ToolUse }
  | {
      readonly toolResult: {
        readonly toolUseId: string;
        readonly status: 'success' | 'error';
        /** The operation's reply: `{code, …}`. */
        readonly json: Json;
      };
    };

export interface ToolUse {
  readonly toolUseId: string;
  /** `<VERB>__<action group>__<operationId>`, or `user__askuser`. */
  readonly name: string;
  readonly input: Readonly<Record<string, Json>>;
  /** What the model wrote when that is no JSON object; `input` is empty then, and the model is told. */
  readonly brokenInput?: string;
}

export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly ContentBlock[];
}

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input object. */
  readonly inputSchema: Readonly<Record<string, Json>>;
}

export interface ModelRequest {
  /** The rendered instruction, with the prompt session attributes in it. */
  readonly system: string;
  readonly settings: PromptSettings;
  /** `today` (YYYY-MM-DD), `sellerName`, `workingSet` (JSON). */
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
}

/** A passage of a model's message and one source that it rests on. */
export interface ModelCitation {
  /** In the text of the message, in UTF-16 code units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
  readonly source: {
    /** `s3://…`, `https://…`, or the id of a document. */
    readonly uri: string;
    /** The words of the source, as far as they are given. */
    readonly text: string;
  };
}

export type ModelEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'tool-use'; readonly toolUse: ToolUse }
  /** Of text that was sent already. */
  | { readonly type: 'citation'; readonly citation: ModelCitation }
  /** What was read in the seller's message; only a model that knows this exactly says it. */
  | {
      readonly type: 'understood';
      readonly facts: readonly UnderstoodFact[];
      readonly problems?: readonly UnderstoodProblem[];
      readonly asks?: readonly string[] | undefined;
    }
  | {
      readonly type: 'stop';
      /** `blocked`: a guardrail or a filter of the model's provider replaced or ended the message. */
      readonly reason: 'end-turn' | 'tool-use' | 'max-tokens' | 'blocked';
      /** Null when the model's server did not say. */
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
    };

/**
 * Port: a model that converses and calls tools. Failures are thrown as ModelError, the signal's reason when it
 * aborts. An adapter makes one attempt: the turn that asked is the one owner of retries.
 */
export interface Model {
  /** As the trace names it and `prices.ts` knows it. */
  readonly modelId: string;
  converse(request: ModelRequest): AsyncIterable<ModelEvent>;
}

export type ModelErrorCode =
  | 'model-throttled'
  | 'model-unavailable' // cannot be reached, or the connection was cut
  | 'model-timeout' // silent for too long
  | 'model-denied' // credentials or permissions
  | 'model-failed'; // refused the request, or sent what is no message

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The built-in tool with which a model asks the seller (Bedrock's AMAZON.UserInput). */
export const ASK_USER_TOOL = 'user__askuser';
