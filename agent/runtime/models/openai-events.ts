import { z } from 'zod';
import { ModelError, type ModelErrorCode, type ModelEvent } from './model.ts';
import { createToolCalls } from './openai-tool-calls.ts';
import { createLengthGuard } from './tool-inputs.ts';

type Stop = Extract<ModelEvent, { type: 'stop' }>;

/**
 * The chunks of a streamed chat completion as a model's events. Text comes as it is sent; the tool uses when the
 * message has ended, since only then their arguments are whole. The end is the finish reason or `[DONE]`,
 * whichever a server sends; a stream with neither was cut.
 * @throws {ModelError}
 */
export async function* openAiEvents(
  data: AsyncIterable<string>,
  { nameOf, newId }: { readonly nameOf: (wire: string) => string; readonly newId: () => string },
): AsyncGenerator<ModelEvent> {
  const calls = createToolCalls(newId);
  const count = createLengthGuard();
  let finished: string | undefined;
  let usage: Pick<Stop, 'inputTokens' | 'outputTokens'> = { inputTokens: null, outputTokens: null };
  try {
    for await (const text of data) {
      if (text.trim() === '[DONE]') {
        finished ??= 'stop';
        break;
      }
      const chunk = readChunk(text);
      if (chunk.usage !== undefined && chunk.usage !== null)
        usage = {
          inputTokens: chunk.usage.prompt_tokens ?? null,
          outputTokens: chunk.usage.completion_tokens ?? null,
        };
      const choice = chunk.choices?.[0];
      const content = choice?.delta?.content ?? '';
      count(content);
      if (content !== '') yield { type: 'text-delta', text: content };
      for (const part of choice?.delta?.tool_calls ?? []) {
        count(JSON.stringify(part.function?.arguments ?? ''));
        calls.add(part);
      }
      finished = choice?.finish_reason ?? finished;
    }
  } catch (error) {
    // A message whose end was told is whole; only what it used is not known.
    if (finished === undefined || !isBrokenOff(error)) throw error;
  }
  if (finished === undefined)
    throw new ModelError('model-unavailable', 'the model’s stream ended before its message did');
  const uses = calls.takeAll();
  for (const use of uses) yield { type: 'tool-use', toolUse: { ...use, name: nameOf(use.name) } };
  yield { type: 'stop', reason: stopReason(finished, uses.length), ...usage };
}

function isBrokenOff(error: unknown): boolean {
  return (
    error instanceof ModelError && (error.code === 'model-timeout' || error.code === 'model-unavailable')
  );
}

/** @throws {ModelError} `model-failed` for an end that leaves nothing to go on with */
function stopReason(finished: string, toolUses: number): Stop['reason'] {
  switch (finished) {
    case 'stop':
    case 'tool_calls':
    case 'function_call':
      return toolUses > 0 ? 'tool-use' : 'end-turn';
    case 'length':
      return 'max-tokens';
    case 'content_filter':
      return 'blocked';
    default:
      throw new ModelError('model-failed', `the model ended its message with ${finished.slice(0, 60)}`);
  }
}

const tokens = z.number().int().nonnegative().nullish();

const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.number().int().nullish(),
                  id: z.string().nullish(),
                  function: z
                    .object({
                      name: z.string().nullish(),
                      arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
                    })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish(),
  error: z.unknown().optional(),
});

function readChunk(text: string): z.infer<typeof chunk> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelError('model-failed', `the model’s server sent what is no JSON: ${excerpt(text)}`, {
      cause,
    });
  }
  const read = chunk.safeParse(json);
  if (!read.success)
    throw new ModelError(
      'model-failed',
      `the model’s server sent what is no chat completion: ${excerpt(text)}`,
      {
        cause: read.error,
      },
    );
  if (read.data.error !== undefined && read.data.error !== null) throw streamedError(read.data.error);
  if (read.data.choices === undefined && read.data.usage === undefined)
    throw new ModelError(
      'model-failed',
      `the model’s server sent what is no chat completion: ${excerpt(text)}`,
    );
  return read.data;
}

const failure = z.object({
  message: z.string().catch(''),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  type: z.string().nullish().catch(null),
});

/** An error that a server sends when its stream has begun and a status can no longer tell it. */
function streamedError(error: unknown): ModelError {
  const { message, code, type } = failure.catch({ message: '', code: null, type: null }).parse(error);
  const said = message === '' ? excerpt(JSON.stringify(error)) : excerpt(message);
  const words = `${code ?? ''} ${type ?? ''}`;
  if (/rate_?limit|too_many_requests|overloaded/i.test(words)) return new ModelError('model-throttled', said);
  const status = Number(code);
  return new ModelError(Number.isInteger(status) ? codeOfStatus(status) : 'model-failed', said);
}

/** What an HTTP status says of a model's server. */
export function codeOfStatus(status: number): ModelErrorCode {
  if (status === 429) return 'model-throttled';
  if (status === 401 || status === 403) return 'model-denied';
  if (status === 408 || status === 504) return 'model-timeout';
  return status >= 500 ? 'model-unavailable' : 'model-failed';
}

/** The beginning of what a server sent, for the log. */
export function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
