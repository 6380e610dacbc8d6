import { z } from 'zod';
import { eventStreamFrame } from '../http/event-frames.ts';
import { type HttpResponse, sendError } from '../http/http-exchange.ts';
import { promptSessionAttributesOf } from '../system-prompt.ts';
import {
  type ContentBlock,
  type Json,
  type Model,
  ModelError,
  type ModelErrorCode,
  type ModelEvent,
  type ModelRequest,
} from './model.ts';
import {
  inPieces,
  type ModelServerDouble,
  startModelServer,
  untilClientLeaves,
} from './model-server.double.ts';

/**
 * Bedrock's ConverseStream with a model behind it that gets only what the wire carries: the system text with the
 * prompt session attributes in it, the messages and the tools. It refuses what the service refuses.
 */
export function startConverseServer(model: Model): Promise<ModelServerDouble> {
  return startModelServer(/^\/model\/[^/]+\/converse-stream$/, answer, model);
}

/** A frame of the stream. */
export function converseFrame(type: string, payload: unknown): Uint8Array {
  return eventStreamFrame(
    { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
    payload,
  );
}

/** An exception inside the stream; `type` as the service writes it there, in camelCase. */
export function converseExceptionFrame(type: string, message: string): Uint8Array {
  return eventStreamFrame(
    { ':message-type': 'exception', ':exception-type': type, ':content-type': 'application/json' },
    { message },
  );
}

export function beginConverseStream(response: HttpResponse): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
}

async function answer(
  model: Model,
  { response, body }: { readonly response: HttpResponse; readonly body: unknown },
): Promise<void> {
  const read = converseRequest.safeParse(body);
  if (!read.success)
    return sendError(
      response,
      400,
      'ValidationException',
      read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const request = modelRequest(read.data, untilClientLeaves(response));
  const writer = createWriter(response);
  try {
    for await (const event of model.converse(request)) writer.write(event);
    response.end();
  } catch (error) {
    if (!(error instanceof ModelError)) return void response.destroy();
    const [status, type, inStream] = EXCEPTIONS[error.code];
    if (!writer.begun()) return sendError(response, status, type, error.message);
    response.write(converseExceptionFrame(inStream, error.message));
    response.end();
  }
}

const EXCEPTIONS: Readonly<
  Record<ModelErrorCode, readonly [status: number, type: string, inStream: string]>
> = {
  'model-throttled': [429, 'ThrottlingException', 'throttlingException'],
  'model-unavailable': [503, 'ServiceUnavailableException', 'serviceUnavailableException'],
  'model-timeout': [408, 'ModelTimeoutException', 'modelStreamErrorException'],
  'model-denied': [403, 'AccessDeniedException', 'validationException'],
  'model-failed': [424, 'ModelErrorException', 'modelStreamErrorException'],
};

function createWriter(response: HttpResponse) {
  let index = 0;
  let inText = false;
  let begun = false;
  const send = (type: string, payload: unknown) => {
    if (!begun) {
      beginConverseStream(response);
      begun = true;
      response.write(converseFrame('messageStart', { role: 'assistant' }));
    }
    response.write(converseFrame(type, payload));
  };
  const endText = () => {
    if (inText) send('contentBlockStop', { contentBlockIndex: index });
    if (inText) index += 1;
    inText = false;
  };
  return {
    begun: () => begun,
    write(event: ModelEvent) {
      if (event.type === 'text-delta') {
        inText = true;
        send('contentBlockDelta', { contentBlockIndex: index, delta: { text: event.text } });
      } else if (event.type === 'tool-use') {
        endText();
        const { toolUseId, name, input, brokenInput } = event.toolUse;
        send('contentBlockStart', { contentBlockIndex: index, start: { toolUse: { toolUseId, name } } });
        for (const piece of inPieces(brokenInput ?? JSON.stringify(input), 9))
          send('contentBlockDelta', { contentBlockIndex: index, delta: { toolUse: { input: piece } } });
        send('contentBlockStop', { contentBlockIndex: index });
        index += 1;
      } else if (event.type === 'stop') {
        endText();
        send('messageStop', { stopReason: STOP_REASONS[event.reason] });
        const { inputTokens, outputTokens } = event;
        if (inputTokens === null || outputTokens === null) return;
        const totalTokens = inputTokens + outputTokens;
        send('metadata', { usage: { inputTokens, outputTokens, totalTokens }, metrics: { latencyMs: 1 } });
      }
    },
  };
}

const STOP_REASONS = {
  'end-turn': 'end_turn',
  'tool-use': 'tool_use',
  'max-tokens': 'max_tokens',
  blocked: 'guardrail_intervened',
} as const;

const id = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const spoken = z.string().refine((text) => text.trim() !== '', 'must not be blank');
const block = z.union([
  z.strictObject({ text: spoken }),
  z.strictObject({
    toolUse: z.strictObject({ toolUseId: id, name: id, input: z.record(z.string(), z.json()) }),
  }),
  z.strictObject({
    toolResult: z.strictObject({
      toolUseId: id,
      status: z.enum(['success', 'error']),
      content: z.tuple([
        z.union([z.strictObject({ json: z.record(z.string(), z.json()) }), z.strictObject({ text: spoken })]),
      ]),
    }),
  }),
]);

const converseRequest = z.strictObject({
  system: z.tuple([z.strictObject({ text: spoken })]).optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(block).min(1) }))
    .min(1)
    .refine(
      (messages) => messages.every(({ role }, at) => role === (at % 2 === 0 ? 'user' : 'assistant')),
      'roles must alternate, the user first',
    ),
  inferenceConfig: z.strictObject({
    maxTokens: z.number().int().min(1),
    temperature: z.number().min(0).max(1),
  }),
  toolConfig: z
    .strictObject({
      tools: z
        .array(
          z.strictObject({
            toolSpec: z.strictObject({
              name: id,
              description: z.string().min(1).optional(),
              inputSchema: z.strictObject({ json: z.looseObject({ type: z.literal('object') }) }),
            }),
          }),
        )
        .min(1),
    })
    .optional(),
});

/** What a model on the far side of the wire knows: nothing else of the request reaches it. */
function modelRequest(
  { system, messages, toolConfig }: z.infer<typeof converseRequest>,
  signal: AbortSignal,
): ModelRequest {
  const text = system?.[0].text ?? '';
  return {
    system: text,
    settings: { tone: 'plain', length: 'normal', nextQuestions: 2 },
    promptSessionAttributes: promptSessionAttributesOf(text),
    messages: messages.map(({ role, content }) => ({ role, content: content.map(blockOf) })),
    tools: (toolConfig?.tools ?? []).map(({ toolSpec }) => ({
      name: toolSpec.name,
      description: toolSpec.description ?? '',
      inputSchema: toolSpec.inputSchema.json as Readonly<Record<string, Json>>,
    })),
    signal,
  };
}

function blockOf(sent: z.infer<typeof block>): ContentBlock {
  if (!('toolResult' in sent)) return sent;
  const { content, ...result } = sent.toolResult;
  const [part] = content;
  return { toolResult: { ...result, json: 'json' in part ? part.json : part.text } };
}
