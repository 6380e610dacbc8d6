import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFundingPlan } from '#channels/render/__fixtures__/arbitrary-funding-plan.ts';
import { exampleFundingPlan } from '#channels/render/__fixtures__/example-funding-plan.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { answered, pageFault, testWeb } from '../__fixtures__/test-web.ts';

const hostile = exampleFundingPlan({ notes: ['<script>alert(1)</script>'] });

function artifactOf(body = hostile): Artifact {
  return {
    type: 'funding-plan',
    id: body.fundingPlanId,
    scope: { kind: 'organisation' },
    createdAt: '2026-11-25T10:00:00.000Z',
    body,
  };
}

describe('funding plans', () => {
  it('are a page, a CSV and a JSON document, with the basis beside the amounts', async () => {
    const web = testWeb();
    const path = `/funding/${hostile.fundingPlanId}`;
    web.artifacts.set(hostile.fundingPlanId, artifactOf());
    const [page, csv, json] = await Promise.all(['', '.csv', '.json'].map((end) => web.get(`${path}${end}`)));
    const markup = (await page?.text()) ?? '';
    expect(markup).toContain('Funding for Concentra</h2>');
    expect(markup).toContain('>illustrative</td>');
    expect(markup).toContain('not AWS’s terms');
    expect(markup).not.toContain('<script>');
    expect(pageFault(markup)).toBeUndefined();
    expect(csv?.headers.get('content-disposition')).toBe('attachment; filename="funding-2026-11-25.csv"');
    expect((await csv?.text())?.split('\r\n')).toHaveLength(5);
    expect(await json?.json()).toMatchObject({ type: 'funding-plan', id: hostile.fundingPlanId });
  });

  it('tell what may not be seen from what is not there', async () => {
    const web = testWeb();
    web.artifacts.set(hostile.fundingPlanId, artifactOf());
    web.signIn('nora');
    expect((await web.get(`/funding/${hostile.fundingPlanId}`)).status).toBe(403);
    expect((await web.get('/funding/none')).status).toBe(404);
    web.signIn('olivia');
    expect((await web.get(`/insights/${hostile.fundingPlanId}`)).status).toBe(404);
  });

  it('stand in the answer that made them, well-formed and escaped for any text', async () => {
    const { type, id, body } = artifactOf();
    const markup = await answered({ answer: 'MAP could fit.', artifacts: [{ type, id, ...body }] });
    expect(markup).toContain('MAP could fit.');
    expect(markup).toContain(`/funding/${id}.csv`);
    await fc.assert(
      fc.asyncProperty(anyFundingPlan, async (plan) => {
        const any = await answered({
          artifacts: [{ ...plan, type: 'funding-plan', id: plan.fundingPlanId }],
        });
        expect(pageFault(any)).toBeUndefined();
        expect(any).not.toContain('href="javascript:');
      }),
      { numRuns: 25 },
    );
  });

  it('that cannot be read are not shown', async () => {
    expect(await answered({ artifacts: [{ type: 'funding-plan', id: 'f', programs: [] }] })).toContain(
      'cannot be read',
    );
  });
});
