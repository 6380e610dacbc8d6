import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFollowOn, anyRoadmap } from '#channels/render/__fixtures__/arbitrary-follow-on.ts';
import type { ArtifactType } from '#knowledge-base/artifacts/artifact.ts';
import { answered, pageFault, testWeb } from '../__fixtures__/test-web.ts';

const SOME = [
  { type: 'follow-on', path: 'follow-on', body: fc.sample(anyFollowOn, { numRuns: 1, seed: 4 })[0] },
  { type: 'roadmap', path: 'roadmaps', body: fc.sample(anyRoadmap, { numRuns: 1, seed: 4 })[0] },
] as const satisfies readonly {
  readonly type: ArtifactType;
  readonly path: string;
  readonly body: unknown;
}[];

describe('what follows and roadmaps', () => {
  it.for(SOME)('are a page, a CSV and a JSON document: $type', async ({ type, path, body }) => {
    const web = testWeb();
    const id = `${'a'.repeat(32)}-${type}`;
    const createdAt = '2026-11-25T10:00:00.000Z';
    web.artifacts.set(id, { type, id, scope: { kind: 'organisation' }, createdAt, body: { ...body } });
    const [page, csv, json] = await Promise.all(
      ['', '.csv', '.json'].map((end) => web.get(`/${path}/${id}${end}`)),
    );
    expect(page?.status).toBe(200);
    expect(pageFault((await page?.text()) ?? '')).toBeUndefined();
    expect(csv?.headers.get('content-disposition')).toBe(`attachment; filename="${type}-2026-11-25.csv"`);
    expect(await json?.json()).toMatchObject({ type, createdAt });
    expect((await web.get(`/${path}/none`)).status).toBe(404);
    web.signIn('nora');
    expect((await web.get(`/${path}/${id}`)).status).toBe(403);
  });

  it('stand in the answer that made them, well-formed and escaped for any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyFollowOn, anyRoadmap, async (found, plan) => {
        const markup = await answered({
          artifacts: [
            { ...found, type: 'follow-on', id: found.followOnId },
            { ...plan, type: 'roadmap', id: plan.roadmapId },
          ],
        });
        expect(markup).not.toContain('<script>alert');
      }),
      { numRuns: 20 },
    );
    for (const { type, body } of SOME) {
      const markup = await answered({ artifacts: [{ ...body, type, id: 'x' }] });
      expect(pageFault(markup)).toBeUndefined();
    }
  });
});
