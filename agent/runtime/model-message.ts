import type {
  ContentBlock,
  Model,
  ModelCitation,
  ModelMessage,
  ModelRequest,
  ToolUse,
} from './models/model.ts';
import type { Understood } from './models/understood.ts';
import { RuntimeError } from './runtime-error.ts';
import { untilAborted } from './sessions/session-turns.ts';

/** One whole message of a model. */
export interface WholeMessage {
  readonly message: ModelMessage;
  readonly text: string;
  readonly toolUses: readonly ToolUse[];
  readonly citations: readonly ModelCitation[];
  /** What the model says it read in the seller's message. */
  readonly understood?: Understood;
  /** A guardrail or a filter ended it: its words are the answer, and no tool is used. */
  readonly blocked: boolean;
  /** Null when the model's server did not say. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

/** The answer where a filter left no words; a guardrail brings its own. */
const BLOCKED_WORDS = 'This answer was blocked by a content filter.';

/**
 * Text up to this length is held back until the message ends: it may be the sentence with which models
 * announce a tool call, which is no part of the answer.
 */
export const HELD_BACK_CHARACTERS = 200;

/**
 * Calls the model once, yields text as soon as it counts as an answer, and returns the whole message.
 * Text that was held back is not yielded: the caller has it in `text`.
 * @throws {RuntimeError} `DependencyFailedException` when the message is cut or empty; the model's own errors.
 */
export async function* streamMessage(
  model: Model,
  request: ModelRequest,
): AsyncGenerator<string, WholeMessage> {
  const toolUses: ToolUse[] = [];
  const pieces: string[] = [];
  const citations: ModelCitation[] = [];
  let understood: Understood | undefined;
  /** What was not yielded yet. */
  let held = '';
  let flowing = false;
  const events = model.converse(request)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value: event } = await untilAborted(events.next(), request.signal);
      if (done)
        throw new RuntimeError('DependencyFailedException', 'the model ended without finishing its message');
      if (event.type === 'text-delta') {
        pieces.push(event.text);
        held += event.text;
        const ready = wholeCharacters(held);
        flowing ||= ready > HELD_BACK_CHARACTERS && toolUses.length === 0;
        if (flowing && ready > 0) {
          yield held.slice(0, ready);
          held = held.slice(ready);
        }
      } else if (event.type === 'tool-use') {
        toolUses.push(event.toolUse);
      } else if (event.type === 'citation') {
        citations.push(event.citation);
      } else if (event.type === 'understood') {
        understood = {
          facts: event.facts,
          problems: event.problems ?? [],
          ...(event.asks === undefined ? {} : { asks: event.asks }),
        };
      } else {
        if (event.reason === 'max-tokens') {
          throw new RuntimeError(
            'DependencyFailedException',
            'the model’s message was cut at its token limit',
          );
        }
        const blocked = event.reason === 'blocked';
        if (blocked) toolUses.length = 0;
        const said = pieces.join('');
        const text = blocked && said.trim() === '' ? BLOCKED_WORDS : said;
        if (text.trim() === '' && toolUses.length === 0) {
          throw new RuntimeError('DependencyFailedException', 'the model sent an empty message');
        }
        if (flowing && held !== '') yield held;
        const content: ContentBlock[] = [
          ...(text === '' ? [] : [{ text }]),
          ...toolUses.map((toolUse) => ({ toolUse })),
        ];
        const { inputTokens, outputTokens } = event;
        return {
          message: { role: 'assistant', content },
          text,
          toolUses,
          citations: blocked ? [] : citations,
          blocked,
          inputTokens,
          outputTokens,
          ...(understood === undefined ? {} : { understood }),
        };
      }
    }
  } finally {
    // Not awaited: a model that hangs would hold the turn here.
    void events.return?.()?.catch(() => {});
  }
}

/** The length of `text` without a half surrogate pair at its end. */
function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}
