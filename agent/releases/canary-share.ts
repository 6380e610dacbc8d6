import { canaryPin, PinStoreError } from './pin-store.ts';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';
import { withLock } from './with-lock.ts';

/** The share of users that the canary alias answers, 0 to 100; 0 when it was never set. @throws {PinStoreError} */
export async function readCanaryPercent({
  pins,
  tier,
  signal,
}: Pick<ReleaseServices, 'pins' | 'tier' | 'signal'>): Promise<number> {
  const pin = await pins.read(canaryPin(tier), { signal });
  if (pin === undefined) return 0;
  if (/^(?:100|[1-9]?\d)$/.test(pin.value)) return Number(pin.value);
  throw new PinStoreError(
    'pin-store-broken',
    `${canaryPin(tier)} is ${pin.value}, which is no share from 0 to 100`,
  );
}

/** Sets the share. @param percent a whole number, 0 to 100 @throws {ReleaseError} */
export async function setCanaryPercent(
  services: ReleaseServices,
  percent: number,
): Promise<{ readonly from: number; readonly to: number }> {
  const { pins, tier, signal, record, who, clock } = services;
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    throw new ReleaseError('release-refused', `${percent}: a whole number from 0 to 100`);
  return withLock(services, async () => {
    const known = await pins.read(canaryPin(tier), { signal });
    const from = await readCanaryPercent(services);
    const entry = {
      changeId: services.newId(),
      who,
      tier,
      action: 'canary',
      from: String(from),
      to: String(percent),
    } as const;
    await record.append({ ...entry, at: clock().toISOString(), outcome: 'begun' }, { signal });
    await pins.write(canaryPin(tier), String(percent), { revision: known?.revision ?? 0, signal });
    await record.append({ ...entry, at: clock().toISOString(), outcome: 'done' }, { signal });
    return { from, to: percent };
  });
}
