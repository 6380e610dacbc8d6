import type { Inference } from './inference.ts';
import type { ContentBlock, Json, ModelRequest } from './model.ts';
import { wireName } from './tool-names.ts';
import { wireMessages } from './wire-messages.ts';

/**
 * A request as the body of `POST …/chat/completions`, with only what Ollama, vLLM and llama.cpp share.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function chatCompletionBody(
  { system, messages, tools }: Pick<ModelRequest, 'system' | 'messages' | 'tools'>,
  { model, inference }: { readonly model: string; readonly inference: Inference },
): Json {
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: inference.maxTokens,
    temperature: inference.temperature,
    ...(inference.topP === undefined ? {} : { top_p: inference.topP }),
    messages: [
      ...(system.trim() === '' ? [] : [{ role: 'system', content: system }]),
      ...wireMessages(messages).flatMap(({ role, content }) =>
        role === 'assistant' ? [assistantMessage(content)] : userMessages(content),
      ),
    ],
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, inputSchema }) => ({
            type: 'function',
            function: {
              name: wireName(name),
              description,
              parameters: { type: 'object', properties: {}, ...inputSchema },
            },
          })),
        }),
  };
}

function assistantMessage(content: readonly ContentBlock[]): Json {
  const calls = content.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []));
  return {
    role: 'assistant',
    content: textOf(content) || null,
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ toolUseId, name, input }) => ({
            id: wireName(toolUseId),
            type: 'function',
            function: { name: wireName(name), arguments: JSON.stringify(input) },
          })),
        }),
  };
}

/** Results of tools are messages of their own, and come before what the user says. */
function userMessages(content: readonly ContentBlock[]): Json[] {
  const results = content.flatMap((block) => ('toolResult' in block ? [block.toolResult] : []));
  const text = textOf(content);
  return [
    ...results.map(({ toolUseId, json }) => ({
      role: 'tool',
      tool_call_id: wireName(toolUseId),
      content: typeof json === 'string' ? json : JSON.stringify(json),
    })),
    ...(text === '' ? [] : [{ role: 'user', content: text }]),
  ];
}

function textOf(content: readonly ContentBlock[]): string {
  return content.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
}
