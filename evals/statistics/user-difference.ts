import { CONFIDENCE, type Interval, requireShare } from './interval.ts';
import { studentQuantile, studentTwoSided } from './student-t.ts';

/** What one user did: a numerator and a denominator, such as turns answered of turns asked. */
export interface UserTotals {
  readonly total: number;
  readonly count: number;
}

export interface UserDifference extends Interval {
  readonly base: number;
  readonly candidate: number;
  /** Candidate minus base. */
  readonly difference: number;
  readonly standardError: number;
  readonly p: number;
  readonly users: readonly [base: number, candidate: number];
}

/**
 * The difference of a mean over turns between two groups of users. Turns of one user are alike, so that the user is
 * the cluster: the errors are those of a ratio of sums over users (CR1 in each group), t with Welch's degrees.
 * Undefined below two users with turns in a group.
 */
export function userDifference(
  base: readonly UserTotals[],
  candidate: readonly UserTotals[],
  confidence = CONFIDENCE,
): UserDifference | undefined {
  requireShare('confidence', confidence);
  const one = groupMean(base);
  const two = groupMean(candidate);
  if (one === undefined || two === undefined) return undefined;
  const variance = one.variance + two.variance;
  const standardError = Math.sqrt(variance);
  const degrees =
    variance === 0
      ? one.users + two.users - 2
      : variance ** 2 / (one.variance ** 2 / (one.users - 1) + two.variance ** 2 / (two.users - 1));
  const difference = two.mean - one.mean;
  const half = studentQuantile(1 - (1 - confidence) / 2, degrees) * standardError;
  return {
    base: one.mean,
    candidate: two.mean,
    difference,
    standardError,
    p: studentTwoSided(difference === 0 ? 0 : difference / standardError, degrees),
    low: difference - half,
    high: difference + half,
    users: [one.users, two.users],
  };
}

function groupMean(
  users: readonly UserTotals[],
): { readonly mean: number; readonly variance: number; readonly users: number } | undefined {
  const counted = users.filter(({ count }) => count > 0);
  if (counted.length < 2) return undefined;
  const count = counted.reduce((sum, user) => sum + user.count, 0);
  const mean = counted.reduce((sum, user) => sum + user.total, 0) / count;
  const squares = counted.reduce((sum, user) => sum + (user.total - mean * user.count) ** 2, 0);
  return {
    mean,
    variance: ((counted.length / (counted.length - 1)) * squares) / count ** 2,
    users: counted.length,
  };
}
