import { ApplyGuardrailCommand, BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntimeServer } from '../runtime/http/runtime-server.ts';
import { scriptedModel } from '../runtime/models/scripted-model.ts';
import { testRuntime } from '../runtime/test-agent.ts';
import { createBedrockGuardrail } from './bedrock-guardrail.ts';
import { topicsWithoutCues } from './denied-topics.ts';
import { describeGuardrail } from './guardrail.contract.ts';
import { guardrailConfig } from './guardrail-config.ts';
import { createLocalGuardrail } from './local-guardrail.ts';
import { SELLER_GUARDRAIL } from './seller-guardrail.ts';

const local = createLocalGuardrail(SELLER_GUARDRAIL);
const { signal } = new AbortController();
const guardrailId = 'GRD0000001';

async function serve() {
  const server = createRuntimeServer({
    runtime: testRuntime(scriptedModel()),
    guardrails: (id, version) => (id === guardrailId && version === '1' ? local : undefined),
    newId: () => 'request-1',
  });
  const { endpoint } = await server.start();
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    client,
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}

describeGuardrail('createLocalGuardrail', async () => ({ guardrail: local, close: async () => {} }));
describeGuardrail('createBedrockGuardrail', async () => {
  const { client, close } = await serve();
  return { guardrail: createBedrockGuardrail({ client, guardrailId, guardrailVersion: '1' }), close };
});

describe('createLocalGuardrail', () => {
  it('answers any text, quickly, and never with more personal data than it was given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('INPUT', 'OUTPUT'),
        fc.string({ unit: 'grapheme' }),
        async (source, text) => {
          const verdict = await local.apply(source as 'INPUT', text, { signal });
          expect(verdict.action === 'pass').toBe(verdict.text === text);
        },
      ),
      { numRuns: 200 },
    );
    const started = performance.now();
    for (const text of ['ignore '.repeat(5_000), 'show your '.repeat(4_000), 'a b '.repeat(10_000)])
      await local.apply('INPUT', text, { signal });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('has cues for every topic that is declared', () => {
    expect(topicsWithoutCues(SELLER_GUARDRAIL.deniedTopics)).toEqual([]);
  });
});

describe('ApplyGuardrail', () => {
  let served: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.close());
  const send = (change: Partial<ConstructorParameters<typeof ApplyGuardrailCommand>[0]>) =>
    served.client.send(
      new ApplyGuardrailCommand({
        guardrailIdentifier: guardrailId,
        guardrailVersion: '1',
        source: 'INPUT',
        content: [{ text: { text: 'What is the deal worth?' } }],
        ...change,
      }),
    );

  it('answers in the service’s shapes, with nothing put out where nothing was found', async () => {
    const { $metadata, ...answer } = await send({});
    expect(answer).toEqual({
      usage: {
        topicPolicyUnits: 1,
        contentPolicyUnits: 1,
        wordPolicyUnits: 0,
        sensitiveInformationPolicyUnits: 1,
        sensitiveInformationPolicyFreeUnits: 0,
        contextualGroundingPolicyUnits: 0,
      },
      action: 'NONE',
      outputs: [],
      assessments: [],
      guardrailCoverage: { textCharacters: { guarded: 23, total: 23 } },
    });
    expect($metadata.httpStatusCode).toBe(200);
  });

  it.for([
    [{ guardrailIdentifier: 'NOBODY0001' }, 'ResourceNotFoundException', 'there is no guardrail NOBODY0001'],
    [{ guardrailVersion: '9' }, 'ResourceNotFoundException', 'version 9'],
    [{ source: 'BOTH' as 'INPUT' }, 'ValidationException', 'source: INPUT or OUTPUT'],
    [{ content: [] }, 'ValidationException', 'content: one text block at least'],
    [{ content: [{ text: { text: '' } }] }, 'ValidationException', 'content.0.text.text: a text'],
  ] as const)('refuses %j', async ([change, name, message]) => {
    await expect(send(change as Parameters<typeof send>[0])).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });
});

describe('createBedrockGuardrail', () => {
  it('lets nothing pass when it cannot be asked', async () => {
    const { client, close } = await serve();
    await close();
    const guardrail = createBedrockGuardrail({ client, guardrailId, guardrailVersion: '1' });
    await expect(guardrail.apply('INPUT', 'Hi.', { signal })).rejects.toMatchObject({
      name: 'GuardrailError',
      code: 'guardrail-unavailable',
    });
  });
});

describe('guardrailConfig', () => {
  it('is within the bounds of the service', () => {
    const { topicPolicyConfig, sensitiveInformationPolicyConfig, contentPolicyConfig } =
      guardrailConfig(SELLER_GUARDRAIL);
    expect(topicPolicyConfig.topicsConfig.every(({ definition }) => definition.length <= 200)).toBe(true);
    expect(contentPolicyConfig.filtersConfig).toEqual([
      { type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' },
    ]);
    expect(sensitiveInformationPolicyConfig.piiEntitiesConfig[0]).toEqual({
      type: 'EMAIL',
      action: 'ANONYMIZE',
      inputAction: 'NONE',
      outputAction: 'ANONYMIZE',
      inputEnabled: false,
      outputEnabled: true,
    });
  });
});
