import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { stem } from '../../query-generation/stem.ts';
import type { Example, FeatureNames } from './example.ts';

/** What is known of the features after looking at a history; plain data, stored with the models. */
export interface Encoder {
  readonly features: FeatureNames;
  /** Stems that at least {@link LEAST_USES} examples have, commonest first. */
  readonly words: readonly string[];
  readonly wordWeights: readonly number[];
  /** Per category its values, commonest first; a value that is not listed is encoded as 0, a listed one as its place + 1. */
  readonly levels: readonly (readonly string[])[];
  /** Per number its mean and deviation on the scale `sign(x) ln(1 + |x|)`. */
  readonly numberScales: readonly { readonly mean: number; readonly deviation: number }[];
  /** Of the days, and how many deviations above the mean the last one is. */
  readonly days: { readonly mean: number; readonly deviation: number; readonly most: number };
}

/** An example in numbers. */
export interface Encoded {
  /** Places in `words`, each once, ascending. */
  readonly words: Int32Array;
  /** Their weights, of length 1 together. */
  readonly weights: Float64Array;
  /** Per category 0 for unknown, else a level's place + 1. */
  readonly levels: Int32Array;
  /** Per number its standardised value, NaN when not known. */
  readonly numbers: Float64Array;
  readonly day: number;
}

export const LEAST_USES = 3;
export const MOST_WORDS = 4_000;
const MOST_LEVELS = 400;

/** Learns the vocabulary, the levels and the scales of a history. */
export function fitEncoder(examples: readonly Example[], features: FeatureNames): Encoder {
  const uses = new Map<string, number>();
  for (const { text } of examples)
    for (const word of new Set(wordsOf(text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  const days = scaleOf(examples.map(({ day }) => day));
  const last = examples.reduce((latest, { day }) => Math.max(latest, day), 0);
  const words = commonest(uses, LEAST_USES, MOST_WORDS);
  return {
    features,
    days: { ...days, most: (last - days.mean) / days.deviation },
    words,
    wordWeights: words.map((word) => Math.log(1 + examples.length / (uses.get(word) ?? 1))),
    levels: features.categories.map((_, at) => {
      const counts = new Map<string, number>();
      for (const { categories } of examples) {
        const value = categories[at];
        if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return commonest(counts, 2, MOST_LEVELS);
    }),
    numberScales: features.numbers.map((_, at) =>
      scaleOf(examples.flatMap(({ numbers }) => (numbers[at] == null ? [] : [squash(numbers[at])]))),
    ),
  };
}

/** Encodes examples one after the other; keep it, it has the look-ups ready. */
export function createEncode(encoder: Encoder): (example: Example) => Encoded {
  const places = new Map(encoder.words.map((word, at) => [word, at]));
  const levels = encoder.levels.map((values) => new Map(values.map((value, at) => [value, at + 1])));
  return ({ text, categories, numbers, day }) => {
    const found = new Set<number>();
    for (const word of wordsOf(text)) {
      const at = places.get(word);
      if (at !== undefined) found.add(at);
    }
    const words = Int32Array.from(found).sort();
    const raw = Float64Array.from(words, (at) => encoder.wordWeights[at] ?? 0);
    const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return {
      words,
      weights: raw.map((weight) => weight / length),
      levels: Int32Array.from(levels, (known, at) => known.get(categories[at] ?? '') ?? 0),
      numbers: Float64Array.from(encoder.numberScales, ({ mean, deviation }, at) => {
        const value = numbers[at];
        return value == null ? Number.NaN : (squash(value) - mean) / deviation;
      }),
      day,
    };
  };
}

/** The stems of a text that tell something. */
export function wordsOf(text: string): string[] {
  return searchWords(text)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(stem);
}

function squash(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

function scaleOf(values: readonly number[]): { mean: number; deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function commonest(counts: ReadonlyMap<string, number>, least: number, most: number): string[] {
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([value]) => value);
}
