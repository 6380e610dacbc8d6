import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RuntimeEvent, Trace } from '../runtime/bedrock-runtime-event.ts';
import { eventFrame, exceptionFrame } from '../runtime/http/event-frames.ts';
import type { AgentEvent } from './agent-client.ts';
import { type BedrockAgentClientOptions, createBedrockAgentClient } from './bedrock-agent-client.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A service that writes these frames and then does what `end` says. */
async function service(
  frames: readonly Uint8Array[],
  end: (response: ServerResponse) => void,
): Promise<{ readonly endpoint: string; readonly requests: () => number }> {
  let requests = 0;
  const server = http.createServer((request, response) => {
    requests += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.flushHeaders();
    for (const frame of frames) response.write(frame);
    // Once the bytes are with the client: a cut right after write would lose them as well.
    if (frames.length === 0) end(response);
    else response.write('', () => setImmediate(() => end(response)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}

async function ask(endpoint: string, options: Partial<BedrockAgentClientOptions> = {}) {
  const client = createBedrockAgentClient({
    region: 'us-east-1',
    agentId: 'AGENT00001',
    agentAliasId: 'ALIAS00001',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint,
    ...options,
  });
  closers.push(() => client.close());
  const events: AgentEvent[] = [];
  let error: unknown;
  try {
    const { signal } = new AbortController();
    const request = {
      sessionId: 'session-1',
      inputText: 'x',
      sessionAttributes: {},
      promptSessionAttributes: {},
      signal,
    };
    for await (const event of client.ask(request)) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  return { events, error };
}

const chunk = (text: string) => eventFrame({ chunk: { bytes: Buffer.from(text) } });
const trace = (part: Trace) => eventFrame({ trace: { eventTime: new Date(0), trace: part } } as RuntimeEvent);
const finish = trace({
  orchestrationTrace: { observation: { type: 'FINISH', finalResponse: { text: 'x' } } },
});
const cut = (response: ServerResponse) => response.destroy();
const close = (response: ServerResponse) => response.end();
const stall = () => {};

describe('createBedrockAgentClient, on the wire', () => {
  it('joins a character that two chunks share', async () => {
    const bytes = Buffer.from('12 kg — 🚚');
    const frames = Array.from(bytes, (_, index) =>
      eventFrame({ chunk: { bytes: bytes.subarray(index, index + 1) } }),
    );
    const { endpoint } = await service([...frames, finish], close);
    const { events } = await ask(endpoint);
    expect(events.map((event) => (event.type === 'chunk' ? event.text : event.type))).toEqual([
      ...'12 kg — 🚚',
      'final',
    ]);
  });

  it.for([
    ['cut between frames', [chunk('half')], cut, 'agent-unavailable'],
    ['cut inside a frame', [chunk('half'), chunk('lost').subarray(0, 20)], cut, 'agent-unavailable'],
    ['cut before the first frame', [], cut, 'agent-unavailable'],
    ['ended without a final observation', [chunk('half')], close, 'agent-incomplete'],
    ['ended without anything', [], close, 'agent-incomplete'],
    ['stalled', [chunk('half')], stall, 'agent-timeout'],
    ['stalled before the first frame', [], stall, 'agent-timeout'],
    [
      'damaged',
      [Buffer.from(chunk('half').map((byte, index) => (index === 40 ? byte ^ 1 : byte)))],
      close,
      'agent-failed',
    ],
  ] as [string, Uint8Array[], (response: ServerResponse) => void, string][])(
    'fails when the stream is %s',
    async ([, frames, end, code]) => {
      const { endpoint } = await service(frames, end);
      const { error } = await ask(endpoint, { socketTimeoutMs: end === stall ? 60 : 10_000 });
      expect(error).toMatchObject({ name: 'AgentError', code });
    },
  );

  it.for([
    ['ThrottlingException', 'agent-throttled'],
    ['ServiceQuotaExceededException', 'agent-throttled'],
    ['ConflictException', 'agent-throttled'],
    ['AccessDeniedException', 'agent-denied'],
    ['ResourceNotFoundException', 'agent-not-found'],
    ['ValidationException', 'agent-rejected'],
    ['DependencyFailedException', 'agent-failed'],
    ['BadGatewayException', 'agent-unavailable'],
    ['InternalServerException', 'agent-failed'],
    ['ModelNotReadyException', 'agent-failed'],
  ] as const)(
    'takes %s as first event and in the middle for %s, and asks once',
    async ([exception, code]) => {
      for (const before of [[], [chunk('half')]]) {
        const frame = exceptionFrame({ code: exception, message: 'because' });
        const { endpoint, requests } = await service([...before, frame], close);
        const { events, error } = await ask(endpoint);
        expect(error).toMatchObject({ name: 'AgentError', code, message: 'because' });
        expect(events).toHaveLength(before.length);
        expect(requests()).toBe(1);
      }
    },
  );

  it('is unavailable when nobody listens', async () => {
    const { error } = await ask('http://127.0.0.1:1');
    expect(error).toMatchObject({ code: 'agent-unavailable', cause: { code: 'ECONNREFUSED' } });
  });

  it('is denied without credentials', async () => {
    const { endpoint, requests } = await service([finish], close);
    const credentials = async () => {
      throw Object.assign(new Error('none found'), { name: 'CredentialsProviderError' });
    };
    expect((await ask(endpoint, { credentials })).error).toMatchObject({ code: 'agent-denied' });
    expect(requests()).toBe(0);
  });
});
