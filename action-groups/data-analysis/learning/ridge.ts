import type { Encoded, Encoder } from './encoder.ts';

/** A straight-line model of all features; plain data. */
export interface Ridge {
  readonly intercept: number;
  /** Columns as {@link columnsOf} lays them out. */
  readonly weights: readonly number[];
  readonly penalty: number;
}

/** How strongly large weights are held down; the best on the latest part of the training rows is taken. */
const PENALTIES = [0.3, 1, 3, 10, 30, 100] as const;

/** The penalty is chosen on at most so many rows, the latest. */
const MOST_CHOOSING_ROWS = 8_000;

/** The share of the training rows, the latest ones, that choose the penalty. */
const CHOOSING_SHARE = 0.2;

/** Rows with their columns: sparse, in one stretch of memory. */
interface Design {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly width: number;
}

/** Fits by least squares with a penalty on the squares of the weights: the one given, or chosen by what came later. */
export function fitRidge(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: ArrayLike<number>,
  penalty?: number,
): Ridge {
  const chosen = penalty ?? choosePenalty(encoder, rows.slice(-MOST_CHOOSING_ROWS), outcomes, rows.length);
  const { intercept, weights } = solve(designOf(encoder, rows), outcomes, rows.length, chosen);
  return { intercept, weights: [...weights], penalty: chosen };
}

/** `rows` are the last of `all` rows, whose outcomes are given. */
function choosePenalty(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: ArrayLike<number>,
  all: number,
): number {
  const cut = Math.floor(rows.length * (1 - CHOOSING_SHARE));
  if (cut < 20) return USUAL_PENALTY;
  const design = designOf(encoder, rows);
  const own = Float64Array.from(rows, (_, at) => outcomes[all - rows.length + at] ?? 0);
  let best = { penalty: USUAL_PENALTY as number, loss: Number.POSITIVE_INFINITY };
  for (const penalty of PENALTIES) {
    const fitted = solve(design, own, cut, penalty);
    let loss = 0;
    for (let row = cut; row < rows.length; row += 1)
      loss += Math.abs((own[row] ?? 0) - fitted.intercept - dot(design, row, fitted.weights));
    if (loss < best.loss) best = { penalty, loss };
  }
  return best.penalty;
}

const USUAL_PENALTY = 10;

export function predictRidge(encoder: Encoder, ridge: Ridge, row: Encoded): number {
  let sum = ridge.intercept;
  eachColumn(encoder, row, (column, value) => {
    sum += value * (ridge.weights[column] ?? 0);
  });
  return sum;
}

/** Category levels (unknown is one), numbers with a flag for "not known", words. */
function eachColumn(encoder: Encoder, row: Encoded, add: (column: number, value: number) => void): void {
  let from = 0;
  for (let at = 0; at < encoder.levels.length; at += 1) {
    add(from + (row.levels[at] ?? 0), 1);
    from += (encoder.levels[at]?.length ?? 0) + 1;
  }
  for (let at = 0; at < encoder.numberScales.length; at += 1) {
    const value = row.numbers[at] ?? Number.NaN;
    if (Number.isNaN(value)) add(from + 1, 1);
    else add(from, Math.max(-4, Math.min(4, value)));
    from += 2;
  }
  add(from, Math.min(encoder.days.most, (row.day - encoder.days.mean) / encoder.days.deviation));
  add(from + 1 + new Date(row.day * 86_400_000).getUTCMonth(), 0.5);
  from += 13;
  for (let at = 0; at < row.words.length; at += 1) add(from + (row.words[at] ?? 0), row.weights[at] ?? 0);
}

function widthOf(encoder: Encoder): number {
  const levels = encoder.levels.reduce((sum, values) => sum + values.length + 1, 0);
  return levels + 2 * encoder.numberScales.length + 13 + encoder.words.length;
}

function designOf(encoder: Encoder, rows: readonly Encoded[]): Design {
  const perRow = encoder.levels.length + encoder.numberScales.length + 2;
  const total = rows.reduce((sum, row) => sum + perRow + row.words.length, 0);
  const starts = new Int32Array(rows.length + 1);
  const columns = new Int32Array(total);
  const values = new Float64Array(total);
  let at = 0;
  for (const [index, row] of rows.entries()) {
    eachColumn(encoder, row, (column, value) => {
      columns[at] = column;
      values[at] = value;
      at += 1;
    });
    starts[index + 1] = at;
  }
  return { starts, columns, values, width: widthOf(encoder) };
}

const MOST_STEPS = 40;

/** Conjugate gradients on (X'X + penalty) w = X'(y − mean): exact enough long before as many steps as columns. */
function solve(
  design: Design,
  outcomes: ArrayLike<number>,
  rows: number,
  penalty: number,
): { intercept: number; weights: Float64Array } {
  const { width } = design;
  let mean = 0;
  for (let row = 0; row < rows; row += 1) mean += (outcomes[row] ?? 0) / rows;
  const weights = new Float64Array(width);
  const left = new Float64Array(width);
  for (let row = 0; row < rows; row += 1) addRow(design, row, (outcomes[row] ?? 0) - mean, left);
  const direction = Float64Array.from(left);
  const image = new Float64Array(width);
  let norm = square(left);
  const enough = norm * 1e-7;
  for (let step = 0; step < MOST_STEPS && norm > enough; step += 1) {
    image.fill(0);
    for (let row = 0; row < rows; row += 1) addRow(design, row, dot(design, row, direction), image);
    let curvature = 0;
    for (let at = 0; at < width; at += 1) {
      image[at] = (image[at] ?? 0) + penalty * (direction[at] ?? 0);
      curvature += (direction[at] ?? 0) * (image[at] ?? 0);
    }
    const length = norm / curvature;
    for (let at = 0; at < width; at += 1) {
      weights[at] = (weights[at] ?? 0) + length * (direction[at] ?? 0);
      left[at] = (left[at] ?? 0) - length * (image[at] ?? 0);
    }
    const next = square(left);
    for (let at = 0; at < width; at += 1)
      direction[at] = (left[at] ?? 0) + (next / norm) * (direction[at] ?? 0);
    norm = next;
  }
  return { intercept: mean, weights };
}

function dot({ starts, columns, values }: Design, row: number, weights: Float64Array): number {
  let sum = 0;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1)
    sum += (values[at] ?? 0) * (weights[columns[at] ?? 0] ?? 0);
  return sum;
}

function addRow({ starts, columns, values }: Design, row: number, factor: number, into: Float64Array): void {
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) {
    const column = columns[at] ?? 0;
    into[column] = (into[column] ?? 0) + factor * (values[at] ?? 0);
  }
}

function square(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum;
}
