import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bucket behind S3's wire protocol: an object is put, and got unless it still has the ETag that is known. */
export async function startS3Server() {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname);
    if (request.method === 'PUT') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      objects.set(key, Buffer.concat(parts));
      response.writeHead(200, { ETag: etagOf(key) }).end();
      return;
    }
    const bytes = objects.get(key);
    if (bytes === undefined) {
      const body = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>';
      response.writeHead(404, { 'Content-Type': 'application/xml' }).end(body);
    } else if (request.headers['if-none-match'] === etagOf(key)) response.writeHead(304).end();
    else response.writeHead(200, { ETag: etagOf(key), 'Content-Length': bytes.byteLength }).end(bytes);
  });
  const etagOf = (key: string) =>
    `"${createHash('md5')
      .update(objects.get(key) ?? '')
      .digest('hex')}"`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** By path: `/bucket/key`. */
    objects,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
