import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loadDoor } from './ack-load.ts';

describe('loadDoor', () => {
  it('sends signed events, one in ten twice, and tells those that were refused apart', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        const { event_id: id } = JSON.parse(body) as { event_id: string };
        seen.push(`${id} ${String(request.headers['x-slack-signature']).slice(0, 3)}`);
        response.writeHead(id === 'Ev3' ? 500 : 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { times, refused, wallMs } = await loadDoor({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      signingSecret: 'a secret',
      events: 20,
      perSecond: 10_000,
      wait: async () => undefined,
    });
    server.closeAllConnections();
    server.close();
    expect([times.length, refused, new Set(seen).size]).toEqual([19, 1, 18]);
    expect(seen.every((each) => each.endsWith(' v0='))).toBe(true);
    expect(Math.max(...times)).toBeLessThanOrEqual(wallMs);
  });
});
