import { describe, expect, it } from 'vitest';
import { type DataVersion, DataVersionError, type DataVersions } from './data-versions.ts';

export interface DataVersionsUnderTest {
  readonly versions: DataVersions;
  /** Makes a version current, by whatever way the adapter reads. */
  publish(version: DataVersion): Promise<void>;
}

/** What every adapter of {@link DataVersions} does. */
export function dataVersionsContract(
  name: string,
  create: () => DataVersionsUnderTest | Promise<DataVersionsUnderTest>,
): void {
  const first = { dataVersion: 'v0123456789ab', rows: 3, throughDate: '2026-10-30', sample: true };
  const second = { dataVersion: 'vba9876543210', rows: 4, throughDate: '2026-11-30', sample: false };

  describe(`${name} as DataVersions`, () => {
    it('says that there is no data before any was published', async () => {
      const { versions } = await create();
      await expect(versions.current()).rejects.toBeInstanceOf(DataVersionError);
      await expect(versions.current()).rejects.toMatchObject({ code: 'no-data' });
    });

    it('answers what is current, and nothing else of it', async () => {
      const { versions, publish } = await create();
      await publish(first);
      expect(await versions.current()).toEqual(first);
      expect(await versions.current()).toEqual(first);
    });

    it('sees a new version at the next question', async () => {
      const { versions, publish } = await create();
      await publish(first);
      await versions.current();
      await publish(second);
      expect(await versions.current()).toEqual(second);
    });

    it('has data once there is some, after it had none', async () => {
      const { versions, publish } = await create();
      await expect(versions.current()).rejects.toMatchObject({ code: 'no-data' });
      await publish(first);
      expect(await versions.current()).toEqual(first);
    });
  });
}
