import { measureMeans, measureRatio, type PairedValue } from '#evals/compare/measure-pairs.ts';
import { readSequentially } from '#evals/compare/sequential.ts';
import { clusteredMean } from '#evals/statistics/clustered-mean.ts';
import { pairsNeeded } from '#evals/statistics/pair-plan.ts';
import { casesNeeded } from '#evals/statistics/score-plan.ts';
import { createRandom, type SeededRandom } from '#knowledge-base/projects/sample/seeded-random.ts';

/** How often a method says “significant”, over so many made experiments. */
export interface SimulatedRate {
  readonly method: string;
  /** `null`: there is no difference; `planned`: one that the plan finds with 80 % power. */
  readonly world: 'null' | 'planned';
  readonly conversations: number;
  readonly experiments: number;
  readonly rate: number;
  /** What it is to be: at most for false alarms, about for power. */
  readonly nominal: number;
}

export interface SimulateOptions {
  readonly experiments: number;
  readonly seed: number;
}

const ALPHA = 0.05;
const EXACT = { isBounded: true, isIdentical: false } as const;

/**
 * Experiments made from a seed, read by each method: false alarms where nothing differs, power at the planned size, and
 * what becomes of repeats and turns that are taken for rows.
 */
export function simulate({ experiments, seed }: SimulateOptions): readonly SimulatedRate[] {
  return SCENARIOS.map(({ conversations, draw, isSignificant, method, nominal, world }, stream) => {
    const random = createRandom(seed, stream + 1);
    let found = 0;
    for (let at = 0; at < experiments; at += 1) if (isSignificant(draw(random))) found += 1;
    return { method, world, conversations, experiments, rate: found / experiments, nominal };
  });
}

interface Scenario {
  readonly method: string;
  readonly world: SimulatedRate['world'];
  readonly conversations: number;
  readonly nominal: number;
  readonly draw: (random: SeededRandom) => readonly PairedValue[];
  readonly isSignificant: (values: readonly PairedValue[]) => boolean;
}

const byP = (values: readonly PairedValue[]) => (measureMeans(values, EXACT).p ?? 1) <= ALPHA;
const byInterval = (values: readonly PairedValue[]) => isOff(measureMeans(values, EXACT));
const byRatio = (values: readonly PairedValue[], of: 'mean' | 'p95') => {
  const measured = measureRatio(values, of, { ...EXACT, isBounded: false });
  return isOff(measured) && (measured.p ?? 0) <= ALPHA;
};
const byIntervalOfPercentile = (values: readonly PairedValue[]) =>
  isOff(measureRatio(values, 'p95', { ...EXACT, isBounded: false }));
const byBet = (values: readonly PairedValue[]) =>
  readSequentially(
    values.map(({ base, candidate }) => candidate - base),
    ALPHA,
  ).stoppedAfter !== undefined;
/** Every row for itself, as if it were a case of its own. */
const asRows = (values: readonly PairedValue[]) =>
  clusteredMean(values.map(({ base, candidate }) => candidate - base)).p <= ALPHA;

function isOff({ high, low }: { readonly low?: number; readonly high?: number }): boolean {
  return low !== undefined && high !== undefined && (low > 0 || high < 0);
}

const PLANNED_PAIRS = Math.ceil(pairsNeeded(0.15, 0.05));
/** Of scores: a true difference of .05 whose cases vary by .15, and repeats by .2 in each variant. */
const SPREAD = { between: 0.15 ** 2, within: { base: 0.2 ** 2, candidate: 0.2 ** 2 }, repeats: 3 } as const;
const PLANNED_SCORES = Math.ceil(casesNeeded(0.05, SPREAD));

const SCENARIOS: readonly Scenario[] = [
  {
    method: 'pass or fail: McNemar mid-p',
    world: 'null',
    conversations: 100,
    nominal: ALPHA,
    draw: (random) => passOrFail(random, 100, 0.1, 0.1),
    isSignificant: byP,
  },
  {
    method: 'pass or fail: Newcombe interval',
    world: 'null',
    conversations: 100,
    nominal: ALPHA,
    draw: (random) => passOrFail(random, 100, 0.1, 0.1),
    isSignificant: byInterval,
  },
  {
    method: 'scores, 3 repeats: sign flips',
    world: 'null',
    conversations: 40,
    nominal: ALPHA,
    draw: (random) => means(scores(random, 40, 0)),
    isSignificant: byP,
  },
  {
    method: 'scores, 3 repeats: paired cluster t',
    world: 'null',
    conversations: 40,
    nominal: ALPHA,
    draw: (random) => means(scores(random, 40, 0)),
    isSignificant: byInterval,
  },
  {
    method: 'scores, 4 cases a conversation: cluster t',
    world: 'null',
    conversations: 30,
    nominal: ALPHA,
    draw: (random) => talks(random, 30, 4),
    isSignificant: byInterval,
  },
  {
    method: 'cost, ratio of means: cluster t and sign flips',
    world: 'null',
    conversations: 60,
    nominal: ALPHA,
    draw: (random) => costs(random, 60),
    isSignificant: (values) => byRatio(values, 'mean'),
  },
  {
    method: 'time, ratio of p95: BCa and swapped sides',
    world: 'null',
    conversations: 60,
    nominal: ALPHA,
    draw: (random) => costs(random, 60),
    isSignificant: (values) => byRatio(values, 'p95'),
  },
  {
    method: 'early stop, looked at after each: e-process',
    world: 'null',
    conversations: 200,
    nominal: ALPHA,
    draw: (random) => passOrFail(random, 200, 0.1, 0.1),
    isSignificant: byBet,
  },
  {
    method: 'not ours: time, ratio of p95: BCa by itself',
    world: 'null',
    conversations: 60,
    nominal: ALPHA,
    draw: (random) => costs(random, 60),
    isSignificant: byIntervalOfPercentile,
  },
  {
    method: 'not ours: each repeat a row, t',
    world: 'null',
    conversations: 40,
    nominal: ALPHA,
    draw: (random) => scores(random, 40, 0),
    isSignificant: asRows,
  },
  {
    method: 'not ours: each case of a conversation a row, t',
    world: 'null',
    conversations: 30,
    nominal: ALPHA,
    draw: (random) => talks(random, 30, 4),
    isSignificant: asRows,
  },
  {
    method: 'pass or fail: McNemar mid-p',
    world: 'planned',
    conversations: PLANNED_PAIRS,
    nominal: 0.8,
    draw: (random) => passOrFail(random, PLANNED_PAIRS, 0.15, 0.05),
    isSignificant: byP,
  },
  {
    method: 'scores, 3 repeats: paired cluster t',
    world: 'planned',
    conversations: PLANNED_SCORES,
    nominal: 0.8,
    draw: (random) => means(scores(random, PLANNED_SCORES, 0.05)),
    isSignificant: byInterval,
  },
];

function passOrFail(random: SeededRandom, count: number, gained: number, lost: number): PairedValue[] {
  return Array.from({ length: count }, (_, at) => {
    const drawn = random.next();
    const base = drawn < lost || (drawn >= gained + lost && random.chance(0.7)) ? 1 : 0;
    const candidate = drawn < lost ? 0 : drawn < gained + lost ? 1 : base;
    return { cluster: String(at), base, candidate };
  });
}

/** Every repeat of every case; a case has a difficulty, and an effect of its own around the true one. */
function scores(random: SeededRandom, count: number, effect: number): PairedValue[] {
  return Array.from({ length: count }, (_, at) => {
    const level = 0.5 + 0.2 * random.normal();
    const own = effect + Math.sqrt(SPREAD.between) * random.normal();
    return Array.from({ length: SPREAD.repeats }, () => ({
      cluster: String(at),
      base: level + Math.sqrt(SPREAD.within.base) * random.normal(),
      candidate: level + own + Math.sqrt(SPREAD.within.candidate) * random.normal(),
    }));
  }).flat();
}

/** One number a case, as a comparison makes them. */
function means(values: readonly PairedValue[]): PairedValue[] {
  return Array.from({ length: values.length / SPREAD.repeats }, (_, at) => {
    const own = values.slice(at * SPREAD.repeats, (at + 1) * SPREAD.repeats);
    const mean = (side: 'base' | 'candidate') =>
      own.reduce((sum, value) => sum + value[side], 0) / own.length;
    return { cluster: String(at), base: mean('base'), candidate: mean('candidate') };
  });
}

/** Cases of a conversation go well or badly together. */
function talks(random: SeededRandom, count: number, cases: number): PairedValue[] {
  return Array.from({ length: count }, (_, at) => {
    const shared = 0.15 * random.normal();
    return Array.from({ length: cases }, () => {
      const base = 0.5 + 0.2 * random.normal();
      return { cluster: String(at), base, candidate: base + shared + 0.15 * random.normal() };
    });
  }).flat();
}

function costs(random: SeededRandom, count: number): PairedValue[] {
  return Array.from({ length: count }, (_, at) => {
    const size = random.logNormal(0.6);
    return {
      cluster: String(at),
      base: size * random.logNormal(0.2),
      candidate: size * random.logNormal(0.2),
    };
  });
}
