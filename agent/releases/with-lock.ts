import type { ReleaseServices } from './release-services.ts';

/** Does something while nobody else releases this tier's agent. @throws {ReleaseError} `release-locked` */
export async function withLock<Result>(
  { lock, tier, who, clock, signal }: ReleaseServices,
  work: () => Promise<Result>,
): Promise<Result> {
  await lock.take(tier, { who, since: clock().toISOString() }, { signal });
  try {
    return await work();
  } finally {
    // A signal that aborted must not keep others from releasing.
    await lock.giveBack(tier, { signal: AbortSignal.timeout(GIVE_BACK_MS) }).catch(() => {});
  }
}

const GIVE_BACK_MS = 10_000;
