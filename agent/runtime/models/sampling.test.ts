import { describe, expect, it } from 'vitest';
import { converseInput } from './bedrock-converse-request.ts';
import { chatCompletionBody } from './openai-request.ts';

const request = { system: 'Help.', messages: [], tools: [] };

describe('sampling of a prompt', () => {
  it.for([
    [
      { maxTokens: 900, temperature: 0.2 },
      { max_tokens: 900, temperature: 0.2 },
    ],
    [
      { maxTokens: 900, temperature: 0.2, topP: 0.8 },
      { max_tokens: 900, temperature: 0.2, top_p: 0.8 },
    ],
  ] as const)('reaches Bedrock and OpenAI-compatible servers: %j', ([inference, body]) => {
    expect(converseInput(request, { modelId: 'm', inference }).inferenceConfig).toEqual(inference);
    const { max_tokens, temperature, top_p } = chatCompletionBody(request, {
      model: 'm',
      inference,
    }) as Record<string, unknown>;
    expect({ max_tokens, temperature, ...(top_p === undefined ? {} : { top_p }) }).toEqual(body);
  });
});
