import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessAgentClient } from '#agent/client/in-process-agent-client.ts';
import { createBedrockConverseModel } from '#agent/runtime/models/bedrock-converse-model.ts';
import {
  beginConverseStream,
  converseExceptionFrame,
  converseFrame,
  startConverseServer,
} from '#agent/runtime/models/converse-server.double.ts';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import type { ModelServerDouble, RawReply } from '#agent/runtime/models/model-server.double.ts';
import { openModels } from '#agent/runtime/models/open-models.ts';
import {
  beginEventStream,
  delta,
  sendData,
  sendStatus,
  startOpenAiServer,
} from '#agent/runtime/models/openai-server.double.ts';
import { resultOf, type TurnResult } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { LOCAL_AGENTS } from './agent-ids.ts';
import { createAssistant } from './assistant.ts';
import { type ComposeRuntimeOptions, composeRuntime } from './compose-runtime.ts';
import { ensureData } from './ensure-data.ts';
import { localClientOptions } from './local-client-options.ts';
import type { RunningServices } from './local-services.ts';
import { startServices } from './start-services.ts';

const clock = () => new Date('2026-11-23T09:00:00Z');
const idleTimeoutMs = 2_000;
const LONG = 'The customer is in good hands. '.repeat(20);

const CONVERSE: Readonly<Record<string, RawReply>> = {
  garbage: ({ response }) => {
    beginConverseStream(response);
    response.write(Buffer.from('<html>502 Bad Gateway</html>'.repeat(40)));
    response.end();
  },
  'a stall': ({ response }) => {
    beginConverseStream(response);
    response.write(converseFrame('messageStart', { role: 'assistant' }));
  },
  '429 in mid-stream': ({ response }) => {
    beginConverseStream(response);
    response.write(converseFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: LONG } }));
    response.write(converseExceptionFrame('throttlingException', 'slow down'));
    response.end();
  },
  'a cut connection': ({ response }) => {
    beginConverseStream(response);
    response.write(converseFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: LONG } }));
    setImmediate(() => setImmediate(() => response.destroy()));
  },
  '429 at once': ({ response }) => {
    response.statusCode = 429;
    response.setHeader('x-amzn-errortype', 'ThrottlingException');
    response.end('{"message":"slow down"}');
  },
};

const OPENAI: typeof CONVERSE = {
  garbage: ({ response }) => {
    beginEventStream(response);
    response.write(Buffer.from([0xff, 0x00, 0x0a, 0x0a]));
    sendData(response, '<html>');
    response.end();
  },
  'a stall': ({ response }) => {
    beginEventStream(response);
    response.write(Buffer.from(': keep-alive\n\n'));
  },
  '429 in mid-stream': ({ response }) => {
    beginEventStream(response);
    sendData(response, delta({ content: LONG }));
    sendData(response, { error: { message: 'slow down', code: 429 } });
    response.end();
  },
  'a cut connection': ({ response }) => {
    beginEventStream(response);
    sendData(response, delta({ content: LONG }));
    setImmediate(() => setImmediate(() => response.destroy()));
  },
  '429 at once': ({ response }) => sendStatus(response, 429, 'slow down'),
};

/** What breaks, how the turn ends, and how many machines the next turn speaks of: another number each time. */
const FAULTS = [
  ['garbage', 'agent-failed', 210],
  ['a stall', 'agent-failed', 220],
  ['429 in mid-stream', 'agent-throttled', 230],
  ['a cut connection', 'agent-unavailable', 240],
] as const;

describe('a conversation when the model’s server breaks', () => {
  let dataDir: string;
  let services: RunningServices;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'model-faults-'));
    await ensureData({ dataDir, rows: 3_000, clock, onProgress: () => {} });
    services = await startServices({ dataDir, clock, onFailure: () => {} });
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await services.close();
    await rm(dataDir, { recursive: true });
  });

  async function converse() {
    const server = await startConverseServer(createEmbeddedModel());
    const model = createBedrockConverseModel({
      ...localClientOptions,
      modelId: 'amazon.nova-pro-v1:0',
      endpoint: server.endpoint,
      inference: { maxTokens: 4_000, temperature: 0 },
      idleTimeoutMs,
    });
    closing.push(() => model.close());
    return { server, model: () => model, replies: CONVERSE };
  }

  async function openAi() {
    const server = await startOpenAiServer(createEmbeddedModel());
    const models = await openModels({
      choice: { kind: 'openai', baseUrl: server.endpoint, model: 'small' },
      idleTimeoutMs,
    });
    closing.push(() => models.close());
    return { server, model: models.model, replies: OPENAI };
  }

  describe.each([
    ['Converse', converse],
    ['an OpenAI-compatible server', openAi],
  ] as const)('behind %s', (wire, start) => {
    let server: ModelServerDouble;
    let replies: typeof CONVERSE;
    let ask: (text: string) => Promise<TurnResult>;

    beforeAll(async () => {
      const opened = await start();
      ({ server, replies } = opened);
      closing.push(() => server.close());
      ask = await assistantWith(opened.model, wire.slice(0, 8));
      const { outcome } = await ask(
        'Rossini Foods, Italy, close 30 June 2027, migrate 200 VMware virtual machines to EC2',
      );
      expect(outcome).toBe('answered');
    });

    it.for(FAULTS)('fails the turn on %s with %s, and loses nothing', async ([fault, code, machines]) => {
      const reply = replies[fault];
      if (reply === undefined) throw new TypeError(fault);
      server.next(reply);
      const broken = await ask('no, close is end of August 2027');
      expect([broken.outcome, broken.error?.code, broken.steps, broken.artifacts]).toEqual([
        'failed',
        code,
        [],
        [],
      ]);
      expect(broken.error?.message).not.toBe('');
      // The broken turn never was: what it asked for is not in the conversation, all before it is.
      const { outcome, steps } = await ask(`make it ${machines} virtual machines`);
      expect([outcome, steps[0]?.arguments.targetCloseDate, steps[0]?.arguments.customerName]).toEqual([
        'answered',
        '2027-06-30',
        'Rossini Foods',
      ]);
    });

    it('fails on the answer after the operation, and takes the turn again as a whole', async () => {
      const reply = replies.garbage;
      if (reply === undefined) throw new TypeError('garbage');
      server.next(({ response, body }) => {
        // The first call of the turn is the model's own; its second breaks.
        server.next(reply);
        return server.pass({ response, body });
      });
      const broken = await ask('actually Austria');
      expect([broken.outcome, broken.steps.length]).toEqual(['failed', 1]);
      const again = await ask('actually Austria');
      expect([again.outcome, again.steps[0]?.arguments.country]).toEqual(['answered', 'AT']);
      await ask('no, Italy');
    });

    it('waits and asks again when it is throttled before anything was said', async () => {
      const reply = replies['429 at once'];
      if (reply === undefined) throw new TypeError('429');
      server.next(reply);
      expect((await ask('how sure are you?')).outcome).toBe('answered');
    });
  });

  async function assistantWith(model: ComposeRuntimeOptions['model'], thread: string) {
    const { endpoints } = services;
    const { runtime, close } = composeRuntime({
      athenaEndpoint: endpoints.athena,
      dynamodbEndpoint: endpoints.dynamodb,
      dataDir,
      clock,
      onFailure: () => {},
      ...(model === undefined ? {} : { model }),
    });
    const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;
    const agent = createInProcessAgentClient({
      runtime,
      agentId,
      agentAliasId: aliasIds.dev,
      knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
    });
    const assistant = createAssistant({
      endpoints,
      dataDir,
      sellers: await createYamlSellerDirectory('sellers.yaml'),
      sessionSecret: 'secret',
      clock,
      onFailure: () => {},
      agents: { standard: agent, enhanced: agent },
    });
    closing.push(() => assistant.close(), close);
    return (text: string) =>
      resultOf(
        assistant.turn.run({ sellerId: 'olivia', channel: 'cli', thread: thread.replace(/\W/g, '-'), text }),
      );
  }
});
