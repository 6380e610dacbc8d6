import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type Pin, type PinStore, PinStoreError } from './pin-store.ts';

const stored = z.record(
  z.string(),
  z.array(z.strictObject({ value: z.string(), revision: z.number().int().min(1), writtenAt: z.string() })),
);
type Stored = z.infer<typeof stored>;

/** So many values of a pin are kept, as SSM keeps a hundred. */
const MOST_KEPT = 100;

/** How often a file that another process writes is tried for. */
const ATTEMPTS = 100;
const PAUSE_MS = 20;

/** Pins in one JSON file. It is replaced in one step, and one process writes at a time. */
export function createFilePinStore({
  path,
  clock,
}: {
  readonly path: string;
  readonly clock: () => Date;
}): PinStore {
  return {
    read: async (name) => (await load(path))[name]?.at(-1),
    history: async (name) => ((await load(path))[name] ?? []).toReversed(),
    write: async (name, value, { revision, signal }) => {
      const release = await writing(path, signal);
      try {
        const pins = await load(path);
        const known = pins[name] ?? [];
        const latest = known.at(-1)?.revision ?? 0;
        if (latest !== revision)
          throw new PinStoreError(
            'pin-conflict',
            `${name} was written by somebody else (revision ${latest}, not ${revision})`,
          );
        const pin: Pin = { value, revision: latest + 1, writtenAt: clock().toISOString() };
        await replace(path, { ...pins, [name]: [...known, pin].slice(-MOST_KEPT) });
        return pin;
      } finally {
        await release();
      }
    },
  };
}

async function load(path: string): Promise<Stored> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {};
    throw new PinStoreError('pin-store-unavailable', `the pins in ${path} cannot be read`, { cause });
  }
  try {
    return stored.parse(JSON.parse(text));
  } catch (cause) {
    throw new PinStoreError('pin-store-broken', `${path} holds no pins; mend it or delete it`, { cause });
  }
}

async function replace(path: string, pins: Stored): Promise<void> {
  const own = `${path}.${randomUUID()}`;
  try {
    await writeFile(own, `${JSON.stringify(pins, null, 2)}\n`);
    await rename(own, path);
  } catch (cause) {
    await rm(own, { force: true });
    throw new PinStoreError('pin-store-unavailable', `the pins in ${path} cannot be written`, { cause });
  }
}

/** Waits for its turn to write. A process that died in the middle left its file: after two seconds it counts no more. */
async function writing(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
  const lock = `${path}.writing`;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      await mkdir(dirname(path), { recursive: true });
      await (await open(lock, 'wx')).close();
      return () => rm(lock, { force: true });
    } catch (cause) {
      const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      if (!isTaken)
        throw new PinStoreError('pin-store-unavailable', `the pins in ${path} cannot be written`, { cause });
      if (attempt === ATTEMPTS) await rm(lock, { force: true });
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
