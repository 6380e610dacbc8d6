/** Fewer rows say nothing about how two columns go together. */
const LEAST_PAIRS = 30;

/** Spearman's rank correlation, ties sharing their mean rank; 0 for few pairs or a column without differences. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  if (pairs.length < LEAST_PAIRS) return 0;
  const first = ranksOf(pairs.map(([a]) => a));
  const second = ranksOf(pairs.map(([, b]) => b));
  const mean = (pairs.length - 1) / 2;
  let [both, own, other] = [0, 0, 0];
  for (let at = 0; at < pairs.length; at += 1) {
    const a = (first[at] ?? 0) - mean;
    const b = (second[at] ?? 0) - mean;
    both += a * b;
    own += a * a;
    other += b * b;
  }
  return own === 0 || other === 0 ? 0 : both / Math.sqrt(own * other);
}

/** Ranks from 0, ties sharing their mean. */
export function ranksOf(values: readonly number[]): Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

/** A level with fewer rows is no range. */
const LEAST_LEVEL_ROWS = 5;

/** Levels that leave so little overlap part the target. */
const LEAST_PARTING = 0.99;

/**
 * Whether the levels of a category cut the target into ranges beside each other: the share of the ranks' variance
 * that lies between levels is nearly all that levels of their sizes could have. Levels of few rows do not count,
 * and must not be most of the rows.
 */
export function partsDisjointly(
  rows: readonly { readonly level: string; readonly target: number }[],
): boolean {
  const sizes = new Map<string, number>();
  for (const { level } of rows) sizes.set(level, (sizes.get(level) ?? 0) + 1);
  const counted = rows.filter(({ level }) => (sizes.get(level) ?? 0) >= LEAST_LEVEL_ROWS);
  const levels = new Set(counted.map(({ level }) => level));
  if (levels.size < 2 || counted.length < LEAST_PAIRS || counted.length < rows.length / 2) return false;
  const ranks = ranksOf(counted.map(({ target }) => target));
  const middle = (counted.length - 1) / 2;
  const sums = new Map<string, number>();
  let whole = 0;
  for (const [at, { level }] of counted.entries()) {
    const rank = (ranks[at] ?? 0) - middle;
    whole += rank * rank;
    sums.set(level, (sums.get(level) ?? 0) + rank);
  }
  if (whole === 0) return false;
  let between = 0;
  let most = counted.length ** 3;
  for (const level of levels) {
    const size = sizes.get(level) ?? 0;
    between += (sums.get(level) ?? 0) ** 2 / size;
    most -= size ** 3;
  }
  // Of n ranks cut into stretches the squares within a stretch of k are (k³ − k) / 12.
  return between >= LEAST_PARTING * (most / 12);
}
