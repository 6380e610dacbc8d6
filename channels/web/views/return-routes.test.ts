import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyReturn } from '#channels/render/__fixtures__/arbitrary-return.ts';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import type { Artifact } from '#knowledge-base/artifacts/artifact.ts';
import { answered, pageFault, testWeb } from '../__fixtures__/test-web.ts';

const hostile = { ...exampleReturn(), customerName: '<script>alert(1)</script>' };

function artifactOf(body = hostile): Artifact {
  return {
    type: 'return-on-investment',
    id: body.returnId,
    scope: { kind: 'organisation' },
    createdAt: '2026-11-25T10:00:00.000Z',
    body,
  };
}

describe('returns', () => {
  it('are a page with both charts and their tables, a CSV and a JSON document', async () => {
    const web = testWeb();
    const path = `/returns/${hostile.returnId}`;
    web.artifacts.set(hostile.returnId, artifactOf());
    const [page, csv, json] = await Promise.all(['', '.csv', '.json'].map((end) => web.get(`${path}${end}`)));
    const markup = (await page?.text()) ?? '';
    expect(markup).toContain('Return on investment of &lt;script&gt;');
    expect(markup.match(/class="return-chart/g)).toHaveLength(4);
    expect(markup).not.toContain('<script>');
    expect(csv?.headers.get('content-disposition')).toBe(
      'attachment; filename="return-on-investment-2026-11-25.csv"',
    );
    expect((await csv?.text())?.split('\r\n')).toHaveLength(3 * 37 + 2);
    expect(await json?.json()).toMatchObject({ type: 'return-on-investment', id: hostile.returnId });
  });

  it('tell what may not be seen from what is not there, and are no analysis', async () => {
    const web = testWeb();
    web.artifacts.set(hostile.returnId, artifactOf());
    web.signIn('nora');
    expect((await web.get(`/returns/${hostile.returnId}`)).status).toBe(403);
    expect((await web.get('/returns/none')).status).toBe(404);
    web.signIn('olivia');
    expect((await web.get(`/analyses/${hostile.returnId}`)).status).toBe(404);
  });

  it('stand in the answer that made them, well-formed and escaped for any names', async () => {
    const { type, id, body } = artifactOf();
    const markup = await answered({ answer: 'After 13 months.', artifacts: [{ type, id, ...body }] });
    expect(markup).toContain('After 13 months.');
    expect(markup).toContain(`/returns/${id}.csv`);
    expect(pageFault(markup)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(anyReturn, async (result) => {
        const any = await answered({
          artifacts: [{ ...result, type: 'return-on-investment', id: result.returnId }],
        });
        expect(pageFault(any)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('say of an illustrative funding that it is not AWS’s own', async () => {
    const { type, id, body } = artifactOf();
    const text = 'The funding is that of MAP, by illustrative figures, not AWS’s own.';
    const fundingBasis = { basis: 'illustrative', text };
    const markup = await answered({ artifacts: [{ type, id, ...body, fundingBasis }] });
    expect(markup).toContain('Illustrative, not AWS’s own figure');
    expect(markup).toContain(text);
  });
});
