import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocuments, arbitraryText } from './__fixtures__/arbitrary-documents.ts';
import { slowSearch } from './__fixtures__/slow-search.ts';
import { buildIndex } from './build-index.ts';
import { search } from './search.ts';

const plain = { spelling: false } as const;
const textOnly = (...texts: string[]) => texts.map((text) => ({ title: '', text }));

describe('search', () => {
  it('scores one word as calculated by hand', () => {
    // Of two texts of two words each one has `cat`: idf ln(1 + 1.5 / 1.5), occurrences 1, saturated 1 / 2.2; half for
    // the stem and half for the word.
    const hits = search(buildIndex(textOnly('cat dog', 'bird dog')), 'cat', { limit: 5, ...plain });
    expect(hits).toEqual([{ ordinal: 0, score: expect.closeTo(Math.LN2 / 2.2, 6) }]);
  });

  it('adds up title and text before it saturates, each by its own length', () => {
    // Titles have 1 and 3 words (average 2), texts 4 and 2 (average 3). `cat` is in both documents: idf ln 1.2.
    const documents = [
      { title: 'cat', text: 'cat cat dog dog' },
      { title: 'red green blue', text: 'cat bird' },
    ];
    const first = 4 / (0.475 + 0.525 * (1 / 2)) + 2 / (0.25 + 0.75 * (4 / 3));
    const second = 1 / (0.25 + 0.75 * (2 / 3));
    expect(search(buildIndex(documents), 'cat', { limit: 5, ...plain })).toEqual([
      { ordinal: 0, score: expect.closeTo((Math.log(1.2) * first) / (1.2 + first), 6) },
      { ordinal: 1, score: expect.closeTo((Math.log(1.2) * second) / (1.2 + second), 6) },
    ]);
  });

  it('counts another form of a word half, and words side by side a little more', () => {
    const index = buildIndex(textOnly('migrate databases', 'databases migrate', 'unrelated words'));
    const [first, second] = search(index, 'migrating database', { limit: 5, ...plain });
    // Two stems at half weight in two of three texts; the pair at a tenth in one of three.
    const stems = 2 * 0.5 * (Math.log(1.6) / 2.2);
    expect(first).toEqual({ ordinal: 0, score: expect.closeTo(stems + 0.1 * (Math.log(4 / 1.5) / 2.2), 6) });
    expect(second).toEqual({ ordinal: 1, score: expect.closeTo(stems, 6) });
  });

  it('counts a way to ask twice, by the length of all of them, and makes no pair across two', () => {
    // Both documents have ways to ask, of 3 words and of 1 (average 2). `cat` is in one: idf ln 2.
    const index = buildIndex([
      { title: '', text: '', askedAs: ['cat', 'dog bird'] },
      { title: '', text: '', askedAs: ['fish'] },
    ]);
    const times = 2 / (0.5 + 0.5 * (3 / 2));
    const cat = Math.LN2 * (times / (1.2 + times));
    expect(search(index, 'cat', { limit: 5, ...plain })).toEqual([
      { ordinal: 0, score: expect.closeTo(cat, 6) },
    ]);
    expect(search(index, 'cat dog', { limit: 5, ...plain })[0]?.score).toBeCloseTo(2 * cat, 6);
    expect(search(index, 'dog bird', { limit: 5, ...plain })[0]?.score).toBeGreaterThan(2 * cat);
  });

  it('lifts a part by the three best of its whole, or all there are, and never what has no word of the question', () => {
    const index = buildIndex(textOnly('cat', 'cat dog', 'cat', 'bird', 'cat dog', 'cat', 'bird'));
    const scoreOf = new Map(
      search(index, 'cat', { limit: 9, ...plain }).map(({ ordinal, score }) => [ordinal, score]),
    );
    const [best = 0, less = 0] = [scoreOf.get(0), scoreOf.get(1)];
    const wholes = { of: Uint32Array.of(0, 0, 0, 0, 0, 1, 1), weight: 0.4 };
    // Of the first whole the best three count, and nothing of the rest; of the second both there are.
    const [first, second] = [0.4 * ((best + best + less) / 3), 0.4 * (best / 2)];
    expect(search(index, 'cat', { limit: 9, ...plain, wholes })).toEqual([
      { ordinal: 0, score: expect.closeTo(0.6 * best + first, 6) },
      { ordinal: 2, score: expect.closeTo(0.6 * best + first, 6) },
      { ordinal: 1, score: expect.closeTo(0.6 * less + first, 6) },
      { ordinal: 4, score: expect.closeTo(0.6 * less + first, 6) },
      { ordinal: 5, score: expect.closeTo(0.6 * best + second, 6) },
    ]);
  });

  it('gives what the formula gives, for any documents and question', () => {
    fc.assert(
      fc.property(
        arbitraryDocuments,
        arbitraryText,
        fc.constantFrom(0.5, 1, 4),
        (documents, question, titleWeight) => {
          const slow = slowSearch(documents, question, titleWeight);
          const fast = search(buildIndex(documents, { titleWeight }), question, { limit: 20, ...plain });
          const byOrdinal = (hits: typeof slow | typeof fast) =>
            [...hits].sort((a, b) => a.ordinal - b.ordinal);
          expect(byOrdinal(fast)).toEqual(
            byOrdinal(slow).map(({ ordinal, score }) => ({ ordinal, score: expect.closeTo(score, 5) })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never fails and has the best first, equals in their order, whatever is asked', () => {
    fc.assert(
      fc.property(
        arbitraryDocuments,
        fc.oneof(arbitraryText, fc.string({ unit: 'binary', maxLength: 300 })),
        fc.integer({ min: 1, max: 8 }),
        (documents, question, limit) => {
          const index = buildIndex(documents);
          const hits = search(index, question, { limit });
          expect(hits.length).toBeLessThanOrEqual(limit);
          for (const [at, { ordinal, score }] of hits.entries()) {
            const before = hits[at - 1];
            expect(score).toBeGreaterThan(0);
            if (before === undefined) continue;
            expect(before.score > score || (before.score === score && before.ordinal < ordinal)).toBe(true);
          }
          expect(search(index, question, { limit: 100 }).slice(0, limit)).toEqual(hits);
        },
      ),
    );
  });

  it('gives a document more when a word of the question is put in place of another word', () => {
    fc.assert(
      fc.property(
        arbitraryDocuments,
        fc.array(fc.constantFrom('cat', 'dog'), { minLength: 2 }),
        (others, words) => {
          const scoreOf = (text: string) =>
            search(buildIndex([{ title: '', text }, ...others]), 'bird', { limit: 20, ...plain }).find(
              ({ ordinal }) => ordinal === 0,
            )?.score ?? 0;
          const [one, two] = [
            ['bird', ...words.slice(1)],
            ['bird', 'bird', ...words.slice(2)],
          ];
          expect(scoreOf(one.join(' '))).toBeGreaterThan(scoreOf(words.join(' ')));
          expect(scoreOf(two.join(' '))).toBeGreaterThan(scoreOf(one.join(' ')));
        },
      ),
    );
  });

  it('leaves out what is not accepted, without loss of places', () => {
    const index = buildIndex(textOnly('cat', 'cat', 'cat', 'cat'));
    const hits = search(index, 'cat', { limit: 2, accept: (ordinal) => ordinal % 2 === 1 });
    expect(hits.map(({ ordinal }) => ordinal)).toEqual([1, 3]);
  });

  it('counts a word twice that the question has twice', () => {
    const index = buildIndex(textOnly('cat', 'dog'));
    const scoreOf = (question: string) => search(index, question, { limit: 1, ...plain })[0]?.score ?? 0;
    expect(scoreOf('cat and cat')).toBeCloseTo(2 * scoreOf('cat'), 6);
  });

  it('finds nothing for stop words, signs or nothing, nor in no documents', () => {
    const index = buildIndex(textOnly('the cat', ''));
    for (const question of ['', 'what is it?', '…', '\ud800'])
      expect(search(index, question, { limit: 5 })).toEqual([]);
    expect(search(buildIndex([]), 'cat', { limit: 5 })).toEqual([]);
  });

  it('takes a question of 20,000 letters', () => {
    const index = buildIndex(textOnly('cat', 'dog'));
    const question = 'cat zebra qwertzuiop '.repeat(1_000).slice(0, 20_000);
    expect(search(index, question, { limit: 5 }).map(({ ordinal }) => ordinal)).toEqual([0]);
  });

  it.for([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a limit of %d', (limit) => {
    expect(() => search(buildIndex([]), 'cat', { limit })).toThrow(
      new RangeError(`limit ${limit}: a whole number of at least 1`),
    );
  });
});
