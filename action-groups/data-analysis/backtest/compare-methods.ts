import { type Comparison, type Foretold, METHODS, type Method } from './backtest.ts';
import { Z } from './binomial.ts';

/** Each method against each other one, on the same rows. */
export function compareMethods(rows: readonly Foretold[]): readonly Comparison[] {
  return METHODS.flatMap((method) =>
    METHODS.filter((against) => against !== method).map((against) => compare(rows, method, against)),
  );
}

function compare(rows: readonly Foretold[], method: Method, against: Method): Comparison {
  const differences = rows.map(
    ({ said, outcome }) => Math.abs(said[method][1] - outcome) - Math.abs(said[against][1] - outcome),
  );
  const count = differences.length;
  const difference = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - difference) ** 2, 0);
  const half = count < 2 ? Number.POSITIVE_INFINITY : Z * Math.sqrt(squares / (count - 1) / count);
  const [low, high] = [difference - half, difference + half];
  return {
    method,
    against,
    difference,
    low,
    high,
    verdict: high < 0 ? 'better' : low > 0 ? 'worse' : 'not told apart',
  };
}
