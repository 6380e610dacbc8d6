import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation } from '#agent/client/agent-client.ts';
import { checkGrounding } from '#agent/grounding/check-grounding.ts';
import { markAnswer, numberSources, sourceFacts, sourceLines } from './citation-words.ts';

const ANSWER = 'MAP has three phases. It pays $25,000. Apply early.';
const citing = (text: string, source: string, more: Partial<Citation> = {}): Citation => {
  const start = ANSWER.indexOf(text);
  return { text, source, span: { start, end: start + text.length }, ...more };
};

const MAP = citing('MAP has three phases.', 's3://d/map.md', {
  title: 'Migration Acceleration Program',
  section: 'Phases',
  date: '2025-01-01',
  basis: 'illustrative',
});
const OLD = citing('It pays $25,000.', 's3://d/old.md', { title: 'Old', expired: { on: '2025-12-31' } });

describe('markAnswer', () => {
  it('puts the number of each source behind the words that it supports, and marks unproven figures', () => {
    const { unmatched } = checkGrounding(ANSWER, { results: [], message: 'three phases' });
    const again = citing('It pays $25,000.', 's3://d/map.md');
    expect(markAnswer(ANSWER, { unmatched, citations: [OLD, MAP, again] })).toBe(
      'MAP has three phases. [1] It pays $25,000 [unproven]. [1][2] Apply early.',
    );
  });

  it('marks nothing at words that are not in the answer', () => {
    const citations = [
      { ...MAP, text: 'other words' },
      { text: MAP.text, source: 's' },
    ];
    expect(markAnswer(ANSWER, { unmatched: [], citations })).toBe(ANSWER);
  });

  it('changes nothing but its marks', () => {
    const place = fc.nat(ANSWER.length);
    const citation = fc.record({
      source: fc.constantFrom('a', 'b', 'c'),
      span: fc.record({ start: place, end: place }),
    });
    fc.assert(
      fc.property(fc.array(citation, { maxLength: 6 }), (given) => {
        const citations = given.map(({ source, span }) => ({
          source,
          span,
          text: ANSWER.slice(span.start, span.end),
        }));
        const marked = markAnswer(ANSWER, { unmatched: [], citations });
        expect(marked.replaceAll(/ (?:\[[1-3]\])+/g, '')).toBe(ANSWER);
        const used = new Set([...marked.matchAll(/\[(\d)\]/g)].map((match) => Number(match[1])));
        for (const number of used)
          expect(numberSources(citations).map((each) => each.number)).toContain(number);
      }),
    );
  });
});

describe('sourceLines', () => {
  it('lists every source once, with section, date, basis, and that it has expired', () => {
    expect(sourceLines([OLD, MAP, MAP])).toEqual([
      '[1] Migration Acceleration Program: Phases, as of 1 January 2025, figures are illustrative, not AWS’s',
      '[2] Old: NO LONGER VALID: held until 31 December 2025',
    ]);
  });

  it('shows no control characters that a title brings', () => {
    expect(sourceLines([{ text: 'x', source: 's', title: 'a\u001b[31m\nb' }])).toEqual(['[1] a [31m b']);
  });

  it('says of a document that names no last day that it is no longer valid', () => {
    expect(sourceFacts({ text: '', source: 's', expired: {} })).toEqual(['NO LONGER VALID']);
  });
});
