import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeHistory } from './__fixtures__/made-history.ts';
import { fitBlend, pinball } from './blend.ts';
import { fitBoostedTrees, predictBoostedTrees, quantileOf } from './boosted-trees.ts';
import { createEncode, fitEncoder } from './encoder.ts';
import type { Example } from './example.ts';
import { fitSimilarity } from './fit-similarity.ts';
import { createNeighbourIndex, likeness, neighboursAmong } from './neighbours.ts';
import { fitRidge, predictRidge } from './ridge.ts';

const history = madeHistory(1_200, { noise: 0.2 });
const outcomes = history.outcomes.value as Float64Array;
const encoder = fitEncoder(history.examples, history.features);
const encode = createEncode(encoder);
const rows = history.examples.map(encode);

describe('fitEncoder', () => {
  it('knows words by their stems, levels by how common they are, and numbers in deviations', () => {
    expect(encoder.words).toContain('lake');
    expect(encoder.levels[0]?.toSorted()).toEqual(['Enterprise', 'Mid-Market', 'SMB']);
    const values = rows.map(({ numbers }) => numbers[0] ?? 0);
    expect(values.reduce((sum, value) => sum + value, 0) / rows.length).toBeCloseTo(0);
  });

  it('encodes any example, what was never seen as not known', () => {
    const any = fc.record({
      id: fc.string(),
      day: fc.integer({ min: 0, max: 40_000 }),
      text: fc.string({ unit: 'binary', maxLength: 200 }),
      categories: fc.tuple(fc.option(fc.string())),
      numbers: fc.tuple(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))),
    });
    fc.assert(
      fc.property(any, (example) => {
        const encoded = encode(example);
        expect([...encoded.words].every((word, at) => at === 0 || word > (encoded.words[at - 1] ?? 0))).toBe(
          true,
        );
        expect([...encoded.weights].every(Number.isFinite)).toBe(true);
        if (!['SMB', 'Mid-Market', 'Enterprise'].includes(example.categories[0] ?? ''))
          expect(encoded.levels[0]).toBe(0);
      }),
    );
  });
});

describe('fitRidge', () => {
  it('finds a straight line that is there', () => {
    const ridge = fitRidge(encoder, rows, outcomes);
    const error = rows.reduce(
      (sum, row, at) => sum + Math.abs(predictRidge(encoder, ridge, row) - (history.truth[at] ?? 0)),
      0,
    );
    expect(error / rows.length).toBeLessThan(0.08);
  });
});

describe('fitBoostedTrees', () => {
  const values = rows.map(({ numbers }) => Math.min(40, Math.max(0, Math.round(20 + 8 * (numbers[0] ?? 0)))));
  const data = { bins: Uint8Array.from(values), features: 1, rows: rows.length };
  const stepped = Float64Array.from(values, (value, at) => (value > 20 ? 5 : 1) + ((at % 10) - 4.5) / 10);
  const options = {
    seed: 3,
    mostTrees: 120,
    learningRate: 0.1,
    depth: 2,
    leastInLeaf: 10,
    rowShare: 0.5,
    featureShare: 1,
  };

  it.for([
    [0.1, -0.4],
    [0.5, 0],
    [0.9, 0.4],
  ] as const)('finds the %d quantile on both sides of a step', ([probability, beside]) => {
    const trees = fitBoostedTrees(data, stepped, probability, options);
    expect(predictBoostedTrees(trees, Uint8Array.of(5))).toBeCloseTo(1 + beside, 0);
    expect(predictBoostedTrees(trees, Uint8Array.of(35))).toBeCloseTo(5 + beside, 0);
  });
});

describe('neighboursAmong', () => {
  const similarity = fitSimilarity(encoder, rows, outcomes);

  it('learns that the segment counts', () => {
    expect(similarity.levelWeights[0]).toBeGreaterThan(0);
  });

  it('agrees with the index over all rows, weights the more alike more, and sums to 1', () => {
    const index = createNeighbourIndex(similarity, rows);
    const all = rows.map((_, at) => at);
    for (const example of rows.slice(-20)) {
      const found = neighboursAmong(similarity, example, rows, all);
      const indexed = index.neighbours(example, rows.length);
      expect(
        indexed.map(({ at }) => likeness(similarity, example, rows[at] as typeof example).toFixed(9)),
      ).toEqual(found.map(({ at }) => likeness(similarity, example, rows[at] as typeof example).toFixed(9)));
      expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    }
  });

  it('finds some even for what shares nothing', () => {
    const strange = encode({
      id: '',
      day: 30_000,
      text: '漢字',
      categories: [null],
      numbers: [null],
    } satisfies Example);
    expect(createNeighbourIndex(similarity, rows).neighbours(strange, rows.length).length).toBe(200);
    expect(createNeighbourIndex(similarity, rows).neighbours(strange, 0)).toEqual([]);
  });
});

describe('fitBlend', () => {
  it('takes the learner that is right', () => {
    const right = outcomes.slice(0, 200);
    const said = Array.from(right, (value, at) => ({
      neighbours: [value - 1, value, value + 1] as const,
      ridge: [0, 0, 0] as const,
      boostedTrees: [at, at, at] as const,
    }));
    expect(fitBlend(said, right)).toEqual({ neighbours: 1, ridge: 0, boostedTrees: 0 });
  });

  it('stays with equal shares where nothing tells the learners apart', () => {
    const said = { neighbours: [0, 1, 2], ridge: [0, 1, 2], boostedTrees: [0, 1, 2] } as const;
    expect(fitBlend([said, said], [1, 1]).ridge).toBeCloseTo(1 / 3);
  });
});

describe('pinball', () => {
  it('is least for the quantiles themselves', () => {
    const sample = Float64Array.from({ length: 1_001 }, (_, at) => at);
    const loss = (low: number, middle: number, high: number) =>
      sample.reduce((sum, outcome) => sum + pinball([low, middle, high], outcome), 0);
    const best = loss(100, 500, 900);
    for (const other of [loss(50, 500, 900), loss(100, 520, 900), loss(100, 500, 960)])
      expect(other).toBeGreaterThan(best);
  });
});

describe('quantileOf', () => {
  it('lies between the least and the greatest value and grows with the probability', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, a, b) => {
          const at = (probability: number) => quantileOf(Float64Array.from(all), probability);
          expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)) + 1e-6);
          expect(at(0) - Math.min(...all)).toBeCloseTo(0);
          expect(at(1) - Math.max(...all)).toBeCloseTo(0);
        },
      ),
    );
  });
});
