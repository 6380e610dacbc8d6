import { CONFIDENCE, type Interval, requireCount } from './interval.ts';
import { normalQuantile } from './normal.ts';

export interface Kappa extends Interval {
  /** 1 for full agreement, 0 for what chance gives; NaN where both always say the same one thing. */
  readonly kappa: number;
  readonly standardError: number;
}

/**
 * Cohen's kappa of two raters; `table[i][j]` counts what the first calls i and the second j.
 * @see Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969), 323–327, for the standard error
 */
export function cohenKappa(table: readonly (readonly number[])[], confidence = CONFIDENCE): Kappa {
  const kinds = table.length;
  if (kinds < 2 || table.some((row) => row.length !== kinds))
    throw new RangeError('a table of ratings has as many rows as columns, at least 2');
  for (const count of table.flat()) requireCount('count', count);
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  requireCount('ratings', total, 1);
  const share = (row: number, column: number) => (table[row]?.[column] ?? 0) / total;
  const indices = table.map((_, at) => at);
  const sumOf = (of: (at: number) => number) => indices.reduce((sum, at) => sum + of(at), 0);
  const first = indices.map((row) => sumOf((column) => share(row, column)));
  const second = indices.map((column) => sumOf((row) => share(row, column)));
  const observed = sumOf((at) => share(at, at));
  const expected = sumOf((at) => (first[at] ?? 0) * (second[at] ?? 0));
  const kappa = (observed - expected) / (1 - expected);
  const agreeing = sumOf(
    (at) => share(at, at) * (1 - ((first[at] ?? 0) + (second[at] ?? 0)) * (1 - kappa)) ** 2,
  );
  const differing = sumOf((row) =>
    sumOf((column) =>
      row === column ? 0 : share(row, column) * ((second[row] ?? 0) + (first[column] ?? 0)) ** 2,
    ),
  );
  const inner = agreeing + (1 - kappa) ** 2 * differing - (kappa - expected * (1 - kappa)) ** 2;
  const standardError = Math.sqrt(Math.max(0, inner) / total) / (1 - expected);
  const half = normalQuantile(1 - (1 - confidence) / 2) * standardError;
  return { kappa, standardError, low: kappa - half, high: kappa + half };
}
