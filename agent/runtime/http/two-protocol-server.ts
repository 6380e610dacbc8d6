import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { HttpHandler, HttpRequest, HttpResponse } from './http-exchange.ts';

export interface TwoProtocolServer {
  /** Listens and returns the port. @throws when the port is taken. */
  listen(options: { readonly host: string; readonly port: number }): Promise<number>;
  /** Accepts nothing new, lets running requests end within `graceMs`, then cuts what is left. */
  close(options: { readonly graceMs: number }): Promise<void>;
}

const HTTP2_PREFACE = 'PRI ';
const FIRST_BYTES_TIMEOUT_MS = 10_000;

/**
 * HTTP/1.1 and cleartext HTTP/2 on one port: the SDK's runtime client speaks HTTP/2 at once, most others
 * HTTP/1.1, and the first four bytes tell which.
 */
export function createTwoProtocolServer(handler: HttpHandler): TwoProtocolServer {
  let closing = false;
  const onRequest = (request: HttpRequest, response: HttpResponse) => {
    // A kept connection has become idle when its last response is out; nobody else would end it.
    response.once('close', () => closing && http1.closeIdleConnections());
    // A handler answers its own errors; one that escapes means the response is beyond an answer.
    handler(request, response).catch(() => response.destroy());
  };
  const http1 = http.createServer({ noDelay: true, keepAliveTimeout: 65_000 }, onRequest);
  const sessions = new Set<http2.ServerHttp2Session>();
  const h2c = http2.createServer();
  h2c.on('request', onRequest);
  h2c.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  const sockets = new Set<Socket>();
  /** Connections that have not said which protocol they speak. */
  const undecided = new Set<Socket>();
  const http1Listeners = http1.listeners('connection');
  http1.removeAllListeners('connection');
  http1.on('connection', (socket: Socket) => {
    sockets.add(socket);
    undecided.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      undecided.delete(socket);
    });
    socket.setNoDelay(true);
    firstBytes(socket, (isHttp2) => {
      undecided.delete(socket);
      if (isHttp2) {
        // http.Server keeps sockets half open, and an HTTP/2 session would not notice that its client left.
        socket.allowHalfOpen = false;
        h2c.emit('connection', socket);
      } else for (const listener of http1Listeners) listener.call(http1, socket);
    });
  });

  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        http1.once('error', reject);
        http1.listen(port, host, () => {
          http1.off('error', reject);
          resolve((http1.address() as AddressInfo).port);
        });
      }),
    close: async ({ graceMs }) => {
      if (!http1.listening) return;
      const closed = new Promise<void>((resolve) => http1.close(() => resolve()));
      closing = true;
      for (const session of sessions) session.close();
      for (const socket of undecided) socket.destroy();
      http1.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Looks at the first bytes of a connection, puts them back, and says which protocol they begin. */
function firstBytes(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const onReadable = () => {
    const bytes = socket.read() as Buffer | null;
    if (bytes === null) return;
    seen = Buffer.concat([seen, bytes]);
    const start = seen.toString('latin1', 0, HTTP2_PREFACE.length);
    if (start.length < HTTP2_PREFACE.length && HTTP2_PREFACE.startsWith(start)) return;
    socket.off('readable', onReadable);
    socket.off('error', onFailure);
    socket.setTimeout(0);
    socket.off('timeout', onFailure);
    socket.unshift(seen);
    decide(start === HTTP2_PREFACE);
  };
  const onFailure = () => socket.destroy();
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS);
  socket.once('timeout', onFailure);
  socket.once('error', onFailure);
  socket.on('readable', onReadable);
}
