import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributionOf } from './answer-citations.ts';

const cited = (start: number, end: number, uri = 's3://docs/map.md', text = 'MAP pays.') => ({
  start,
  end,
  source: { uri, text },
});

describe('attributionOf', () => {
  it('gives a passage once with all its sources, each with its kind of place', () => {
    const citations = [
      cited(0, 8),
      cited(0, 8, 'https://example.com/', ''),
      cited(0, 8, 'document-7', 'Yes.'),
    ];
    expect(attributionOf('MAP pays half.', 10, citations)).toEqual({
      citations: [
        {
          generatedResponsePart: {
            textResponsePart: { text: 'MAP pays', span: { start: 10, end: 17 } },
          },
          retrievedReferences: [
            {
              content: { text: 'MAP pays.' },
              location: { type: 'S3', s3Location: { uri: 's3://docs/map.md' } },
            },
            {
              content: { text: '' },
              location: { type: 'WEB', webLocation: { url: 'https://example.com/' } },
            },
            {
              content: { text: 'Yes.' },
              location: { type: 'CUSTOM', customDocumentLocation: { id: 'document-7' } },
            },
          ],
        },
      ],
    });
  });

  it('cites only what stands in the answer, in its order, whatever a model says', () => {
    const anything = fc.record({
      start: fc.oneof(fc.integer({ min: -3, max: 30 }), fc.double()),
      end: fc.oneof(fc.integer({ min: -3, max: 30 }), fc.double()),
      source: fc.record({ uri: fc.constantFrom('', 's3://a', 'b'), text: fc.string() }),
    });
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(anything), (before, text, citations) => {
        const answer = `${before}${text}`;
        const found = attributionOf(text, before.length, citations)?.citations ?? [];
        let last = 0;
        for (const { generatedResponsePart, retrievedReferences = [] } of found) {
          const { text: passage, span } = generatedResponsePart?.textResponsePart ?? {};
          expect(answer.slice(span?.start, (span?.end ?? 0) + 1)).toBe(passage);
          expect(span?.start).toBeGreaterThanOrEqual(last);
          expect(retrievedReferences.length).toBeGreaterThan(0);
          last = span?.start ?? 0;
        }
      }),
    );
  });
});
