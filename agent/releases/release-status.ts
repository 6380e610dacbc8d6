import { readCanaryPercent } from './canary-share.ts';
import { versionPin } from './pin-store.ts';
import { versionBefore } from './pinned-version.ts';
import type { ReleaseAlias, ReleaseVersion } from './release-plane.ts';
import type { ReleaseEntry } from './release-record.ts';
import type { ReleaseServices } from './release-services.ts';

export interface ReleaseStatus {
  readonly tier: string;
  readonly aliases: readonly (ReleaseAlias & {
    /** What it is to stand on; undefined when it was never pinned. */
    readonly pinned?: string;
    /** What a rollback would go to. */
    readonly before?: string;
    /** It stands on something else than it is pinned to. */
    readonly drifted: boolean;
  })[];
  readonly versions: readonly ReleaseVersion[];
  readonly canaryPercent: number;
  /** The latest first. */
  readonly latest: readonly ReleaseEntry[];
  /** Changes that began and never ended: a process died. */
  readonly unfinished: readonly ReleaseEntry[];
}

const MOST_ENTRIES = 200;
const SHOWN_ENTRIES = 10;

/** Where the aliases of a tier's agent stand, and what was changed last. @throws {ReleaseError} */
export async function releaseStatus(services: ReleaseServices): Promise<ReleaseStatus> {
  const { plane, pins, tier, record, signal } = services;
  const [aliases, versions, canaryPercent, entries] = await Promise.all([
    plane.aliases({ signal }),
    plane.versions({ signal }),
    readCanaryPercent(services),
    record.list({ most: MOST_ENTRIES, signal }),
  ]);
  const own = entries.filter((entry) => entry.tier === tier);
  const ended = new Set(own.filter(({ outcome }) => outcome !== 'begun').map(({ changeId }) => changeId));
  return {
    tier,
    aliases: await Promise.all(
      aliases.map(async (alias) => {
        const history = await pins.history(versionPin(tier, alias.name), { signal });
        const pinned = history[0]?.value;
        const before = versionBefore(history);
        return {
          ...alias,
          ...(pinned === undefined ? {} : { pinned }),
          ...(before === undefined ? {} : { before }),
          drifted: pinned !== undefined && alias.state !== 'settling' && pinned !== alias.version,
        };
      }),
    ),
    versions,
    canaryPercent,
    latest: own.filter(({ outcome }) => outcome !== 'begun').slice(0, SHOWN_ENTRIES),
    unfinished: own.filter(({ changeId, outcome }) => outcome === 'begun' && !ended.has(changeId)),
  };
}
