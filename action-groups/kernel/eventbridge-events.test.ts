import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { createEventBridgeEvents, EVENT_SOURCE } from './eventbridge-events.ts';
import { describeEventBus, feedbackOf } from './events.contract.ts';

interface Sent {
  readonly Source: string;
  readonly DetailType: string;
  readonly EventBusName: string;
  readonly Time: number;
  readonly Detail: string;
}

/** A server that answers `PutEvents`, and the bus over the SDK's client. */
async function open(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
  return {
    bus: createEventBridgeEvents({ client, busName: 'assistant' }),
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const answer = (response: ServerResponse, body: object) =>
  response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));

async function taking() {
  const entries: Sent[] = [];
  const opened = await open(async (request, response) => {
    const { Entries } = (await json(request)) as { Entries: Sent[] };
    if (request.headers['x-amz-target'] === 'AWSEvents.PutEvents') entries.push(...Entries);
    answer(response, { FailedEntryCount: 0, Entries: Entries.map((_, at) => ({ EventId: `e${at}` })) });
  });
  return { ...opened, entries };
}

describeEventBus('createEventBridgeEvents', async () => {
  const { bus, entries, close } = await taking();
  return { bus, close, taken: async () => entries.map(({ Detail }) => JSON.parse(Detail) as unknown) };
});

describe('createEventBridgeEvents', () => {
  const { signal } = new AbortController();

  it('names its source, the type, the bus and the time', async () => {
    const { bus, entries, close } = await taking();
    await bus.send(feedbackOf('t'), { signal });
    expect(entries).toMatchObject([
      {
        Source: EVENT_SOURCE,
        DetailType: 'FeedbackGiven',
        EventBusName: 'assistant',
        Time: Date.parse('2026-11-25T09:00:00Z') / 1_000,
      },
    ]);
    await close();
  });

  it('takes an entry that failed for a failure, though the reply is none', async () => {
    const { bus, close } = await open((request, response) => {
      request.resume();
      answer(response, {
        FailedEntryCount: 1,
        Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'slower' }],
      });
    });
    await expect(bus.send(feedbackOf('t'), { signal })).rejects.toMatchObject({
      code: 'event-refused',
      message: 'EventBridge did not take FeedbackGiven: ThrottlingException, slower',
    });
    await close();
  });

  it('says so when the bus is down, and ends with its caller', async () => {
    const down = await open((request) => request.socket.destroy());
    await expect(down.bus.send(feedbackOf('t'), { signal })).rejects.toMatchObject({
      code: 'event-bus-unavailable',
    });
    await down.close();
    const ending = new AbortController();
    const silent = await open(() => ending.abort(new TypeError('no time left')));
    await expect(silent.bus.send(feedbackOf('t'), { signal: ending.signal })).rejects.toThrow('no time left');
    await silent.close();
  });
});
