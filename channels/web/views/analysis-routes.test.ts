import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { analysisArtifact, type TestWeb, testWeb } from '../__fixtures__/test-web.ts';

describe('analyses', () => {
  it('are a page, a CSV and a JSON document', async () => {
    const web = withAnalyses();
    const [page, csv, json] = await Promise.all(
      ['', '.csv', '.json'].map((end) => web.get(`/analyses/analysis-4f2a${end}`)),
    );
    expect(await page?.text()).toContain('Concentra · Sybase modernization</h2>');
    expect([csv?.headers.get('content-type'), csv?.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="analysis-concentra-2026-11-23.csv"',
    ]);
    expect((await csv?.text())?.split('\r\n')).toHaveLength(40);
    expect(await json?.json()).toEqual({
      type: 'analysis',
      id: 'analysis-4f2a',
      createdAt: '2026-11-23T10:00:00.000Z',
      ...exampleAnalysis(),
    });
  });

  it('tell what may not be seen from what is not there', async () => {
    const web = withAnalyses();
    web.signIn('nora');
    const statuses = ['', '.csv', '.json'].flatMap((end) => [
      `/analyses/analysis-4f2a${end}`,
      `/analyses/none${end}`,
    ]);
    expect(await Promise.all(statuses.map(async (path) => (await web.get(path)).status))).toEqual([
      403, 404, 403, 404, 403, 404,
    ]);
  });

  it('say when their store cannot be reached, with a reference that the log has', async () => {
    const failure = new ArtifactError('artifact-store-unavailable', 'secret detail');
    const artifacts = {
      put: async () => {},
      get: async () => {
        throw failure;
      },
    };
    const web = testWeb({ artifacts });
    const response = await web.get('/analyses/a.csv');
    const markup = await response.text();
    expect(response.status).toBe(503);
    expect(markup).not.toContain('secret detail');
    expect(web.failures.map(({ reference }) => markup.includes(reference))).toEqual([true]);
  });
});

function withAnalyses(): TestWeb {
  const web = testWeb();
  web.artifacts.set('analysis-4f2a', analysisArtifact(exampleAnalysis()));
  return web;
}
