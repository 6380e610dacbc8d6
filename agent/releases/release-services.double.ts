import { newAliasId } from '../runtime/control-plane/alias-id.ts';
import { createControlPlane } from '../runtime/control-plane/control-plane.ts';
import { ensureReleased } from '../runtime/control-plane/first-release.ts';
import { createInMemoryAgentStore } from '../runtime/control-plane/in-memory-agent-store.ts';
import { testAgent } from '../runtime/test-agent.ts';
import { createInProcessReleasePlane } from './in-process-release-plane.ts';
import { type Pin, type PinStore, PinStoreError } from './pin-store.ts';
import { type LockHolder, lockedWords, type ReleaseLock } from './release-lock.ts';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseEntry, ReleaseRecord } from './release-record.ts';
import type { ReleaseServices } from './release-services.ts';

const AGENT_ID = 'INPROC0001';

/** The plane of an agent that was released once, in memory. Time passes with each look at the clock. */
export async function inProcessPlane() {
  const store = createInMemoryAgentStore();
  let now = Date.parse('2026-11-25T12:00:00Z');
  const clock = () => {
    now += 20;
    return new Date(now);
  };
  const aliases = [
    { agentAliasId: 'DEV0000001', agentAliasName: 'dev', onDraft: true },
    { agentAliasId: 'STAGING001', agentAliasName: 'staging', onDraft: false },
    { agentAliasId: 'PROD000001', agentAliasName: 'prod', onDraft: false },
  ];
  const { signal } = new AbortController();
  await ensureReleased(
    store,
    { agentId: AGENT_ID, definition: testAgent, aliases },
    { now: clock(), signal },
  );
  const controlPlane = createControlPlane({
    repository: { agentIds: [AGENT_ID], define: () => testAgent },
    store,
    clock,
    newAliasId,
    settleMs: 0,
  });
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `change-${ids}`;
  };
  const plane = createInProcessReleasePlane({ controlPlane, agentId: AGENT_ID, newId });
  return { plane, clock, newId, wait: async () => {} };
}

export function memoryPins(clock: () => Date): PinStore {
  const pins = new Map<string, readonly Pin[]>();
  return {
    read: async (name) => pins.get(name)?.at(-1),
    history: async (name) => (pins.get(name) ?? []).toReversed(),
    write: async (name, value, { revision }) => {
      const known = pins.get(name) ?? [];
      if (known.length !== revision) throw new PinStoreError('pin-conflict', `${name} was written`);
      const pin = { value, revision: revision + 1, writtenAt: clock().toISOString() };
      pins.set(name, [...known, pin]);
      return pin;
    },
  };
}

export function memoryRecord(): ReleaseRecord & { readonly entries: ReleaseEntry[] } {
  const entries: ReleaseEntry[] = [];
  return {
    entries,
    append: async (entry) => void entries.push(entry),
    list: async ({ most }) => entries.toReversed().slice(0, most),
  };
}

export function memoryLock(): ReleaseLock {
  const held = new Map<string, LockHolder>();
  return {
    take: async (tier, holder) => {
      const other = held.get(tier);
      if (other !== undefined) throw new ReleaseError('release-locked', lockedWords(tier, other));
      held.set(tier, holder);
    },
    giveBack: async (tier) => void held.delete(tier),
  };
}

/** Everything of a release in memory. */
export async function memoryReleases(): Promise<
  ReleaseServices & { readonly record: ReturnType<typeof memoryRecord> }
> {
  const { plane, clock, newId, wait } = await inProcessPlane();
  return {
    tier: 'standard',
    plane,
    clock,
    newId,
    wait,
    pins: memoryPins(clock),
    lock: memoryLock(),
    record: memoryRecord(),
    who: 'ada',
    settleTimeoutMs: 2_000,
    signal: new AbortController().signal,
  };
}
