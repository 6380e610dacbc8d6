import { BedrockAgentRuntimeClient, InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../models/model.ts';
import { scriptedModel } from '../models/scripted-model.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, testAttributes, testRuntime, WEIGH } from '../test-agent.ts';
import { createRuntimeServer } from './runtime-server.ts';

const text = (words: string): ModelEvent => ({ type: 'text-delta', text: words });
const stop: ModelEvent = { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 };
const cite = (start: number, end: number): ModelEvent => ({
  type: 'citation',
  citation: { start, end, source: { uri: 's3://docs/parcels.md', text: 'Parcels weigh.' } },
});

const LONG = 'It is known of parcels. '.repeat(12);

/** The answer, and for each citation the words that its span has in it. */
async function ask(last: readonly ModelEvent[], streamFinalResponse: boolean) {
  const model = scriptedModel()
    .uses([{ name: WEIGH, input: { parcel: 'box' } }], LONG)
    .addTurn({ events: [...last, stop] });
  const server = createRuntimeServer({ runtime: testRuntime(model), newId: () => 'request-1', graceMs: 50 });
  const { endpoint } = await server.start();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new BedrockAgentRuntimeClient({ region: 'us-east-1', endpoint, credentials });
  const { completion } = await client.send(
    new InvokeAgentCommand({
      agentId: TEST_AGENT_ID,
      agentAliasId: TEST_ALIAS_ID,
      sessionId: 'session-1',
      inputText: 'How heavy?',
      sessionState: { sessionAttributes: testAttributes },
      streamingConfigurations: { streamFinalResponse },
    }),
  );
  let answer = '';
  const citations = [];
  for await (const { chunk } of completion ?? []) {
    answer += Buffer.from(chunk?.bytes ?? []).toString();
    citations.push(...(chunk?.attribution?.citations ?? []));
  }
  client.destroy();
  await server.close();
  const spans = citations.map(({ generatedResponsePart }) => {
    const { start = 0, end = 0 } = generatedResponsePart?.textResponsePart?.span ?? {};
    return answer.slice(start, end + 1);
  });
  return { answer, citations, spans };
}

describe.for([false, true])('citations through the SDK, streamed: %s', (streamed) => {
  it('say which words of the answer rest on what', async () => {
    const { answer, citations, spans } = await ask(
      [text('Boxes weigh a lot. '), cite(0, 18), text('Bags do not — 🚚.'), cite(19, 35)],
      streamed,
    );
    expect(answer.endsWith('Boxes weigh a lot. Bags do not — 🚚.')).toBe(true);
    expect(spans).toEqual(['Boxes weigh a lot.', 'Bags do not — 🚚']);
    expect(citations[0]).toEqual({
      generatedResponsePart: {
        textResponsePart: {
          text: 'Boxes weigh a lot.',
          span: { start: expect.any(Number), end: expect.any(Number) },
        },
      },
      retrievedReferences: [
        {
          content: { text: 'Parcels weigh.' },
          location: { type: 'S3', s3Location: { uri: 's3://docs/parcels.md' } },
        },
      ],
    });
  });

  it('come also behind words that were streamed long before', async () => {
    const { spans } = await ask([text(LONG), text('The end.'), cite(LONG.length, LONG.length + 8)], streamed);
    expect(spans).toEqual(['The end.']);
  });

  it('are left out where there are no such words', async () => {
    const { citations } = await ask([text('Short.'), cite(3, 99), cite(-1, 2), cite(4, 4)], streamed);
    expect(citations).toEqual([]);
  });
});
