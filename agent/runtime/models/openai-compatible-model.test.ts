import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpResponse } from '../http/http-exchange.ts';
import { describeModel, eventsOf, failureOf, modelRequest } from './model.contract.ts';
import type { RawReply } from './model-server.double.ts';
import {
  chatCompletionsUrl,
  createOpenAiCompatibleModel,
  type OpenAiCompatibleModelOptions,
} from './openai-compatible-model.ts';
import { beginEventStream, delta, sendData, sendStatus, startOpenAiServer } from './openai-server.double.ts';
import { scriptedModel } from './scripted-model.ts';

const inference = { maxTokens: 500, temperature: 0 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(options: Partial<OpenAiCompatibleModelOptions> = {}, script = scriptedModel()) {
  const server = await startOpenAiServer(script);
  closers.push(() => server.close());
  return {
    server,
    model: createOpenAiCompatibleModel({
      baseUrl: server.endpoint,
      model: 'small:3b',
      inference,
      ...options,
    }),
  };
}

describeModel('createOpenAiCompatibleModel', async (script) => {
  const { model } = await open({}, script);
  return { model, close: async () => {} };
});

/** Sends data, and then does what `end` says once it is out. */
const sends =
  (
    data: readonly unknown[],
    end: (response: HttpResponse) => void = (response) => response.end(),
  ): RawReply =>
  ({ response }) => {
    beginEventStream(response);
    for (const each of data) sendData(response, each);
    setImmediate(() => setImmediate(() => end(response)));
  };

/** Sends bytes as they are, in the given cuts. */
const sendsBytes =
  (bytes: Buffer, size: number): RawReply =>
  ({ response }) => {
    beginEventStream(response);
    for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
    response.end();
  };

const usage = { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3 } };
const stop = { type: 'stop', reason: 'end-turn', inputTokens: 7, outputTokens: 3 };

describe('createOpenAiCompatibleModel', () => {
  it('asks for the model, the sampling and the tools of the definition', async () => {
    const { server, model } = await open({ apiKey: 'a-key' }, scriptedModel().says('Hi.'));
    await eventsOf(model);
    const { tools, system } = modelRequest();
    expect(server.bodies).toEqual([
      {
        model: 'small:3b',
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 500,
        temperature: 0,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: 'How heavy is the box?' },
        ],
        tools: tools.map(({ name, description, inputSchema }) => ({
          type: 'function',
          function: { name, description, parameters: inputSchema },
        })),
      },
    ]);
    expect(server.headers()).toMatchObject({ authorization: 'Bearer a-key', accept: 'text/event-stream' });
    expect(model.modelId).toBe('openai:small:3b');
  });

  it.for([1, 2, 3, 7, 100_000])(
    'reads CRLF, comments, other fields and characters that are cut every %i bytes',
    async (size) => {
      const { server, model } = await open();
      const lines = [
        '\uFEFF: keep-alive',
        '',
        'event: message',
        'id: 1',
        `data: ${JSON.stringify(delta({ role: 'assistant', content: null }))}`,
        '',
        ':',
        `data:${JSON.stringify(delta({ content: 'Zwölf 漢🚚' }))}`,
        '',
        'data: {"choices": [{"delta": {"content": " kg"},',
        'data:  "finish_reason": "stop"}]}',
        '',
        `data: ${JSON.stringify(usage)}`,
        '',
        'data: [DONE]',
        '',
        '',
      ];
      server.next(sendsBytes(Buffer.from(lines.join('\r\n')), size));
      expect(await eventsOf(model)).toEqual([
        { type: 'text-delta', text: 'Zwölf 漢🚚' },
        { type: 'text-delta', text: ' kg' },
        stop,
      ]);
    },
  );

  it.for([
    ['without [DONE]', [delta({ content: 'Hi.' }), delta({}, 'stop'), usage], stop],
    ['without a finish reason', [delta({ content: 'Hi.' }), usage, '[DONE]'], stop],
    [
      'without usage',
      [delta({ content: 'Hi.' }), delta({}, 'stop'), '[DONE]'],
      { ...stop, inputTokens: null, outputTokens: null },
    ],
    [
      'with usage in every chunk',
      [{ ...(delta({ content: 'Hi.' }, 'stop') as object), usage: { prompt_tokens: 1 } }, usage, '[DONE]'],
      stop,
    ],
  ] as const)('takes a message %s', async ([, data, end]) => {
    const { server, model } = await open();
    server.next(sends(data));
    expect(await eventsOf(model)).toEqual([{ type: 'text-delta', text: 'Hi.' }, end]);
  });

  it('takes a message whose end was told for whole, though the server then hangs or breaks off', async () => {
    const { server, model } = await open({ idleTimeoutMs: 500 });
    const told = [delta({ content: 'Hi.' }), delta({}, 'stop')];
    const whole = [
      { type: 'text-delta', text: 'Hi.' },
      { ...stop, inputTokens: null, outputTokens: null },
    ];
    server.next(sends(told, () => {}));
    expect(await eventsOf(model)).toEqual(whole);
    server.next(sends(told, (response) => void response.destroy()));
    expect(await eventsOf(model)).toEqual(whole);
  });

  it.for([
    ['HTML', '<html>502</html>', 'no JSON'],
    ['half of a chunk', '{"choices":[{"delta":{"con', 'no JSON'],
    ['another JSON', '{"hello":"world"}', 'no chat completion'],
    ['a list', '[]', 'no chat completion'],
    ['a number as text', JSON.stringify(delta({ content: 7 })), 'no chat completion'],
    ['an unknown end', JSON.stringify(delta({}, 'exploded')), 'exploded'],
  ] as const)('fails on %s', async ([, data, words]) => {
    const { server, model } = await open();
    server.next(sends([data]));
    expect((await failureOf(model)).error).toMatchObject({
      name: 'ModelError',
      code: 'model-failed',
      message: expect.stringContaining(words),
    });
  });

  it('fails on a line without an end', async () => {
    const { server, model } = await open();
    server.next(({ response }) => {
      beginEventStream(response);
      const bytes = Buffer.from('x'.repeat(60_000));
      for (let sent = 0; sent < 20; sent += 1) response.write(bytes);
    });
    expect((await failureOf(model)).error).toMatchObject({ code: 'model-failed' });
    await server.closed();
  });

  it.for([
    [
      429,
      { 'retry-after': '7' },
      'model-throttled',
      'answered 429; it asks to wait: 7; {"error":{"message":"because"}}',
    ],
    [500, {}, 'model-unavailable', 'answered 500'],
    [503, {}, 'model-unavailable', 'answered 503'],
    [504, {}, 'model-timeout', 'answered 504'],
    [400, {}, 'model-failed', 'because'],
    [404, {}, 'model-failed', 'because'],
    [302, { location: 'http://127.0.0.1:1/' }, 'model-unavailable', 'redirect'],
  ] as const)('fails on status %i, once', async ([status, headers, code, words]) => {
    const { server, model } = await open();
    server.next(({ response }) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      sendStatus(response, status, 'because');
    });
    expect((await failureOf(model)).error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(server.bodies).toHaveLength(1);
  });

  it('does not repeat what a server says about a key', async () => {
    const { server, model } = await open({ apiKey: 'a-secret-key' });
    server.next(({ response }) => sendStatus(response, 401, 'Incorrect API key: a-secret-key'));
    const { error } = await failureOf(model);
    expect(error).toMatchObject({ code: 'model-denied', message: 'the model’s server answered 401' });
  });

  it.for([
    [{ error: { message: 'slow down', code: 429 } }, 'model-throttled'],
    [{ error: { message: 'slow down', type: 'rate_limit_exceeded', code: null } }, 'model-throttled'],
    [{ error: { message: 'out of memory', code: 500, type: 'InternalServerError' } }, 'model-unavailable'],
    [{ error: { message: 'bad', code: 'invalid_request' } }, 'model-failed'],
    [{ error: 'just words' }, 'model-failed'],
  ] as const)('fails on %j in the middle with %s', async ([data, code]) => {
    const { server, model } = await open();
    server.next(sends([delta({ content: 'Half' }), data]));
    const { events, error } = await failureOf(model);
    expect(error).toMatchObject({ name: 'ModelError', code });
    expect(events).toEqual([{ type: 'text-delta', text: 'Half' }]);
  });

  it('fails on an answer that is no stream', async () => {
    const { server, model } = await open();
    server.next(({ response }) => {
      response.setHeader('content-type', 'text/html');
      response.end('<html>');
    });
    expect((await failureOf(model)).error).toMatchObject({
      code: 'model-failed',
      message: 'the model’s server answered text/html, no event stream',
    });
  });

  it('reads a stream whose type is not told', async () => {
    const { server, model } = await open();
    server.next(({ response }) => {
      sendData(response, delta({ content: 'Hi.' }, 'stop'));
      response.end();
    });
    expect((await eventsOf(model))[0]).toEqual({ type: 'text-delta', text: 'Hi.' });
  });

  it('gives up on a stream that stalls, though it is not cut', async () => {
    const { server, model } = await open({ idleTimeoutMs: 500 });
    server.next(sends([delta({ content: 'Half' })], () => {}));
    const { events, error } = await failureOf(model);
    expect(error).toMatchObject({ code: 'model-timeout' });
    expect(events).toEqual([{ type: 'text-delta', text: 'Half' }]);
    await server.closed();
  });

  it('gives up on a server that takes the connection and says nothing', async () => {
    const silent = await listening(createServer(() => {}));
    const { model } = await open({ baseUrl: silent, idleTimeoutMs: 500 });
    expect((await failureOf(model)).error).toMatchObject({ code: 'model-timeout' });
  });

  it.for([
    ['cut', 'destroy'],
    ['ended early', 'end'],
  ] as const)('takes a connection that is %s for no answer', async ([, end]) => {
    const { server, model } = await open();
    server.next(sends([delta({ content: 'Half' })], (response) => void response[end]()));
    expect((await failureOf(model)).error).toMatchObject({ code: 'model-unavailable' });
  });

  it('cannot reach a server that is not there', async () => {
    const { server, model } = await open();
    await server.close();
    expect((await failureOf(model)).error).toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('leaves the stream when the caller takes no more', async () => {
    const { server, model } = await open();
    server.next(sends([delta({ content: 'Half' })], () => {}));
    for await (const _event of model.converse(modelRequest())) break;
    await server.closed();
  });
});

async function listening(server: Server): Promise<string> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('chatCompletionsUrl', () => {
  it.for([
    ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
    ['http://localhost:11434/', 'http://localhost:11434/v1/chat/completions'],
    ['http://localhost:8000/v1', 'http://localhost:8000/v1/chat/completions'],
    ['https://host/some/v1/', 'https://host/some/v1/chat/completions'],
    ['https://host/v1/chat/completions', 'https://host/v1/chat/completions'],
    ['https://host/v1?api-version=2', 'https://host/v1/chat/completions?api-version=2'],
  ] as const)('of %s is %s', ([base, url]) => {
    expect(chatCompletionsUrl(base)).toBe(url);
  });
});
