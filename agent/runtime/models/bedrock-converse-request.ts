import type {
  ContentBlock as ConverseBlock,
  ConverseStreamCommandInput,
  ToolResultContentBlock,
} from '@aws-sdk/client-bedrock-runtime';
import type { Inference } from './inference.ts';
import type { ContentBlock, Json, ModelRequest } from './model.ts';
import { wireName } from './tool-names.ts';
import { wireMessages } from './wire-messages.ts';

/**
 * A request as ConverseStream takes it. The model sees the system text, the messages and the tools; typed
 * settings and prompt session attributes reach it as the words they were rendered into.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
export function converseInput(
  { system, messages, tools }: Pick<ModelRequest, 'system' | 'messages' | 'tools'>,
  { modelId, inference }: { readonly modelId: string; readonly inference: Inference },
): ConverseStreamCommandInput {
  return {
    modelId,
    ...(system.trim() === '' ? {} : { system: [{ text: system }] }),
    messages: wireMessages(messages).map(({ role, content }) => ({ role, content: content.map(blockOf) })),
    inferenceConfig: {
      maxTokens: inference.maxTokens,
      temperature: inference.temperature,
      ...(inference.topP === undefined ? {} : { topP: inference.topP }),
    },
    ...(tools.length === 0
      ? {}
      : {
          toolConfig: {
            tools: tools.map(({ name, description, inputSchema }) => ({
              toolSpec: {
                name: wireName(name),
                ...(description === '' ? {} : { description }),
                inputSchema: { json: { type: 'object', properties: {}, ...(inputSchema as Document) } },
              },
            })),
          },
        }),
  };
}

/** The SDK's document type, mutable where ours is not. */
type Document = { [key: string]: null | boolean | number | string | Document | Document[] };

function blockOf(block: ContentBlock): ConverseBlock {
  if ('text' in block) return { text: block.text };
  if ('toolUse' in block) {
    const { toolUseId, name, input } = block.toolUse;
    return { toolUse: { toolUseId: wireName(toolUseId), name: wireName(name), input: input as Document } };
  }
  const { toolUseId, status, json } = block.toolResult;
  return { toolResult: { toolUseId: wireName(toolUseId), status, content: [resultOf(json)] } };
}

/** Converse takes an object as `json` and anything else as text. */
function resultOf(json: Json): ToolResultContentBlock {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { json: json as Document };
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return { text: text.trim() === '' ? '(nothing)' : text };
}
