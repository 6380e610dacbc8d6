import { NodeHttp2Handler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpResponse } from '../http/http-exchange.ts';
import { type BedrockConverseModelOptions, createBedrockConverseModel } from './bedrock-converse-model.ts';
import {
  beginConverseStream,
  converseExceptionFrame,
  converseFrame,
  startConverseServer,
} from './converse-server.double.ts';
import { describeModel, eventsOf, failureOf, modelRequest } from './model.contract.ts';
import type { RawReply } from './model-server.double.ts';
import { scriptedModel } from './scripted-model.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const inference = { maxTokens: 500, temperature: 0 };
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(options: Partial<BedrockConverseModelOptions> = {}, script = scriptedModel()) {
  const server = await startConverseServer(script);
  const model = createBedrockConverseModel({
    modelId: 'amazon.nova-pro-v1:0',
    region: 'us-east-1',
    endpoint: server.endpoint,
    credentials,
    inference,
    ...options,
  });
  closers.push(
    () => model.close(),
    () => server.close(),
  );
  return { server, model };
}

const PROTOCOLS: Readonly<Record<string, () => Partial<BedrockConverseModelOptions>>> = {
  'HTTP/1.1': () => ({}),
  'HTTP/2': () => ({ requestHandler: new NodeHttp2Handler() }),
};

for (const [protocol, options] of Object.entries(PROTOCOLS)) {
  describeModel(`createBedrockConverseModel over ${protocol}`, async (script) => {
    const { model } = await open(options(), script);
    return { model, close: async () => {} };
  });
}

/** Sends frames, and then does what `end` says once they are out. */
const frames =
  (
    sent: readonly Uint8Array[],
    end: (response: HttpResponse) => void = (response) => response.end(),
  ): RawReply =>
  ({ response }) => {
    beginConverseStream(response);
    for (const frame of sent) response.write(frame);
    setImmediate(() => setImmediate(() => end(response)));
  };

const start = converseFrame('messageStart', { role: 'assistant' });
const text = (words: string) =>
  converseFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: words } });
const toolStart = (index: number, toolUse: unknown) =>
  converseFrame('contentBlockStart', { contentBlockIndex: index, start: { toolUse } });
const toolInput = (index: number, input: string) =>
  converseFrame('contentBlockDelta', { contentBlockIndex: index, delta: { toolUse: { input } } });
const blockStop = (index: number) => converseFrame('contentBlockStop', { contentBlockIndex: index });
const messageStop = (stopReason: string) => converseFrame('messageStop', { stopReason });
const metadata = converseFrame('metadata', {
  usage: { inputTokens: 7, outputTokens: 3, totalTokens: 10 },
  metrics: { latencyMs: 1 },
});

describe('createBedrockConverseModel', () => {
  it('asks for the model, the sampling and the tools of the definition', async () => {
    const { server, model } = await open({}, scriptedModel().says('Hi.'));
    await eventsOf(model);
    const { tools, system } = modelRequest();
    expect(server.bodies).toEqual([
      {
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: 'How heavy is the box?' }] }],
        inferenceConfig: inference,
        toolConfig: {
          tools: tools.map(({ name, description, inputSchema }) => ({
            toolSpec: { name, description, inputSchema: { json: inputSchema } },
          })),
        },
      },
    ]);
    expect(model.modelId).toBe('amazon.nova-pro-v1:0');
  });

  it('says which words of its message rest on which source', async () => {
    const { server, model } = await open();
    const part = (contentBlockIndex: number, delta: unknown) =>
      converseFrame('contentBlockDelta', { contentBlockIndex, delta });
    server.next(
      frames([
        start,
        part(0, { text: 'So: ' }),
        blockStop(0),
        part(1, { text: 'boxes ' }),
        part(1, { text: 'weigh.' }),
        part(1, {
          citation: {
            title: 'Boxes',
            source: 's3://docs/boxes.md',
            sourceContent: [{ text: 'They weigh.' }],
          },
        }),
        part(1, { citation: { location: { web: { url: 'https://example.com/' } }, title: 'Elsewhere' } }),
        part(1, { citation: { sourceContent: [{ text: 'nowhere' }] } }),
        blockStop(1),
        part(2, { citation: { source: 'of no words' } }),
        blockStop(2),
        messageStop('end_turn'),
      ]),
    );
    const events = await eventsOf(model);
    expect(events.filter((event) => event.type === 'citation')).toEqual([
      {
        type: 'citation',
        citation: { start: 4, end: 16, source: { uri: 's3://docs/boxes.md', text: 'They weigh.' } },
      },
      {
        type: 'citation',
        citation: { start: 4, end: 16, source: { uri: 'https://example.com/', text: '' } },
      },
    ]);
  });

  it('takes tools that interleave, come without an end, or without arguments', async () => {
    const { server, model } = await open();
    server.next(
      frames([
        start,
        toolStart(0, { toolUseId: 'a', name: 'one' }),
        toolStart(1, { toolUseId: 'b', name: 'two' }),
        toolInput(1, '{"x":'),
        toolInput(0, '{}'),
        toolInput(1, '1}'),
        blockStop(1),
        toolStart(2, { toolUseId: 'c', name: 'three' }),
        blockStop(2),
        messageStop('tool_use'),
        metadata,
      ]),
    );
    expect(await eventsOf(model)).toEqual([
      { type: 'tool-use', toolUse: { toolUseId: 'b', name: 'two', input: { x: 1 } } },
      { type: 'tool-use', toolUse: { toolUseId: 'c', name: 'three', input: {} } },
      { type: 'tool-use', toolUse: { toolUseId: 'a', name: 'one', input: {} } },
      { type: 'stop', reason: 'tool-use', inputTokens: 7, outputTokens: 3 },
    ]);
  });

  it.for([
    ['stop_sequence', 'end-turn'],
    ['content_filtered', 'blocked'],
    ['guardrail_intervened', 'blocked'],
  ] as const)('takes %s for %s', async ([reason, expected]) => {
    const { server, model } = await open();
    server.next(frames([start, text('So'), messageStop(reason), metadata]));
    expect((await eventsOf(model)).at(-1)).toMatchObject({ type: 'stop', reason: expected });
  });

  it.for([
    ['malformed_tool_use', 'cannot be read'],
    ['malformed_model_output', 'malformed_model_output'],
    ['model_context_window_exceeded', 'longer than the model can read'],
    ['something_new', 'something_new'],
  ] as const)('fails on %s, saying so', async ([reason, words]) => {
    const { server, model } = await open();
    server.next(frames([start, text('So'), messageStop(reason), metadata]));
    const { error } = await failureOf(model);
    expect(error).toMatchObject({ code: 'model-failed', message: expect.stringContaining(words) });
  });

  it('hands a malformed tool use on when its words are there, so that the model can be told', async () => {
    const { server, model } = await open();
    server.next(
      frames([
        start,
        toolStart(0, { toolUseId: 'a', name: 'one' }),
        toolInput(0, '{"x": 1,,'),
        blockStop(0),
        messageStop('malformed_tool_use'),
      ]),
    );
    expect(await eventsOf(model)).toEqual([
      { type: 'tool-use', toolUse: { toolUseId: 'a', name: 'one', input: {}, brokenInput: '{"x": 1,,' } },
      { type: 'stop', reason: 'tool-use', inputTokens: null, outputTokens: null },
    ]);
  });

  it.for([
    ['throttlingException', 'model-throttled'],
    ['serviceUnavailableException', 'model-unavailable'],
    ['internalServerException', 'model-unavailable'],
    ['modelStreamErrorException', 'model-failed'],
    ['validationException', 'model-failed'],
    ['somethingNewException', 'model-failed'],
  ] as const)('fails on %s in the stream with %s', async ([type, code]) => {
    const { server, model } = await open();
    server.next(frames([start, text('Half'), converseExceptionFrame(type, 'because')]));
    const { events, error } = await failureOf(model);
    expect(error).toMatchObject({ name: 'ModelError', code });
    expect(events).toEqual([{ type: 'text-delta', text: 'Half' }]);
    expect(server.bodies).toHaveLength(1);
  });

  it.for([
    ['ModelNotReadyException', 429, 'model-unavailable'],
    ['ModelTimeoutException', 408, 'model-timeout'],
    ['ResourceNotFoundException', 404, 'model-failed'],
    ['ExpiredTokenException', 403, 'model-denied'],
    ['ServiceQuotaExceededException', 400, 'model-throttled'],
  ] as const)('fails on %s before the stream with %s', async ([type, status, code]) => {
    const { server, model } = await open();
    server.next(({ response }) => {
      response.statusCode = status;
      response.setHeader('x-amzn-errortype', type);
      response.end(JSON.stringify({ message: 'because' }));
    });
    expect((await failureOf(model)).error).toMatchObject({ code, message: `${type}: because` });
    expect(server.bodies).toHaveLength(1);
  });

  it('cannot reach a server that is not there', async () => {
    const { server, model } = await open();
    await server.close();
    expect((await failureOf(model)).error).toMatchObject({ code: 'model-unavailable' });
  });

  it('is denied without credentials', async () => {
    const { model } = await open({
      credentials: async () => {
        throw Object.assign(new Error('none found'), { name: 'CredentialsProviderError' });
      },
    });
    expect((await failureOf(model)).error).toMatchObject({ code: 'model-denied' });
  });

  describe.each(Object.entries(PROTOCOLS))('over %s', (_protocol, protocolOptions) => {
    const opened = (options: Partial<BedrockConverseModelOptions> = {}) =>
      open({ ...protocolOptions(), ...options });

    it('gives up on a stream that stalls, and leaves it', async () => {
      const { server, model } = await opened({ idleTimeoutMs: 500 });
      server.next(frames([start, text('Half')], () => {}));
      const { events, error } = await failureOf(model);
      expect(error).toMatchObject({
        code: 'model-timeout',
        message: expect.stringContaining('silent for 0.5 s'),
      });
      expect(events).toEqual([{ type: 'text-delta', text: 'Half' }]);
      await server.closed();
    });

    it('gives up on a server that never answers', async () => {
      const { server, model } = await opened({ idleTimeoutMs: 500 });
      server.next(() => {});
      expect((await failureOf(model)).error).toMatchObject({ code: 'model-timeout' });
      await server.closed();
    });

    it.for([
      ['cut', 'destroy'],
      ['ended early', 'end'],
    ] as const)('takes a connection that is %s for no answer', async ([, end]) => {
      const { server, model } = await opened();
      server.next(frames([start, text('Half')], (response) => void response[end]()));
      const { error } = await failureOf(model);
      expect(error).toMatchObject({ name: 'ModelError', code: 'model-unavailable' });
    });

    it('fails on bytes that are no stream of events', async () => {
      const { server, model } = await opened();
      server.next(frames([start, Buffer.from('<html>502 Bad Gateway</html>'.repeat(40))]));
      expect((await failureOf(model)).error).toMatchObject({ name: 'ModelError', code: 'model-failed' });
    });

    it('leaves the stream when the caller takes no more', async () => {
      const { server, model } = await opened();
      server.next(frames([start, text('Half')], () => {}));
      for await (const _event of model.converse(modelRequest())) break;
      await server.closed();
    });
  });

  it('fails on a message without an end to its length', async () => {
    const { server, model } = await open();
    server.next(({ response }) => {
      beginConverseStream(response);
      const words = text('x'.repeat(60_000));
      for (let sent = 0; sent < 10; sent += 1) response.write(words);
    });
    const { error } = await failureOf(model);
    expect(error).toMatchObject({ code: 'model-failed', message: expect.stringContaining('longer than') });
  });
});
