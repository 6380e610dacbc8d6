import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastEventId, readStream, wholeEvents } from './sse-reader.ts';

const STREAM = Buffer.from(
  ': turn\n\nid: 1\nevent: a\ndata: "é"\n\n: heartbeat\n\nid: 2\nevent: b\ndata: 2\n\n',
);

describe('readStream', () => {
  const server = createServer((_, response) => {
    response.writeHead(200);
    for (const byte of STREAM) response.write(Buffer.of(byte));
    response.end();
  });
  const agent = new Agent();
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    agent.destroy();
    server.close();
  });

  it('cuts behind a byte, or reads to the end', async () => {
    const whole = await readStream({ agent, url, headers: {} });
    expect([whole.status, whole.isCut, whole.bytes.equals(STREAM)]).toEqual([200, false, true]);
    const cut = await readStream({ agent, url, headers: {}, body: 'x', cutAfter: 30 });
    expect([cut.isCut, cut.bytes.equals(STREAM.subarray(0, 30))]).toEqual([true, true]);
  });

  it('keeps whole events wherever the cut is, and knows where to go on', () => {
    fc.assert(
      fc.property(fc.nat(STREAM.length), (cut) => {
        const events = wholeEvents(STREAM.subarray(0, cut));
        expect(wholeEvents(STREAM).startsWith(events)).toBe(true);
        expect(lastEventId(events) ?? '0').toBe(String(events.split('\n\n').length - 1));
      }),
    );
  });
});
