import { z } from 'zod';
import type { HttpResponse } from '../http/http-exchange.ts';
import { promptSessionAttributesOf } from '../system-prompt.ts';
import {
  type Json,
  type Model,
  ModelError,
  type ModelErrorCode,
  type ModelEvent,
  type ModelMessage,
} from './model.ts';
import {
  inPieces,
  type ModelServerDouble,
  startModelServer,
  untilClientLeaves,
} from './model-server.double.ts';

/** A server of OpenAI's chat completions with a model behind it that gets only what the wire carries. */
export function startOpenAiServer(model: Model): Promise<ModelServerDouble> {
  return startModelServer(/^\/v1\/chat\/completions$/, answer, model);
}

export function beginEventStream(response: HttpResponse): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
}

export function sendData(response: HttpResponse, data: unknown, newline = '\n'): void {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  response.write(Buffer.from(`data: ${text}${newline}${newline}`));
}

/** A chunk of a completion with this delta. */
export function delta(part: unknown, finishReason: string | null = null): unknown {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: part, finish_reason: finishReason }],
  };
}

async function answer(
  model: Model,
  { response, body }: { readonly response: HttpResponse; readonly body: unknown },
): Promise<void> {
  const read = chatRequest.safeParse(body);
  if (!read.success) return sendStatus(response, 400, z.prettifyError(read.error));
  const { messages, tools } = read.data;
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  let begun = false;
  const begin = () => {
    if (!begun) beginEventStream(response);
    begun = true;
  };
  try {
    const events = model.converse({
      system,
      settings: { tone: 'plain', length: 'normal', nextQuestions: 2 },
      promptSessionAttributes: promptSessionAttributesOf(system),
      messages: messagesOf(messages),
      tools: (tools ?? []).map(({ function: tool }) => ({
        name: tool.name,
        description: tool.description,
        inputSchema: tool.parameters as Readonly<Record<string, Json>>,
      })),
      signal: untilClientLeaves(response),
    });
    let calls = 0;
    for await (const event of events) {
      begin();
      for (const chunk of chunksOf(event, calls)) sendData(response, chunk);
      if (event.type === 'tool-use') calls += 1;
    }
    begin();
    sendData(response, '[DONE]');
    response.end();
  } catch (error) {
    if (!(error instanceof ModelError)) return void response.destroy();
    const status = STATUSES[error.code];
    if (!begun) return sendStatus(response, status, error.message);
    sendData(response, { error: { message: error.message, code: status } });
    response.end();
  }
}

export function sendStatus(response: HttpResponse, status: number, message: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ error: { message } }));
}

const STATUSES: Readonly<Record<ModelErrorCode, number>> = {
  'model-throttled': 429,
  'model-unavailable': 503,
  'model-timeout': 504,
  'model-denied': 401,
  'model-failed': 400,
};

function chunksOf(event: ModelEvent, call: number): unknown[] {
  if (event.type === 'text-delta') return [delta({ content: event.text })];
  if (event.type === 'tool-use') {
    const { toolUseId, name, input, brokenInput } = event.toolUse;
    return [
      delta({
        tool_calls: [{ index: call, id: toolUseId, type: 'function', function: { name, arguments: '' } }],
      }),
      ...inPieces(brokenInput ?? JSON.stringify(input), 9).map((piece) =>
        delta({ tool_calls: [{ index: call, function: { arguments: piece } }] }),
      ),
    ];
  }
  if (event.type === 'understood' || event.type === 'citation') return [];
  const { inputTokens, outputTokens } = event;
  const usage = { prompt_tokens: inputTokens, completion_tokens: outputTokens };
  return [delta({}, FINISH_REASONS[event.reason]), { choices: [], usage }];
}

const FINISH_REASONS = {
  'end-turn': 'stop',
  'tool-use': 'tool_calls',
  'max-tokens': 'length',
  blocked: 'content_filter',
} as const;

const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({ role: z.literal('user'), content: z.string() }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: name, content: z.string() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z
      .array(
        z.strictObject({
          id: name,
          type: z.literal('function'),
          function: z.strictObject({ name, arguments: z.string() }),
        }),
      )
      .optional(),
  }),
]);

const chatRequest = z.strictObject({
  model: z.string().min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
  max_tokens: z.number().int().min(1),
  temperature: z.number(),
  messages: z.array(message).min(1),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name,
          description: z.string(),
          parameters: z.looseObject({ type: z.literal('object') }),
        }),
      }),
    )
    .optional(),
});

/** Consecutive results of tools are one message of the user's, as in Converse. */
function messagesOf(sent: readonly z.infer<typeof message>[]): readonly ModelMessage[] {
  const messages: { role: ModelMessage['role']; content: ModelMessage['content'][number][] }[] = [];
  for (const each of sent) {
    if (each.role === 'system') continue;
    if (each.role === 'user') messages.push({ role: 'user', content: [{ text: each.content }] });
    else if (each.role === 'assistant')
      messages.push({
        role: 'assistant',
        content: [
          ...(each.content === null ? [] : [{ text: each.content }]),
          ...(each.tool_calls ?? []).map(({ id, function: call }) => ({
            toolUse: {
              toolUseId: id,
              name: call.name,
              input: JSON.parse(call.arguments) as Readonly<Record<string, Json>>,
            },
          })),
        ],
      });
    else {
      const result = resultOf(each.tool_call_id, each.content);
      const last = messages.at(-1);
      if (last?.role === 'user') last.content.push(result);
      else messages.push({ role: 'user', content: [result] });
    }
  }
  return messages;
}

/** The wire carries no status; an operation's reply says it itself. */
function resultOf(toolUseId: string, content: string): ModelMessage['content'][number] {
  let json: Json = content;
  try {
    json = JSON.parse(content) as Json;
  } catch {
    // A reply that is no JSON is text.
  }
  const ok = typeof json === 'object' && json !== null && 'code' in json && json.code === 'ok';
  return { toolResult: { toolUseId, status: ok ? 'success' : 'error', json } };
}
