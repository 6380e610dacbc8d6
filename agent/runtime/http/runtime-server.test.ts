import http from 'node:http';
import http2 from 'node:http2';
import { connect } from 'node:net';
import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type InvokeAgentCommandInput,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, it } from 'vitest';
import { type Model, ModelError } from '../models/model.ts';
import { type ScriptedModel, scriptedModel } from '../models/scripted-model.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, testAttributes, testRuntime, WEIGH } from '../test-agent.ts';
import { createRuntimeServer, type RunningServer } from './runtime-server.ts';

const PATH = `/agents/${TEST_AGENT_ID}/agentAliases/${TEST_ALIAS_ID}/sessions/session-1/text`;

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function start(server: RunningServer): Promise<string> {
  const { endpoint } = await server.start();
  opened.push(() => server.close());
  return endpoint;
}

const serve = (model: ScriptedModel, graceMs = 50) => {
  const server = createRuntimeServer({ runtime: testRuntime(model), newId: () => 'request-1', graceMs });
  return start(server).then((endpoint) => ({ server, endpoint }));
};

/** The SDK's client with its default handler (HTTP/2), or over HTTP/1.1. */
function sdkClient(endpoint: string, protocol: 'HTTP/2' | 'HTTP/1.1'): BedrockAgentRuntimeClient {
  const client = new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    ...(protocol === 'HTTP/1.1' ? { requestHandler: new NodeHttpHandler() } : {}),
  });
  opened.push(() => client.destroy());
  return client;
}

const input = (change: Partial<InvokeAgentCommandInput> = {}): InvokeAgentCommandInput => ({
  agentId: TEST_AGENT_ID,
  agentAliasId: TEST_ALIAS_ID,
  sessionId: 'session-1',
  inputText: 'How heavy?',
  sessionState: { sessionAttributes: testAttributes },
  ...change,
});

async function read(client: BedrockAgentRuntimeClient, change?: Partial<InvokeAgentCommandInput>) {
  const response = await client.send(new InvokeAgentCommand(input(change)));
  let text = '';
  const traces: string[] = [];
  for await (const event of response.completion ?? []) {
    text += Buffer.from(event.chunk?.bytes ?? []).toString();
    const { orchestrationTrace } = event.trace?.trace ?? {};
    if (orchestrationTrace !== undefined) traces.push(...Object.keys(orchestrationTrace));
  }
  return { response, text, traces };
}

describe.for(['HTTP/2', 'HTTP/1.1'] as const)(
  'createRuntimeServer, for the SDK’s client over %s',
  (protocol) => {
    it('speaks that protocol', async () => {
      const { endpoint } = await serve(scriptedModel());
      const { requestHandler } = sdkClient(endpoint, protocol).config;
      expect(requestHandler).toBeInstanceOf(protocol === 'HTTP/2' ? NodeHttp2Handler : NodeHttpHandler);
    });

    it('answers with chunks, traces and the service’s headers', async () => {
      const model = scriptedModel()
        .uses([{ name: WEIGH, input: { parcel: 'box' } }], 'Hm.')
        .says('12 kg — 🚚');
      const { endpoint } = await serve(model);
      const { response, text, traces } = await read(sdkClient(endpoint, protocol), {
        enableTrace: true,
        memoryId: 'memory-1',
      });
      expect(text).toBe('12 kg — 🚚');
      expect(response).toMatchObject({
        contentType: 'application/json',
        sessionId: 'session-1',
        memoryId: 'memory-1',
      });
      expect(traces).toEqual([
        'modelInvocationInput',
        'modelInvocationOutput',
        'rationale',
        'invocationInput',
        'observation',
        'modelInvocationInput',
        'modelInvocationOutput',
        'observation',
      ]);
    });

    it('flushes each event as it happens', async () => {
      const { endpoint } = await serve(scriptedModel().hangs('word '.repeat(100)));
      const controller = new AbortController();
      const { completion } = await sdkClient(endpoint, protocol).send(
        new InvokeAgentCommand(input({ streamingConfigurations: { streamFinalResponse: true } })),
        { abortSignal: controller.signal },
      );
      const first = await completion?.[Symbol.asyncIterator]().next();
      expect(Buffer.from(first?.value?.chunk?.bytes ?? []).toString()).toBe('word '.repeat(100));
      controller.abort();
    });

    it('stops the model when the client goes away', async () => {
      const model = scriptedModel().hangs('word '.repeat(100));
      const { endpoint } = await serve(model);
      const leave = await (protocol === 'HTTP/2' ? postHttp2 : postHttp1)(endpoint);
      const signal = model.requests[0]?.signal;
      const stopped = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      leave();
      await stopped;
      expect(signal?.reason).toMatchObject({ message: 'the client went away' });
    });

    it.for([
      ['before the first event', false, 429],
      ['in the stream', true, undefined],
    ] as const)('throws the typed exception %s', async ([, enableTrace, status]) => {
      const { endpoint } = await serve(scriptedModel().fails(new ModelError('model-throttled', 'slow down')));
      const error = await read(sdkClient(endpoint, protocol), { enableTrace }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ name: 'ThrottlingException', message: 'the model failed: slow down' });
      expect((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode).toBe(status);
    });

    it.for([
      ['no message', { inputText: undefined }, 'ValidationException', 'inputText'],
      ['a message of 100 KB', { inputText: 'x'.repeat(100_001) }, 'ValidationException', 'inputText'],
      ['a body of 1 MB', { inputText: 'x'.repeat(1_000_001) }, 'ValidationException', 'body'],
      ['a session id outside the pattern', { sessionId: 'ü' }, 'ValidationException', 'sessionId'],
      ['a long session id', { sessionId: 's'.repeat(101) }, 'ValidationException', 'sessionId'],
      ['an agent id with slashes', { agentId: 'not/an/id' }, 'ValidationException', 'agentId'],
      ['a long alias id', { agentAliasId: 'ELEVENCHARS' }, 'ValidationException', 'agentAliasId'],
      ['an unknown agent', { agentId: 'OTHER00001' }, 'ResourceNotFoundException', 'OTHER00001'],
      ['an unknown alias', { agentAliasId: 'OTHER00001' }, 'ResourceNotFoundException', 'OTHER00001'],
      [
        'results nobody waits for',
        {
          sessionState: {
            invocationId: 'i',
            returnControlInvocationResults: [{ apiResult: { actionGroup: 'g' } }],
          },
        },
        'ValidationException',
        'invocationId',
      ],
      [
        'a history from outside',
        {
          sessionState: { conversationHistory: { messages: [{ role: 'user', content: [{ text: 'hi' }] }] } },
        },
        'ValidationException',
        'conversationHistory',
      ],
    ] as [string, Partial<InvokeAgentCommandInput>, string, string][])(
      'refuses %s',
      async ([, change, name, named]) => {
        const { endpoint } = await serve(scriptedModel());
        await expect(read(sdkClient(endpoint, protocol), change)).rejects.toMatchObject({
          name,
          message: expect.stringContaining(named),
        });
      },
    );

    it('ends running turns with an exception when it closes', async () => {
      const { endpoint, server } = await serve(scriptedModel().hangs('word '.repeat(100)));
      const { completion } = await sdkClient(endpoint, protocol).send(
        new InvokeAgentCommand(input({ streamingConfigurations: { streamFinalResponse: true } })),
      );
      const events = completion?.[Symbol.asyncIterator]();
      await events?.next();
      const closing = server.close();
      await expect(events?.next()).rejects.toMatchObject({
        name: 'InternalServerException',
        message: 'the runtime is shutting down',
      });
      await closing;
    });

    it('knows the operations that are not built', async () => {
      const { endpoint } = await serve(scriptedModel());
      const retrieve = new RetrieveCommand({ knowledgeBaseId: 'LOCALKB001', retrievalQuery: { text: 'x' } });
      await expect(sdkClient(endpoint, protocol).send(retrieve)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    });
  },
);

const STREAMED = '{"inputText":"x","streamingConfigurations":{"streamFinalResponse":true}}';

/** Begins a turn, waits for its first bytes, and returns how to leave without a word. */
function postHttp2(endpoint: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(endpoint);
    session.on('error', reject);
    const stream = session.request({ ':method': 'POST', ':path': PATH });
    stream.on('error', reject);
    stream.once('data', () => resolve(() => session.destroy()));
    stream.end(STREAMED);
  });
}

function postHttp1(endpoint: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${endpoint}${PATH}`, { method: 'POST', agent: false }, (response) => {
      response.on('error', reject);
      response.once('data', () => resolve(() => request.destroy()));
    });
    request.on('error', reject);
    request.end(STREAMED);
  });
}

interface RawAnswer {
  readonly status: number | undefined;
  readonly errorType: string | undefined;
  readonly body: string;
}

function raw(
  endpoint: string,
  method: string,
  path: string,
  body: string | Uint8Array = '',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${endpoint}${path}`, { method, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          errorType: response.headers['x-amzn-errortype'] as string | undefined,
          body: Buffer.concat(parts).toString('latin1'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('createRuntimeServer, for any client', () => {
  it.for([
    ['POST', PATH, '{', 400, 'ValidationException'],
    ['POST', PATH, Buffer.from([0x22, 0xff, 0x22]), 400, 'ValidationException'],
    ['POST', PATH, '[]', 400, 'ValidationException'],
    ['POST', PATH, '', 400, 'ValidationException'],
    ['POST', PATH, '{"inputText":5}', 400, 'ValidationException'],
    [
      'POST',
      PATH,
      '{"inputText":"x","sessionState":{"sessionAttributes":{"a":1}}}',
      400,
      'ValidationException',
    ],
    ['POST', PATH, '{"inputText":"x","memoryId":"m"}', 400, 'ValidationException'],
    ['POST', PATH.replace('session-1', '%'), '{"inputText":"x"}', 400, 'ValidationException'],
    ['POST', PATH.replace('session-1', '%ff'), '{"inputText":"x"}', 400, 'ValidationException'],
    ['POST', PATH.replace('session-1', ''), '{"inputText":"x"}', 400, 'ValidationException'],
    ['POST', '/agents/session-1', '{}', 404, 'ResourceNotFoundException'],
    ['POST', '/retrieveAndGenerate', '{}', 404, 'ResourceNotFoundException'],
    ['POST', '/retrieveAndGenerateStream', '{}', 404, 'ResourceNotFoundException'],
    ['GET', `/agents/A/agentAliases/B/memories?memoryId=m1`, '', 404, 'ResourceNotFoundException'],
    ['DELETE', `/agents/A/agentAliases/B/memories`, '', 404, 'ResourceNotFoundException'],
    ['GET', PATH, '', 404, 'UnknownOperationException'],
    ['POST', '/', '', 404, 'UnknownOperationException'],
  ] as const)('answers %s %s %j with %i %s', async ([method, path, body, status, errorType]) => {
    const { endpoint } = await serve(scriptedModel());
    const answer = await raw(endpoint, method, path, body);
    expect(answer).toMatchObject({ status, errorType });
    expect(JSON.parse(answer.body)).toEqual({ __type: errorType, message: expect.any(String) });
  });

  it('decodes the labels of the path', async () => {
    const { endpoint } = await serve(scriptedModel().says('Hello.'));
    const answer = await raw(endpoint, 'POST', PATH.replace('session-1', 'a%3Ab'), '{"inputText":"x"}');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(Buffer.from('Hello.').toString('base64'));
  });

  it('lets the model wait for a client that reads slowly, and loses nothing', async () => {
    const total = 6_000;
    let produced = 0;
    const model: Model = {
      modelId: 'endless',
      async *converse() {
        for (; produced < total; produced += 1) yield { type: 'text-delta', text: 'x'.repeat(4_000) };
        yield { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 };
      },
    };
    const server = createRuntimeServer({
      runtime: testRuntime(model),
      newId: () => 'request-1',
      graceMs: 50,
    });
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      start(server).then((endpoint) => {
        const request = http.request(`${endpoint}${PATH}`, { method: 'POST', agent: false }, resolve);
        request.on('error', reject);
        request.end(STREAMED);
      }, reject);
    });
    // Nobody reads: production goes on until the buffers in between are full, then stands still.
    for (let still = 0, before = -1; still < 200; still = produced === before ? still + 1 : 0) {
      before = produced;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(produced).toBeLessThan(total);
    let bytes = 0;
    for await (const part of response) bytes += (part as Buffer).byteLength;
    expect(produced).toBe(total);
    expect(bytes).toBeGreaterThan((total * 4_000 * 4) / 3);
  });

  it('recognises a protocol whose first bytes come one by one', async () => {
    const { endpoint } = await serve(scriptedModel());
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString('latin1'))),
    );
    const text = 'PUT / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n';
    socket.setNoDelay(true);
    for (const character of text) await new Promise((resolve) => socket.write(character, resolve));
    expect(await answer).toContain('HTTP/1.1 404');
    socket.destroy();
  });

  it('outlives clients that break the protocol or leave in the middle of it', async () => {
    const { endpoint } = await serve(scriptedModel().says('Hello.'));
    for (const text of [
      'P',
      'PRI * garbage\r\n\r\n',
      '\u0000\u0001\u0002\u0003',
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"in`,
    ]) {
      const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      socket.destroy();
    }
    expect(await raw(endpoint, 'POST', PATH, '{"inputText":"x"}')).toMatchObject({ status: 200 });
  });

  it('closes with open idle connections, and twice', async () => {
    const { endpoint, server } = await serve(scriptedModel());
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    await server.close();
    await server.close();
    socket.destroy();
    await expect(raw(endpoint, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
