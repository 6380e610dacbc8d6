import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import {
  analysisArtifact,
  answerOf,
  askedPath,
  pageFault,
  testWeb,
  textOf,
} from '../__fixtures__/test-web.ts';

const ANALYSIS = exampleAnalysis();
const PART = `/part/analysis/${ANALYSIS.analysisId}`;

describe('the parts of an answer', () => {
  it('are results without a page around them, for the seller of the answer and within the scope', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'What is it worth?');
    web.artifacts.set(ANALYSIS.analysisId, analysisArtifact(ANALYSIS));
    const response = await web.get(`${path}${PART}`);
    const markup = await response.text();
    expect(markup).toMatch(/^<article class="result" data-part="analysis:analysis-4f2a"/);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(pageFault(markup)).toBeUndefined();
    for (const [part, status] of [
      ['/part/analysis/none', 404],
      [`/part/insight/${ANALYSIS.analysisId}`, 404],
      [`/part/query/${ANALYSIS.analysisId}`, 404],
      ['/part/%3Cscript%3E/x', 404],
    ] as const)
      expect([part, (await web.get(`${path}${part}`)).status]).toEqual([part, status]);
  });

  it('are nobody else’s: an id is no permission', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'What is it worth?');
    web.artifacts.set(ANALYSIS.analysisId, analysisArtifact(ANALYSIS));
    web.signIn('nora');
    expect((await web.get(`${path}${PART}`)).status).toBe(403);
    expect((await web.post(`${path}/stop`, {})).status).toBe(403);
  });

  it('are the whole answer where a fragment is asked for, and the page where it is not', async () => {
    const web = testWeb();
    web.turn.end(resultWith(answerOf(ANALYSIS)));
    const path = await askedPath(web, 'What is it worth?');
    const fragment = await textOf(web.get(path, { 'x-fragment': '1' }));
    expect(fragment).toMatch(/^<div class="answer beside" data-answered="[0-9a-f]{32}"/);
    expect(await textOf(web.get(path))).toContain(fragment.slice(0, 60));
  });

  it('stop a turn by a form, which then says so', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'What is it worth?');
    const stopped = await web.post(`${path}/stop`, { sellerId: 'olivia' });
    expect([stopped.status, stopped.headers.get('location')]).toEqual([303, path]);
    expect((await web.post(`${path.replace(/\w{4}$/, '0000')}/stop`, {})).status).toBe(404);
  });

  it('wait with what the module needs to go on: the turn, the last event, its words, and no markup of others', async () => {
    const web = testWeb();
    const path = await askedPath(web, '<script>alert(1)</script>');
    web.turn.say({ type: 'chunk', text: 'Half <b>an</b> answer' });
    const markup = await textOf(web.get(path));
    expect(markup).toContain(`data-turn="${path.split('/').at(-1)}" data-after="1"`);
    expect(markup).toContain('Half &lt;b&gt;an&lt;/b&gt; answer');
    expect(markup).not.toContain('<script>alert');
    expect(pageFault(markup)).toBeUndefined();
  });
});
