import { type ReleaseAlias, ReleaseError, type ReleasePlane } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';

const SETTLE_TIMEOUT_MS = 120_000;
const POLL_MS = 500;

type Moving = Pick<ReleaseServices, 'clock' | 'wait' | 'settleTimeoutMs' | 'signal'> & {
  readonly plane: Pick<ReleasePlane, 'aliases' | 'point'>;
};

/**
 * The alias of that name.
 * @throws {ReleaseError} `release-unknown-alias` naming those that there are
 */
export async function findAlias(
  { plane, signal }: Pick<Moving, 'plane' | 'signal'>,
  name: string,
): Promise<ReleaseAlias> {
  const aliases = await plane.aliases({ signal });
  const found = aliases.find((alias) => alias.name === name);
  if (found !== undefined) return found;
  const names = aliases.map((alias) => alias.name).join(', ') || 'none';
  throw new ReleaseError('release-unknown-alias', `there is no alias ${name}; there are: ${names}`);
}

/**
 * Points an alias somewhere and looks until it stands there.
 * @throws {ReleaseError} `release-failed` when the plane says so or it takes too long
 */
export async function moveAlias(
  services: Moving,
  alias: Pick<ReleaseAlias, 'aliasId' | 'name'>,
  to: { readonly version: string; readonly accepts?: boolean },
): Promise<void> {
  const { plane, signal } = services;
  const deadline = deadlineOf(services);
  await whenSettled(services, alias.name, deadline);
  await plane.point(alias, to, { signal });
  const settled = await whenSettled(services, alias.name, deadline);
  if (settled.state === 'failed' || settled.version !== to.version)
    throw new ReleaseError(
      'release-failed',
      `${alias.name} did not come to version ${to.version}: it ${settled.state === 'failed' ? 'failed' : `stands on ${settled.version ?? 'nothing'}`}`,
    );
}

function deadlineOf({ clock, settleTimeoutMs = SETTLE_TIMEOUT_MS }: Moving): number {
  return clock().getTime() + settleTimeoutMs;
}

/** Looks until nothing of the alias goes on any more. */
async function whenSettled(services: Moving, name: string, deadlineAtMs: number): Promise<ReleaseAlias> {
  for (;;) {
    const alias = await findAlias(services, name);
    if (alias.state !== 'settling') return alias;
    if (services.clock().getTime() >= deadlineAtMs)
      throw new ReleaseError('release-failed', `${name} was still settling at the deadline`);
    await services.wait(POLL_MS, services.signal);
  }
}
