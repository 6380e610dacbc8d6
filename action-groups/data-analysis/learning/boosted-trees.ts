import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';

/** Trees that together predict one quantile; plain data. */
export interface BoostedTrees {
  readonly probability: number;
  readonly start: number;
  readonly trees: readonly Tree[];
}

/** Nodes in one list: node `n` goes to `left[n]` where the feature's bin is at most `bin[n]`, else to the next. */
export interface Tree {
  /** −1 for a leaf. */
  readonly feature: readonly number[];
  readonly bin: readonly number[];
  readonly left: readonly number[];
  /** What a leaf adds; 0 elsewhere. */
  readonly value: readonly number[];
}

/** Features cut into bins: one byte a feature, row after row. */
export interface BinnedRows {
  readonly bins: Uint8Array;
  readonly features: number;
  readonly rows: number;
}

export interface BoostingOptions {
  readonly seed: number;
  /** How many trees; when left out, as many as foretell the latest rows best, at most `mostTrees`. */
  readonly trees?: number;
  readonly mostTrees: number;
  readonly learningRate: number;
  readonly depth: number;
  readonly leastInLeaf: number;
  /** Shares of rows and of features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
}

/** Bins of a feature; the last one is kept for "not known". */
export const BINS = 48;

/** The share of the rows, the latest, by which the number of trees is chosen. */
const CHOOSING_SHARE = 0.2;

/**
 * Gradient boosting of the pinball loss. How many trees are best is seen on the latest rows, from which the trees do
 * not learn; with `trees` given, they learn from all. The same rows, options and seed give the same trees.
 */
export function fitBoostedTrees(
  data: BinnedRows,
  outcomes: Float64Array,
  probability: number,
  options: BoostingOptions,
): BoostedTrees {
  const cut = Math.floor(data.rows * (1 - CHOOSING_SHARE));
  if (options.trees !== undefined || cut < 4 * options.leastInLeaf) {
    const trees = options.trees ?? Math.min(40, options.mostTrees);
    return boost(data, outcomes, probability, options, data.rows, trees).model;
  }
  const { model, best } = boost(data, outcomes, probability, options, cut, options.mostTrees);
  return { ...model, trees: model.trees.slice(0, best) };
}

/** More rows than this a tree does not see: counts of a node share one number with its sums. */
const MOST_ROWS_A_TREE = 65_535;

function boost(
  data: BinnedRows,
  outcomes: Float64Array,
  probability: number,
  options: BoostingOptions,
  fitted: number,
  mostTrees: number,
): { readonly model: BoostedTrees; readonly best: number } {
  const random = createRandom(options.seed, Math.round(probability * 1000));
  const start = quantileOf(outcomes.slice(0, fitted), probability);
  const grower = createGrower(data, outcomes, new Float64Array(data.rows).fill(start), probability, options);
  const trees: Tree[] = [];
  let best = { trees: 1, loss: pinballFrom(outcomes, grower.predicted, fitted, probability) };
  const usedRows = Math.min(
    MOST_ROWS_A_TREE,
    fitted,
    Math.max(options.leastInLeaf * 2, Math.round(fitted * options.rowShare)),
  );
  const usedFeatures = Math.max(1, Math.round(data.features * options.featureShare));
  while (trees.length < mostTrees) {
    trees.push(
      grower.grow(sample(fitted, usedRows, random.next), sample(data.features, usedFeatures, random.next)),
    );
    if (fitted === data.rows) continue;
    const loss = pinballFrom(outcomes, grower.predicted, fitted, probability);
    if (loss < best.loss) best = { trees: trees.length, loss };
    else if (trees.length - best.trees > PATIENCE) break;
  }
  return { model: { probability, start, trees }, best: best.trees };
}

/** So many trees without a gain, and no more are tried. */
const PATIENCE = 20;

/** In a node's counts, a row above its prediction adds this beside the 1 that every row adds. */
const ABOVE = 65_536;

function createGrower(
  data: BinnedRows,
  outcomes: Float64Array,
  predicted: Float64Array,
  probability: number,
  options: BoostingOptions,
) {
  const { bins, features: width } = data;
  const marks = new Int32Array(data.rows);
  const counts = new Int32Array(BINS * width);

  /** The cut that parts rows above their predictions best from rows below. */
  const bestSplit = (rows: Int32Array, from: number, to: number, features: Int32Array) => {
    const count = to - from;
    if (count < 2 * options.leastInLeaf) return undefined;
    counts.fill(0, 0, features.length * BINS);
    let total = 0;
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number;
      const mark = marks[row] as number;
      const base = row * width;
      total += mark;
      for (let place = 0; place < features.length; place += 1) {
        const cell = place * BINS + (bins[base + (features[place] as number)] as number);
        counts[cell] = (counts[cell] as number) + mark;
      }
    }
    const above = Math.floor(total / ABOVE);
    // A gradient is the probability for a row above and the probability less one for a row below.
    const gradient = (rowsOf: number, aboveOf: number) => probability * rowsOf - (rowsOf - aboveOf);
    const whole = gradient(count, above) ** 2 / count;
    let best: { readonly feature: number; readonly bin: number } | undefined;
    let bestGain = 1e-9 * count;
    for (let place = 0; place < features.length; place += 1) {
      let leftRows = 0;
      let leftAbove = 0;
      for (let bin = 0; bin < BINS - 1; bin += 1) {
        const cell = counts[place * BINS + bin] as number;
        if (cell === 0) continue;
        leftRows += cell % ABOVE;
        leftAbove += Math.floor(cell / ABOVE);
        const rightRows = count - leftRows;
        if (leftRows < options.leastInLeaf) continue;
        if (rightRows < options.leastInLeaf) break;
        const gain =
          gradient(leftRows, leftAbove) ** 2 / leftRows +
          gradient(rightRows, above - leftAbove) ** 2 / rightRows -
          whole;
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = { feature: features[place] as number, bin };
      }
    }
    return best;
  };

  return {
    predicted,
    /** Grows one tree on `rows` and moves all predictions by it. */
    grow(rows: Int32Array, features: Int32Array): Tree {
      const tree = {
        feature: [] as number[],
        bin: [] as number[],
        left: [] as number[],
        value: [] as number[],
      };
      for (const row of rows)
        marks[row] = (outcomes[row] as number) >= (predicted[row] as number) ? ABOVE + 1 : 1;
      const growNode = (from: number, to: number, depth: number): number => {
        const node = tree.feature.length;
        tree.feature.push(-1);
        tree.bin.push(0);
        tree.left.push(0);
        tree.value.push(0);
        const split = depth === 0 ? undefined : bestSplit(rows, from, to, features);
        if (split === undefined) {
          const missed = new Float64Array(to - from);
          for (let at = from; at < to; at += 1) {
            const row = rows[at] as number;
            missed[at - from] = (outcomes[row] as number) - (predicted[row] as number);
          }
          tree.value[node] = options.learningRate * quantileOf(missed, probability);
          return node;
        }
        const middle = partition(data, split.feature, split.bin, rows, from, to);
        tree.feature[node] = split.feature;
        tree.bin[node] = split.bin;
        growNode(from, middle, depth - 1);
        tree.left[node] = growNode(middle, to, depth - 1);
        return node;
      };
      growNode(0, rows.length, options.depth);
      for (let row = 0; row < data.rows; row += 1)
        predicted[row] = (predicted[row] as number) + leafOf(tree, bins, row * width);
      return tree;
    },
  };
}

/** Puts the rows of the left side first; returns where the right side begins. */
function partition(
  { bins, features }: BinnedRows,
  feature: number,
  bin: number,
  rows: Int32Array,
  from: number,
  to: number,
): number {
  let middle = from;
  for (let at = from; at < to; at += 1) {
    const row = rows[at] as number;
    if ((bins[row * features + feature] as number) > bin) continue;
    rows[at] = rows[middle] as number;
    rows[middle] = row;
    middle += 1;
  }
  return middle;
}

/** What a tree adds to the row whose bins begin at `base`. */
function leafOf(tree: Tree, bins: Uint8Array, base: number): number {
  let node = 0;
  for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[node] as number)
    node =
      (bins[base + feature] as number) <= (tree.bin[node] as number) ? node + 1 : (tree.left[node] as number);
  return tree.value[node] as number;
}

export function predictBoostedTrees({ start, trees }: BoostedTrees, bins: Uint8Array): number {
  let sum = start;
  for (const tree of trees) sum += leafOf(tree, bins, 0);
  return sum;
}

function pinballFrom(
  outcomes: Float64Array,
  predicted: Float64Array,
  from: number,
  probability: number,
): number {
  let sum = 0;
  for (let row = from; row < outcomes.length; row += 1) {
    const over = (outcomes[row] ?? 0) - (predicted[row] ?? 0);
    sum += over >= 0 ? probability * over : (probability - 1) * over;
  }
  return sum;
}

/** The quantile of values, interpolated between neighbours in order; sorts them in place. */
export function quantileOf(values: Float64Array, probability: number): number {
  if (values.length === 0) return 0;
  values.sort();
  const place = probability * (values.length - 1);
  const low = values[Math.floor(place)] ?? 0;
  return low + (place - Math.floor(place)) * ((values[Math.ceil(place)] ?? low) - low);
}

function sample(of: number, count: number, next: () => number): Int32Array {
  const all = new Int32Array(of);
  for (let at = 0; at < of; at += 1) all[at] = at;
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(next() * (of - at));
    const kept = all[at] ?? 0;
    all[at] = all[other] ?? 0;
    all[other] = kept;
  }
  return all.subarray(0, count);
}
