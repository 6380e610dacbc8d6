import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAlias, moveAlias } from './move-alias.ts';
import type { ReleasePlane } from './release-plane.ts';
import type { ReleaseServices } from './release-services.ts';

export interface ReleasePlaneCase extends Pick<ReleaseServices, 'clock' | 'wait'> {
  /** Of an agent that was released once: dev stands on DRAFT, staging and prod on version 1. */
  readonly plane: ReleasePlane;
  close(): Promise<void>;
}

/** What every plane of releases does. */
export function describeReleasePlane(name: string, open: () => Promise<ReleasePlaneCase>): void {
  describe(`${name}, as any plane of releases`, () => {
    let given: ReleasePlaneCase;
    beforeAll(async () => {
      given = await open();
    });
    afterAll(() => given.close());
    const { signal } = new AbortController();
    const versions = async () => (await given.plane.versions({ signal })).map(({ version }) => version);
    const aliasOf = (alias: string) => findAlias({ plane: given.plane, signal }, alias);

    it('names the aliases with where they stand, and not the one for tests', async () => {
      const aliases = await given.plane.aliases({ signal });
      expect(aliases.map(({ name: alias, version }) => [alias, version]).sort()).toEqual([
        ['dev', 'DRAFT'],
        ['prod', '1'],
        ['staging', '1'],
      ]);
    });

    it('makes versions of DRAFT, and nothing else comes of it', async () => {
      const before = await given.plane.aliases({ signal });
      expect([await given.plane.cut({ signal }), await given.plane.cut({ signal })]).toEqual(['2', '3']);
      expect(await versions()).toEqual(['3', '2', '1']);
      expect(await given.plane.aliases({ signal })).toEqual(before);
    });

    it('moves an alias, and keeps it stopped while it moves', async () => {
      const services = { ...given, signal };
      await moveAlias(services, await aliasOf('staging'), { version: '2', accepts: false });
      await moveAlias(services, await aliasOf('staging'), { version: '3' });
      expect(await aliasOf('staging')).toMatchObject({ version: '3', accepts: false, state: 'ready' });
      await moveAlias(services, await aliasOf('staging'), { version: '3', accepts: true });
      expect(await aliasOf('staging')).toMatchObject({ accepts: true });
    });

    it('refuses what there is not, and a version that is used', async () => {
      const prod = await aliasOf('prod');
      for (const refused of [
        () => given.plane.point(prod, { version: '99' }, { signal }),
        () => given.plane.deleteVersion('1', { signal }),
        () => given.plane.deleteVersion('99', { signal }),
      ])
        await expect(refused()).rejects.toMatchObject({ name: 'ReleaseError', code: 'release-refused' });
      await given.plane.deleteVersion('2', { signal });
      expect(await versions()).toEqual(['3', '1']);
    });
  });
}
