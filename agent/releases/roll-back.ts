import { type AliasChange, changeAlias } from './change-alias.ts';
import { findAlias } from './move-alias.ts';
import { versionPin } from './pin-store.ts';
import { versionBefore } from './pinned-version.ts';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';
import { withLock } from './with-lock.ts';

/**
 * Lets an alias answer again with the version before, by the history of its pin. No gate: the way back is always open.
 * @throws {ReleaseError} `release-refused` when no version before is known, or it was deleted
 */
export async function rollBack(services: ReleaseServices, name: string): Promise<AliasChange> {
  return withLock(services, async () => {
    const { pins, plane, tier, signal } = services;
    const alias = await findAlias(services, name);
    const before = versionBefore(await pins.history(versionPin(tier, name), { signal }));
    if (before === undefined)
      throw new ReleaseError(
        'release-refused',
        `no version before ${alias.version ?? 'this'} is known for ${name}`,
      );
    const versions = await plane.versions({ signal });
    if (!versions.some(({ version }) => version === before))
      throw new ReleaseError('release-refused', `version ${before}, which stood before, was deleted`);
    services.onProgress?.(`${name}: ${alias.version ?? 'nothing'} → ${before} (${tier})`);
    return changeAlias(services, alias, before, { action: 'rollback' });
  });
}
