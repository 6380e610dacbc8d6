import { BINS, type BinnedRows } from './boosted-trees.ts';
import type { Encoded, Encoder } from './encoder.ts';

/** How an example becomes the bins that trees look at; plain data. */
export interface TreeFeatures {
  /** Per category and level (0 is unknown) the mean outcome, drawn to the whole mean where examples are few. */
  readonly levelMeans: readonly (readonly number[])[];
  readonly wholeMean: number;
  /** Places of words that are features of their own. */
  readonly words: readonly number[];
  /** Upper borders of the bins, a list a feature. */
  readonly borders: readonly (readonly number[])[];
}

/** As many examples of a level count as much as the whole. */
const SHRINK = 8;

const MOST_WORD_FEATURES = 60;

/** `linear` is a straight-line prediction for each row made without it. */
export function fitTreeFeatures(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: Float64Array,
  linear: Float64Array,
): { readonly features: TreeFeatures; readonly binned: BinnedRows } {
  const wholeMean = mean(outcomes);
  const levelMeans = encoder.levels.map((values, at) =>
    meansOf(rows, outcomes, at, values.length + 1, wholeMean),
  );
  const words = tellingWords(rows, encoder.words.length);
  const shape = { levelMeans, wholeMean, words };
  const columns = rawColumns(encoder, rows, words.length);
  // While learning, a level's mean comes from the rows before: a row that saw its own outcome would teach that.
  const running = encoder.levels.map((values) => ({
    sums: new Float64Array(values.length + 1),
    counts: new Float64Array(values.length + 1),
  }));
  for (const [index, row] of rows.entries()) {
    const before = running.map(({ sums, counts }, at) => {
      const level = row.levels[at] ?? 0;
      return ((sums[level] ?? 0) + SHRINK * wholeMean) / ((counts[level] ?? 0) + SHRINK);
    });
    for (const [column, value] of rawValues(shape, row, linear[index] ?? wholeMean, before).entries())
      (columns[column] as Float64Array)[index] = value;
    for (const [at, { sums, counts }] of running.entries()) {
      const level = row.levels[at] ?? 0;
      sums[level] = (sums[level] ?? 0) + (outcomes[index] ?? 0);
      counts[level] = (counts[level] ?? 0) + 1;
    }
  }
  const borders = columns.map(bordersOf);
  const bins = new Uint8Array(rows.length * columns.length);
  for (const [at, column] of columns.entries())
    for (let row = 0; row < rows.length; row += 1)
      bins[row * columns.length + at] = binOf(column[row] ?? Number.NaN, borders[at] ?? []);
  return { features: { ...shape, borders }, binned: { rows: rows.length, features: columns.length, bins } };
}

/** The bins of one example, for prediction. */
export function treeBins(features: TreeFeatures, row: Encoded, linear: number): Uint8Array {
  const means = features.levelMeans.map((values, at) => values[row.levels[at] ?? 0] ?? features.wholeMean);
  const values = rawValues(features, row, linear, means);
  return Uint8Array.from(values, (value, at) => binOf(value, features.borders[at] ?? []));
}

function rawValues(
  { words }: Pick<TreeFeatures, 'words'>,
  row: Encoded,
  linear: number,
  levelMeans: readonly number[],
): number[] {
  const has = new Set(row.words);
  return [
    linear,
    ...levelMeans,
    ...row.numbers,
    row.words.length,
    row.day,
    new Date(row.day * 86_400_000).getUTCMonth(),
    ...words.map((word) => (has.has(word) ? 1 : 0)),
  ];
}

function rawColumns(encoder: Encoder, rows: readonly Encoded[], words: number): Float64Array[] {
  const count = 1 + encoder.levels.length + encoder.numberScales.length + 3 + words;
  return Array.from({ length: count }, () => new Float64Array(rows.length));
}

function meansOf(
  rows: readonly Encoded[],
  outcomes: Float64Array,
  category: number,
  levels: number,
  wholeMean: number,
): number[] {
  const sums = new Array<number>(levels).fill(SHRINK * wholeMean);
  const counts = new Array<number>(levels).fill(SHRINK);
  for (const [index, row] of rows.entries()) {
    const level = row.levels[category] ?? 0;
    sums[level] = (sums[level] ?? 0) + (outcomes[index] ?? 0);
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return sums.map((sum, level) => sum / (counts[level] ?? 1));
}

/** Words of neither too few nor nearly all examples; they stand commonest first. */
function tellingWords(rows: readonly Encoded[], words: number): number[] {
  const uses = new Int32Array(words);
  for (const row of rows) for (const word of row.words) uses[word] = (uses[word] ?? 0) + 1;
  const least = Math.max(10, rows.length * 0.005);
  return [...uses.keys()]
    .filter((word) => (uses[word] ?? 0) >= least && (uses[word] ?? 0) <= rows.length * 0.7)
    .slice(0, MOST_WORD_FEATURES);
}

/** Borders that part the values into about equal shares; the last bin is for what is not known. */
function bordersOf(column: Float64Array): number[] {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const borders: number[] = [];
  for (let bin = 1; bin < BINS - 1; bin += 1) {
    const border = sorted[Math.floor((bin * sorted.length) / (BINS - 1))];
    if (border !== undefined && border !== borders.at(-1)) borders.push(border);
  }
  return borders;
}

function binOf(value: number, borders: readonly number[]): number {
  if (Number.isNaN(value)) return BINS - 1;
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (borders[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
