import type { Json, Model, ModelEvent, ModelRequest, ToolUse } from '../model.ts';
import { afterReplies } from './after-replies.ts';
import { callInSettings } from './call-settings.ts';
import { asObject, readTurn } from './conversation/history.ts';
import { understoodOf } from './conversation/understood.ts';
import { firstMove } from './first-move.ts';
import { type Move, offers } from './move.ts';
import { piecesOf } from './wording/stream.ts';

/**
 * A deterministic model: it reads a seller's message with grammars and word lists, calls the operations it
 * is offered, and words their results. It knows nothing but the request: messages, tools, prompt session
 * attributes (`today` is needed) and settings.
 */
export function createEmbeddedModel(): Model {
  return {
    modelId: 'embedded',
    async *converse(request) {
      request.signal.throwIfAborted();
      const today = request.promptSessionAttributes.today ?? '';
      if (!/^\d{4}-\d{2}-\d{2}$/.test(today))
        throw new TypeError('promptSessionAttributes.today: a date YYYY-MM-DD is needed');
      const turn = readTurn(request, today);
      const isFirst = turn.replies.length === 0;
      const understood = isFirst ? understoodOf(turn.decision, turn.text) : null;
      if (understood !== null) yield { type: 'understood', ...understood };
      const move = isFirst ? firstMove(turn, request) : afterReplies(turn, request);
      yield* emit(move, request);
    },
  };
}

async function* emit(move: Move, request: ModelRequest): AsyncGenerator<ModelEvent> {
  const inputTokens = Math.ceil(
    (request.system.length + JSON.stringify(request.messages).length + JSON.stringify(request.tools).length) /
      4,
  );
  if ('say' in move) {
    for (const text of piecesOf(move.say)) {
      request.signal.throwIfAborted();
      yield { type: 'text-delta', text };
    }
    for (const citation of move.citations ?? []) yield { type: 'citation', citation };
    yield { type: 'stop', reason: 'end-turn', inputTokens, outputTokens: Math.ceil(move.say.length / 4) };
    return;
  }
  let written = 0;
  for (const [index, { operation, input }] of move.call.entries()) {
    const tool = offers(request, operation);
    const toolUse: ToolUse = {
      toolUseId: `embedded_${request.messages.length}_${index}`,
      name: tool?.name ?? operation,
      input: accepted(callInSettings(operation, input, request.settings), tool?.inputSchema),
    };
    written += JSON.stringify(toolUse).length;
    yield { type: 'tool-use', toolUse };
  }
  yield { type: 'stop', reason: 'tool-use', inputTokens, outputTokens: Math.ceil(written / 4) };
}

/** Only what the tool's schema names is sent. */
function accepted(
  input: Readonly<Record<string, Json>>,
  schema: Readonly<Record<string, Json>> | undefined,
): Readonly<Record<string, Json>> {
  const properties = asObject(schema?.properties);
  if (Object.keys(properties).length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => name in properties));
}
