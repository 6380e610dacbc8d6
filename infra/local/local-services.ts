import { setTimeout as wait } from 'node:timers/promises';
import { openLeaseDesk, takeLease } from './leases.ts';
import { type LocalEndpoints, readLocalFile, removeLocalFile, writeLocalFile } from './local-file.ts';
import { type OwnerLock, tryOwnerLock } from './owner-lock.ts';

/** The services of a data folder, ours or another command's. */
export interface LocalServices {
  readonly endpoints: LocalEndpoints;
  /** `owner`: they run in this process. `guest`: another command runs them, and waits for us before it ends. */
  readonly role: 'owner' | 'guest';
  /** The model behind the agents, as MODEL has it, when their owner says so. */
  readonly model: string | undefined;
  /** Aborts when the services go away under a guest. */
  readonly lost: AbortSignal;
  /** A guest leaves; an owner waits for its guests unless `now`, and ends the services. */
  close(options?: { readonly now: boolean }): Promise<void>;
}

/** What an owner starts. */
export interface RunningServices {
  readonly endpoints: LocalEndpoints;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly dataDir: string;
  readonly start: () => Promise<RunningServices>;
  /** The model behind the agents, as MODEL has it: told to those who join. */
  readonly model?: string;
  /** Told once when another command is still starting or ending the services. */
  readonly onWait?: () => void;
  /** How long to wait for that, in milliseconds. */
  readonly patienceMs?: number;
}

export class LocalServicesError extends Error {
  override readonly name = 'LocalServicesError';
  readonly code = 'local-services-unavailable';
}

const LOOK_AGAIN_MS = 40;

/**
 * Opens the services of a data folder: the first command owns and runs them, later ones join it. Whoever
 * finds the owner gone takes its place, so any number of commands can start and end in any order.
 * @throws {LocalServicesError} when neither works within `patienceMs`.
 */
export async function openLocalServices(options: OpenOptions): Promise<LocalServices> {
  const patienceMs = options.patienceMs ?? 180_000;
  let waited = 0;
  for (;;) {
    const lock = await tryOwnerLock(options.dataDir);
    if (lock !== undefined) return own(lock, options);
    const joined = await join(options.dataDir);
    if (joined !== undefined) return joined;
    if (waited === 0) options.onWait?.();
    if (waited >= patienceMs) {
      throw new LocalServicesError(
        `another command holds ${options.dataDir} and does not answer; end it, or use another DATA_DIR`,
      );
    }
    await wait(LOOK_AGAIN_MS);
    waited += LOOK_AGAIN_MS;
  }
}

async function own(lock: OwnerLock, options: OpenOptions): Promise<LocalServices> {
  let running: RunningServices | undefined;
  try {
    running = await options.start();
    const desk = await openLeaseDesk();
    const { endpoints } = running;
    const { model } = options;
    await writeLocalFile(options.dataDir, { pid: process.pid, leasePort: desk.port, model, endpoints });
    const services = running;
    return {
      endpoints,
      role: 'owner',
      model,
      lost: new AbortController().signal,
      async close({ now } = { now: false }) {
        await removeLocalFile(options.dataDir);
        if (!now) await desk.drained();
        await desk.close();
        await services.close();
        await lock.release();
      },
    };
  } catch (error) {
    await running?.close();
    await lock.release();
    throw error;
  }
}

async function join(dataDir: string): Promise<LocalServices | undefined> {
  const file = await readLocalFile(dataDir);
  const lease = file === undefined ? undefined : await takeLease(file.leasePort);
  if (file === undefined || lease === undefined) return undefined;
  return {
    endpoints: file.endpoints,
    role: 'guest',
    model: file.model,
    lost: lease.lost,
    close: async () => lease.end(),
  };
}
