import type { CalibrationPoint, Foretold } from './backtest.ts';
import { shareInterval } from './binomial.ts';

/** Of the normal distribution, by tenths. */
const DEVIATIONS: readonly (readonly [nominal: number, deviation: number])[] = [
  [0.1, -1.2815515655446004],
  [0.2, -0.8416212335729143],
  [0.3, -0.5244005127080407],
  [0.4, -0.2533471031357997],
  [0.5, 0],
  [0.6, 0.2533471031357997],
  [0.7, 0.5244005127080407],
  [0.8, 0.8416212335729143],
  [0.9, 1.2815515655446004],
];

/**
 * How many outcomes lie at or below the 10th, 20th … 90th percentile of what was said. The 10th, 50th and 90th are
 * predicted; between them the percentiles lie on two halves of a bell curve, one through each end.
 */
export function calibrationTable(rows: readonly Foretold[]): readonly CalibrationPoint[] {
  return DEVIATIONS.map(([nominal, deviation]) => {
    const below = rows.filter(({ outcome, said, range }) => {
      const median = said.blend[1];
      const end = deviation < 0 ? range.low : range.high;
      const share = Math.abs(deviation) / FURTHEST;
      return outcome <= (share === 1 ? end : median + share * (end - median));
    }).length;
    return {
      nominal,
      observed: below / rows.length,
      ...shareInterval(below, rows.length),
      interpolated: ![0.1, 0.5, 0.9].includes(nominal),
    };
  });
}

const FURTHEST = 1.2815515655446004;
