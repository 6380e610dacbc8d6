import { findAlias, moveAlias } from './move-alias.ts';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';

/**
 * Stops an alias, or lets it answer again. It waits for no lock, since it is for emergencies: only for a change of the
 * same alias to settle. A promotion keeps what was set here.
 * @returns false when it was so already
 * @throws {ReleaseError}
 */
export async function setAccepting(
  services: ReleaseServices,
  name: string,
  accepts: boolean,
): Promise<boolean> {
  const { record, clock, who, tier, signal } = services;
  const alias = await findAlias(services, name);
  if (alias.accepts === accepts && alias.state === 'ready') return false;
  const { version } = alias;
  if (version === undefined)
    throw new ReleaseError('release-refused', `${name} stands on no version; promote one to it first`);
  const changeId = services.newId();
  const note = (outcome: 'begun' | 'done' | 'failed', detail?: string) =>
    record.append(
      {
        changeId,
        at: clock().toISOString(),
        who,
        tier,
        action: accepts ? 'resume' : 'stop',
        outcome,
        alias: name,
        ...(detail === undefined ? {} : { detail }),
      },
      { signal },
    );
  // A record that cannot be written must not keep an alias answering.
  if (accepts) await note('begun');
  else await note('begun').catch(() => services.onProgress?.('the record cannot be written'));
  try {
    await moveAlias(services, alias, { version, accepts });
  } catch (error) {
    await note('failed', error instanceof Error ? error.message : String(error)).catch(() => {});
    throw error;
  }
  await note('done').catch(() => services.onProgress?.('the record cannot be written'));
  return true;
}
