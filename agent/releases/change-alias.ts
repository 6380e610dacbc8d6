import { moveAlias } from './move-alias.ts';
import { PinStoreError, versionPin } from './pin-store.ts';
import { type ReleaseAlias, ReleaseError } from './release-plane.ts';
import type { ReleaseEntry } from './release-record.ts';
import type { ReleaseServices } from './release-services.ts';

export interface AliasChange {
  readonly alias: string;
  readonly from: string | undefined;
  readonly to: string;
}

type About = Pick<ReleaseEntry, 'action' | 'evalRun' | 'noGateReason'>;

/**
 * Moves an alias to a version and pins it, and takes both back when either cannot be done. The record says that it
 * began, and how it ended. To be called with the lock held.
 * @throws {ReleaseError} `release-failed` when it was taken back, `release-uncertain` when that failed too
 */
export async function changeAlias(
  services: ReleaseServices,
  alias: ReleaseAlias,
  to: string,
  about: About,
): Promise<AliasChange> {
  const { record, signal, clock, who, tier } = services;
  const changeId = services.newId();
  const from = alias.version;
  const note = (outcome: ReleaseEntry['outcome'], detail?: string) =>
    record.append(
      {
        changeId,
        at: clock().toISOString(),
        who,
        tier,
        ...about,
        outcome,
        alias: alias.name,
        ...(from === undefined ? {} : { from }),
        to,
        ...(detail === undefined ? {} : { detail }),
      },
      { signal },
    );
  // Before anything is changed: what cannot be written down is not begun, and the pin is known.
  const pin = await pinned(services, alias);
  await note('begun');
  try {
    await moveAlias(services, alias, { version: to });
    await services.pins.write(versionPin(tier, alias.name), to, { revision: pin, signal });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await takeBack(services, alias, reason, error, note);
  }
  await note('done');
  return { alias: alias.name, from, to };
}

/** The revision of the alias's pin. One that was never written is written first, so that there is a way back. */
async function pinned({ pins, tier, signal }: ReleaseServices, alias: ReleaseAlias): Promise<number> {
  const name = versionPin(tier, alias.name);
  try {
    const known = await pins.read(name, { signal });
    if (known !== undefined) return known.revision;
    if (alias.version === undefined) return 0;
    return (await pins.write(name, alias.version, { revision: 0, signal })).revision;
  } catch (error) {
    if (!(error instanceof PinStoreError)) throw error;
    throw new ReleaseError(
      error.code === 'pin-conflict' ? 'release-locked' : 'release-unavailable',
      `nothing was changed: ${error.message}`,
      { cause: error },
    );
  }
}

/** How long going back may take. */
const GO_BACK_MS = 150_000;

async function takeBack(
  services: ReleaseServices,
  alias: ReleaseAlias,
  reason: string,
  cause: unknown,
  note: (outcome: ReleaseEntry['outcome'], detail: string) => Promise<void>,
): Promise<never> {
  const { name, version } = alias;
  services.onProgress?.(`${name}: ${reason}; going back to ${version ?? 'where it was'}`);
  try {
    if (version === undefined) throw new ReleaseError('release-failed', `${name} stood on no version before`);
    // Whoever is asked to stop in the middle still goes back.
    await moveAlias({ ...services, signal: AbortSignal.timeout(GO_BACK_MS) }, alias, { version });
  } catch (restoring) {
    const why = restoring instanceof Error ? restoring.message : String(restoring);
    await note('uncertain', `${reason}; going back: ${why}`).catch(() => {});
    throw new ReleaseError(
      'release-uncertain',
      `${reason}. Going back to ${version ?? 'nothing'} failed too (${why}). Look where ${name} stands with npm run release -- status, and promote or roll back again`,
      { cause },
    );
  }
  await note('restored', reason).catch(() => {});
  throw new ReleaseError('release-failed', `${reason}. ${name} stands on ${version} again`, { cause });
}
