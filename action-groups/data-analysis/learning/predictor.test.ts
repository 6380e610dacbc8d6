import { describe, expect, it } from 'vitest';
import { madeHistory } from './__fixtures__/made-history.ts';
import { blended } from './blend.ts';
import { type Example, partOf } from './example.ts';
import { LEARNER_NAMES } from './learners.ts';
import { createOracle, trainPredictor } from './predictor.ts';

const groupOf = (example: Example) => example.categories[0] ?? null;
const options = { seed: 7, primary: 'value', groupOf };

/** How a predictor trained on the first four fifths of a history does on the rest, rolling on. */
function tryOut(rows: number, made: { seed?: number; noise?: number } = {}) {
  const history = madeHistory(rows, made);
  const cut = Math.floor(rows * 0.8);
  const { predictor, calibration } = trainPredictor(partOf(history, 0, cut), Math.floor(rows * 0.6), options);
  const oracle = createOracle(predictor.learners, history);
  const weights = predictor.weights.value as NonNullable<(typeof predictor.weights)[string]>;
  const own = calibration.value as NonNullable<(typeof calibration)[string]>;
  let errors = 0;
  const held: Record<string, { inside: number; of: number }> = {};
  for (const [place, example] of history.examples.slice(cut).entries()) {
    const said = oracle(example).targets.value as NonNullable<ReturnType<typeof oracle>['targets'][string]>;
    const quantiles = blended(said, weights);
    for (const name of LEARNER_NAMES) expect([...said[name]].sort((a, b) => a - b)).toEqual(said[name]);
    const outcome = history.outcomes.value?.[cut + place] ?? 0;
    const { lower, upper } = own.at(example);
    errors += Math.abs(quantiles[1] - (history.truth[cut + place] ?? 0)) / (rows - cut);
    const group = groupOf(example) ?? '';
    held[group] ??= { inside: 0, of: 0 };
    (held[group] as { of: number }).of += 1;
    if (quantiles[0] - lower <= outcome && outcome <= quantiles[2] + upper)
      (held[group] as { inside: number }).inside += 1;
    own.observe(example, quantiles, outcome);
  }
  return { predictor, errors, held };
}

describe('trainPredictor', () => {
  it('comes near the truth that the outcomes scatter around, and its ranges hold 80 % in every group', () => {
    const { errors, held } = tryOut(3_000);
    // The outcomes themselves are 0.4 away from it on average.
    expect(errors).toBeLessThan(0.15);
    for (const { inside, of } of Object.values(held))
      expect(Math.abs(inside / of - 0.8)).toBeLessThan(2.5 * Math.sqrt((0.8 * 0.2) / of));
  });

  it('gives the same for the same rows and seed', () => {
    const history = madeHistory(400);
    const train = () => trainPredictor(history, 300, options).predictor;
    expect(JSON.stringify(train())).toBe(JSON.stringify(train()));
  });

  it('is plain data: what was stored and read again says the same', () => {
    const history = madeHistory(400);
    const { predictor } = trainPredictor(history, 300, options);
    const again = JSON.parse(JSON.stringify(predictor)) as typeof predictor;
    const example = { ...(history.examples[0] as Example), day: 30_000 };
    expect(createOracle(again.learners, history)(example)).toEqual(
      createOracle(predictor.learners, history)(example),
    );
  });

  it('looks at nothing that happened on the day or later', () => {
    const history = madeHistory(900);
    const { predictor } = trainPredictor(history, 700, options);
    const oracle = createOracle(predictor.learners, history);
    for (const example of history.examples.slice(500, 600))
      for (const { at } of oracle(example).neighbours)
        expect(history.examples[at]?.day).toBeLessThan(example.day);
  });

  it('says wider ranges where less is known', () => {
    const history = madeHistory(3_000);
    const { predictor } = trainPredictor(history, 2_400, { ...options, hiddenShare: 0.15 });
    const oracle = createOracle(predictor.learners, history);
    const width = (example: Example) => {
      const { boostedTrees } = oracle(example).targets.value as NonNullable<
        ReturnType<typeof oracle>['targets'][string]
      >;
      return boostedTrees[2] - boostedTrees[0];
    };
    const examples = history.examples.slice(0, 60).map((example) => ({ ...example, day: 30_000 }));
    const known = examples.reduce((sum, example) => sum + width(example), 0);
    const unknown = examples.reduce(
      (sum, example) => sum + width({ ...example, categories: [null], numbers: [null] }),
      0,
    );
    expect(unknown).toBeGreaterThan(1.1 * known);
  });

  it.for([1, 2, 7])('survives a history of %d rows, one outcome for all, and none known', (rows) => {
    const history = madeHistory(rows);
    const same = {
      ...history,
      outcomes: { value: new Float64Array(rows).fill(3), none: new Float64Array(rows).fill(Number.NaN) },
    };
    const { predictor } = trainPredictor(same, Math.floor(rows * 0.8), options);
    const said = createOracle(predictor.learners, same)({ ...(history.examples[0] as Example), day: 30_000 });
    expect(said.targets.value?.neighbours[1]).toBeCloseTo(3);
    for (const quantiles of Object.values(said.targets).flatMap(Object.values))
      for (const value of quantiles as number[]) expect(value).not.toBeNaN();
  });
});
