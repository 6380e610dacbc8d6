import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import { tokenize } from '../text/tokens.ts';
import { understand } from '../understand.ts';
import { DIMENSIONS, FILTERS, MEASURES, PERIODS, TEMPLATES } from './__fixtures__/phrasings.ts';
import { TODAY } from './__fixtures__/portfolio-questions.ts';
import { changeInsight } from './change.ts';
import { decideInsight } from './decide-insight.ts';
import { readInsight } from './read-insight.ts';
import { specify } from './specify.ts';

const read = (text: string) => readInsight(text, tokenize(text), TODAY);
const specified = (text: string) => specify(read(text), TODAY).specification;

const question = fc.record({
  template: fc.constantFrom(...TEMPLATES),
  measure: fc.constantFrom(...MEASURES),
  dimension: fc.constantFrom(...DIMENSIONS),
  filters: fc.uniqueArray(fc.constantFrom(...FILTERS), {
    maxLength: 2,
    selector: ([, [filter]]) => (filter?.field === 'region' ? 'country' : filter?.field),
  }),
  period: fc.constantFrom(...PERIODS),
});

function written({ template, measure, dimension, filters, period }: ReturnType<typeof sample>): string {
  return template
    .replace('{m}', measure[0])
    .replace('{d}', dimension[0])
    .replace('{f}', filters.map(([words]) => words).join(' '))
    .replace('{p}', period[0])
    .replace(/\s+/g, ' ')
    .trim();
}

function sample() {
  return fc.sample(question, 1)[0] as typeof question extends fc.Arbitrary<infer Value> ? Value : never;
}

function meant({ measure, dimension, filters, period }: ReturnType<typeof sample>): InsightSpecification {
  const all = filters.flatMap(([, each]) => each);
  return {
    measures: [...measure[1]],
    dimensions: [...dimension[1]],
    ...(all.length === 0 ? {} : { filters: all }),
    ...(period[1] === null ? {} : { period: period[1] }),
  };
}

describe('a generated question', () => {
  it('reads back as what it was made of, whatever it is put together from', () => {
    fc.assert(
      fc.property(question, (parts) => {
        expect(specified(written(parts))).toEqual(meant(parts));
      }),
      { numRuns: 400 },
    );
  });

  it('is told from an opportunity', () => {
    fc.assert(
      fc.property(question, (parts) => {
        const understanding = understand(written(parts), { today: TODAY });
        const at = { today: TODAY, hasOpportunity: false, statesOpportunity: false };
        expect(decideInsight(null, understanding, [], at)?.plan).toMatchObject({
          specification: meant(parts),
        });
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what a change does not name', () => {
    fc.assert(
      fc.property(question, fc.constantFrom(...FILTERS), (parts, [words, filters]) => {
        const last = meant(parts);
        const { specification } = changeInsight(last, read(`and ${words}?`), TODAY);
        expect(specification).toMatchObject({ measures: last.measures, dimensions: last.dimensions });
        expect(specification.period).toEqual(last.period);
        for (const filter of filters) expect(specification.filters).toContainEqual(filter);
      }),
      { numRuns: 150 },
    );
  });

  it.for(DIMENSIONS)('is grouped by %s instead when only that is said', ([words, dimensions]) => {
    const last = meant({ ...sample(), dimension: ['industry', ['industry']] });
    const { specification } = changeInsight(last, read(`by ${words}`), TODAY);
    expect(specification).toEqual({ ...last, dimensions: [...dimensions] });
  });

  it.for(PERIODS)('is asked of %s instead when only that is said', ([words, period]) => {
    const last = meant(sample());
    const { specification } = changeInsight(last, read(`same for ${words.replace(/^in /, '')}`), TODAY);
    expect(specification).toEqual(period === null ? last : { ...last, period });
  });
});

describe('readInsight', () => {
  it('never throws, whatever the text', () => {
    const words = [...MEASURES, ...DIMENSIONS, ...FILTERS, ...PERIODS].flatMap(([text]) => text.split(' '));
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...words,
          'top',
          '5',
          'vs',
          'and',
          'or',
          'not',
          'by',
          '"',
          '(',
          '$',
          '%',
          'last',
          'biggest',
          '\n',
        ),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join(' ');
        const { specification } = specify(read(text), TODAY);
        expect(specification.measures.length).toBeGreaterThan(0);
        changeInsight(specification, read(text), TODAY);
        for (const { start, end, text: part } of read(text).parts) {
          expect(start).toBeLessThan(end);
          expect(part).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads a long text in the time of a short one', () => {
    const text = 'how many healthcare deals in Germany by industry and region or compared with 2024 '.repeat(
      2_000,
    );
    const tokens = tokenize(text);
    const begin = performance.now();
    readInsight(text, tokens, TODAY);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
