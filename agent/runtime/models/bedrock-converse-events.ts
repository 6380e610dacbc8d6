import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import { createPassages } from './bedrock-converse-citations.ts';
import { ModelError, type ModelEvent, type ToolUse } from './model.ts';
import { createLengthGuard, createToolInputs } from './tool-inputs.ts';

type Stop = Extract<ModelEvent, { type: 'stop' }>;

/**
 * A message of ConverseStream as a model's events: text as it comes, a tool use when its block ends, the end
 * when the stream has ended, since the usage comes after the stop reason.
 * @throws {ModelError} `model-unavailable` when the stream ends before its message: over HTTP/2 a lost
 * connection looks like an end. `model-failed` for what is no message.
 */
export async function* converseEvents(
  stream: AsyncIterable<ConverseStreamOutput>,
  { nameOf, newId }: { readonly nameOf: (wire: string) => string; readonly newId: () => string },
): AsyncGenerator<ModelEvent> {
  const inputs = createToolInputs(newId);
  const count = createLengthGuard();
  const passages = createPassages();
  const named = (use: ToolUse): ModelEvent => ({
    type: 'tool-use',
    toolUse: { ...use, name: nameOf(use.name) },
  });
  let toolUses = 0;
  let reason: string | undefined;
  let usage: Pick<Stop, 'inputTokens' | 'outputTokens'> = { inputTokens: null, outputTokens: null };
  for await (const event of stream) {
    const { contentBlockStart: start, contentBlockDelta: part, contentBlockStop: end } = event;
    if (start?.start?.toolUse !== undefined) {
      const { toolUseId, name } = start.start.toolUse;
      inputs.begin(indexOf(start), {
        ...(toolUseId === undefined ? {} : { toolUseId }),
        ...(name === undefined ? {} : { name }),
      });
    }
    if (part?.delta?.text !== undefined && part.delta.text !== '') {
      count(part.delta.text);
      passages.said(indexOf(part), part.delta.text);
      yield { type: 'text-delta', text: part.delta.text };
    }
    if (part?.delta?.toolUse?.input !== undefined) {
      count(part.delta.toolUse.input);
      inputs.append(indexOf(part), part.delta.toolUse.input);
    }
    if (part?.delta?.citation !== undefined) passages.cited(indexOf(part), part.delta.citation);
    if (end !== undefined) yield* passages.ended(indexOf(end));
    const whole = end === undefined ? undefined : inputs.take(indexOf(end));
    if (whole !== undefined) {
      toolUses += 1;
      yield named(whole);
    }
    if (event.messageStop !== undefined) reason = event.messageStop.stopReason ?? 'end_turn';
    if (event.metadata?.usage !== undefined) usage = usageOf(event.metadata.usage);
  }
  if (reason === undefined)
    throw new ModelError('model-unavailable', 'the model’s stream ended before its message did');
  for (const use of inputs.takeAll()) {
    toolUses += 1;
    yield named(use);
  }
  yield { type: 'stop', reason: stopReason(reason, toolUses), ...usage };
}

/** Converse numbers the blocks; one without a number is the first. */
function indexOf({ contentBlockIndex }: { readonly contentBlockIndex?: number | undefined }): number {
  return contentBlockIndex ?? 0;
}

/** @throws {ModelError} `model-failed` for an end that leaves nothing to go on with */
function stopReason(reason: string, toolUses: number): Stop['reason'] {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use':
      return toolUses > 0 ? 'tool-use' : 'end-turn';
    case 'max_tokens':
      return 'max-tokens';
    case 'guardrail_intervened':
    case 'content_filtered':
      return 'blocked';
    case 'malformed_tool_use':
      // With its broken use at hand the model can be told; without it there is nothing to answer.
      if (toolUses > 0) return 'tool-use';
      throw new ModelError('model-failed', 'the model called a tool in a form that cannot be read');
    case 'model_context_window_exceeded':
      throw new ModelError('model-failed', 'the conversation is longer than the model can read');
    default:
      throw new ModelError('model-failed', `the model ended its message with ${reason.slice(0, 60)}`);
  }
}

function usageOf(usage: {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}): Pick<Stop, 'inputTokens' | 'outputTokens'> {
  return { inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null };
}
