import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyInsight } from '#channels/render/__fixtures__/arbitrary-insight.ts';
import { exampleInsight } from '#channels/render/__fixtures__/example-insight.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { answered, pageFault, testWeb } from '../__fixtures__/test-web.ts';

const hostile = exampleInsight({
  rows: exampleInsight().rows.map((row, index) =>
    index === 0 ? { ...row, labels: ['<script>alert(1)</script>'] } : row,
  ),
});

function artifactOf(body = hostile): Artifact {
  return {
    type: 'insight',
    id: body.insightId,
    scope: { kind: 'organisation' },
    createdAt: '2026-11-23T10:00:00.000Z',
    body,
  };
}

describe('insights', () => {
  it('are a page with a chart and its table, a CSV and a JSON document', async () => {
    const web = testWeb();
    const path = `/insights/${hostile.insightId}`;
    web.artifacts.set(hostile.insightId, artifactOf());
    const [page, csv, json] = await Promise.all(['', '.csv', '.json'].map((end) => web.get(`${path}${end}`)));
    const markup = (await page?.text()) ?? '';
    expect(markup).toContain('Projects and median ARR by industry</h2>');
    expect(markup.match(/class="insight-chart"/g)).toHaveLength(2);
    expect(markup).not.toContain('<script>');
    expect(csv?.headers.get('content-disposition')).toBe('attachment; filename="portfolio-2026-11-23.csv"');
    expect((await csv?.text())?.split('\r\n')).toHaveLength(7);
    expect(await json?.json()).toMatchObject({ type: 'insight', id: hostile.insightId });
  });

  it('tell what may not be seen from what is not there, and an analysis is none', async () => {
    const web = testWeb();
    web.artifacts.set(hostile.insightId, artifactOf());
    web.signIn('nora');
    expect((await web.get(`/insights/${hostile.insightId}`)).status).toBe(403);
    expect((await web.get('/insights/none')).status).toBe(404);
    web.signIn('olivia');
    expect((await web.get(`/analyses/${hostile.insightId}`)).status).toBe(404);
  });

  it('stand in the answer that made them, well-formed and escaped for any names', async () => {
    const { type, id, body } = artifactOf();
    const markup = await answered({ answer: '40 in Healthcare.', artifacts: [{ type, id, ...body }] });
    expect(markup).toContain('40 in Healthcare.');
    expect(markup.match(/class="insight-chart"/g)).toHaveLength(2);
    expect(markup).toContain(`/insights/${id}.csv`);
    expect(pageFault(markup)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(anyInsight, async (insight) => {
        const any = await answered({ artifacts: [{ ...insight, type: 'insight', id: insight.insightId }] });
        expect(pageFault(any)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('that cannot be read are not shown', async () => {
    const markup = await answered({ artifacts: [{ type: 'insight', id: 'i', rows: [] }] });
    expect(markup).toContain('cannot be read');
  });
});
