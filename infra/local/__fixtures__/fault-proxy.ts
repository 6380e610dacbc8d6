import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How the proxy treats bytes from the service: pass them, drop the connection, swallow them, or cut after some. */
export type Fault = 'none' | 'refuse' | 'silence' | { readonly cutAfterBytes: number };

/** A TCP proxy before a service, to break its connections in ways that a service itself cannot. */
export async function startFaultProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let fault: Fault = 'none';
  const server = createServer((client) => {
    if (fault === 'refuse') return void client.destroy();
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (bytes) => {
      if (fault === 'refuse') client.destroy();
      else if (fault === 'none') client.write(bytes);
      else if (fault !== 'silence') {
        if (bytes.length > fault.cutAfterBytes) {
          client.write(bytes.subarray(0, fault.cutAfterBytes));
          client.resetAndDestroy();
        } else client.write(bytes);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next: Fault) {
      fault = next;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
