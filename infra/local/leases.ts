import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The owner's side: who uses the services now, so that it leaves only when nobody does. */
export interface LeaseDesk {
  readonly port: number;
  /** Refuses new leases; resolves when the last one has ended. */
  drained(): Promise<void>;
  /** Ends all leases at once. */
  close(): Promise<void>;
}

/** A lease is an open connection: it ends when its holder closes it or dies. */
export async function openLeaseDesk(): Promise<LeaseDesk> {
  const holders = new Set<Socket>();
  let draining = false;
  let onEmpty = () => {};
  const server = createServer((socket) => {
    if (draining) {
      socket.destroy();
      return;
    }
    holders.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      holders.delete(socket);
      if (holders.size === 0) onEmpty();
    });
    socket.resume();
    socket.write(GRANTED);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    drained() {
      draining = true;
      return holders.size === 0 ? Promise.resolve() : new Promise((resolve) => (onEmpty = resolve));
    },
    close() {
      draining = true;
      for (const socket of holders) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface Lease {
  /** Aborts when the owner goes away. */
  readonly lost: AbortSignal;
  end(): void;
}

/** Takes a lease, or gives undefined when the owner is gone or leaving. */
export function takeLease(port: number): Promise<Lease | undefined> {
  return new Promise((resolve) => {
    const lost = new AbortController();
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => {});
    socket.once('data', () => resolve({ lost: lost.signal, end: () => socket.end() }));
    socket.on('close', () => {
      lost.abort(new Error('the command that ran the local services has ended'));
      resolve(undefined);
    });
  });
}

const GRANTED = 'granted\n';
