import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact, Scope } from './artifact.ts';
import { artifactId, hashInputs } from './artifact-id.ts';
import type { ArtifactStore } from './artifact-store.ts';

/** A store to prove; `close` frees what it opened. */
export type ArtifactStoreSetup = () => Promise<{
  readonly store: ArtifactStore;
  readonly close: () => Promise<void>;
}>;

const { signal } = new AbortController();
const organisation: Scope = { kind: 'organisation' };
const alpha: Scope = { kind: 'partners', partnerIds: ['SPMS-1'] };
const beta: Scope = { kind: 'partners', partnerIds: ['SPMS-2'] };

/** An artifact of its own for each text. */
export const madeFrom = (inputs: string, scope: Scope): Artifact => ({
  type: 'analysis',
  id: artifactId({ opportunityId: hashInputs({ inputs }), analysisType: 'standard' }),
  scope,
  createdAt: '2026-11-23T09:00:00.000Z',
  body: { metrics: { arrUsd: { median: 1_208_333 } }, name: 'Müller & Söhne 🚀' },
});

/** What every ArtifactStore does. */
export function describeArtifactStore(name: string, setup: ArtifactStoreSetup): void {
  describe(`${name}, as an ArtifactStore`, () => {
    let store: ArtifactStore;
    let close = async () => {};
    beforeAll(async () => {
      ({ store, close } = await setup());
    });
    afterAll(() => close());

    it('gives back what was put, the latest', async () => {
      const artifact = madeFrom('a', organisation);
      await store.put(artifact, { signal });
      expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
      const later = { ...artifact, customerName: 'Müller & Söhne', body: { changed: true } };
      await store.put(later, { signal });
      expect(await store.get(artifact.id, organisation, { signal })).toEqual(later);
    });

    it('keeps an analysis with two hundred wide rows', async () => {
      const rows = fc.sample(fc.record({ text: fc.lorem({ maxCount: 40 }), weight: fc.double() }), 200);
      const artifact = { ...madeFrom('wide', alpha), body: { rows: JSON.parse(JSON.stringify(rows)) } };
      await store.put(artifact, { signal });
      expect(await store.get(artifact.id, alpha, { signal })).toEqual(artifact);
    });

    it('tells "not permitted" from "none"', async () => {
      const artifact = madeFrom('b', alpha);
      await store.put(artifact, { signal });
      const gone = madeFrom('c', alpha).id;
      await expect(store.get(artifact.id, beta, { signal })).rejects.toMatchObject({
        code: 'artifact-not-permitted',
      });
      await expect(store.get(gone, beta, { signal })).rejects.toMatchObject({ code: 'artifact-not-found' });
      expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
    });

    it('hides the organisation’s results from a partner’s seller', async () => {
      const artifact = madeFrom('d', organisation);
      await store.put(artifact, { signal });
      await expect(store.get(artifact.id, alpha, { signal })).rejects.toMatchObject({
        code: 'artifact-not-permitted',
      });
    });

    it('takes any text as an id', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string(), async (id) => {
          await expect(store.get(id, organisation, { signal })).rejects.toMatchObject({
            code: 'artifact-not-found',
          });
        }),
        { numRuns: 50 },
      );
    });
  });
}
