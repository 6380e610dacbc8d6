import { versionPin } from './pin-store.ts';
import { versionBefore } from './pinned-version.ts';
import type { ReleaseServices } from './release-services.ts';
import { withLock } from './with-lock.ts';

export interface Pruning {
  /** Deleted, or to be deleted when nothing was confirmed. */
  readonly versions: readonly string[];
  /** What is kept, with why. */
  readonly kept: readonly { readonly version: string; readonly because: string }[];
}

/** So many of the latest versions are kept, whether or not an alias uses them. */
const LATEST_KEPT = 2;

/**
 * Deletes versions that no alias stands on, that no pin names and that no rollback would go to. Without `isConfirmed` it
 * only tells which.
 * @throws {ReleaseError}
 */
export async function prune(
  services: ReleaseServices,
  { isConfirmed }: { readonly isConfirmed: boolean },
): Promise<Pruning> {
  return withLock(services, async () => {
    const { plane, signal, tier, record, who, clock } = services;
    const versions = await plane.versions({ signal });
    const reasons = await reasonsToKeep(services);
    for (const { version } of versions.slice(0, LATEST_KEPT))
      if (!reasons.has(version)) reasons.set(version, `it is one of the ${LATEST_KEPT} latest`);
    const kept = versions.flatMap(({ version }) => {
      const because = reasons.get(version);
      return because === undefined ? [] : [{ version, because }];
    });
    const doomed = versions.map(({ version }) => version).filter((version) => !reasons.has(version));
    if (!isConfirmed || doomed.length === 0) return { versions: doomed, kept };
    const entry = { changeId: services.newId(), who, tier, action: 'prune', from: doomed.join(',') } as const;
    await record.append({ ...entry, at: clock().toISOString(), outcome: 'begun' }, { signal });
    for (const version of doomed) await plane.deleteVersion(version, { signal });
    await record.append({ ...entry, at: clock().toISOString(), outcome: 'done' }, { signal });
    return { versions: doomed, kept };
  });
}

async function reasonsToKeep({ plane, pins, tier, signal }: ReleaseServices): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const { name, version } of await plane.aliases({ signal })) {
    const history = await pins.history(versionPin(tier, name), { signal });
    const keep = (kept: string | undefined, because: string) => {
      if (kept !== undefined && !reasons.has(kept)) reasons.set(kept, because);
    };
    keep(version, `${name} stands on it`);
    keep(history[0]?.value, `${name} is pinned to it`);
    keep(versionBefore(history), `a rollback of ${name} goes to it`);
  }
  return reasons;
}
