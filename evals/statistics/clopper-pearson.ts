import { incompleteBetaInverse } from './incomplete-beta.ts';
import { CONFIDENCE, type Interval, requireCount, requireShare } from './interval.ts';

/**
 * The exact interval of a pass rate, never narrower than it says: for gates of the kind “at least 90 %”.
 * @throws {RangeError} unless 0 ≤ passed ≤ cases and cases ≥ 1
 */
export function clopperPearson(passed: number, cases: number, confidence = CONFIDENCE): Interval {
  requireCount('cases', cases, 1);
  requireCount('passed', passed);
  requireShare('confidence', confidence);
  if (passed > cases) throw new RangeError(`passed ${passed}: at most the ${cases} cases`);
  const tail = (1 - confidence) / 2;
  return {
    low: passed === 0 ? 0 : incompleteBetaInverse(tail, passed, cases - passed + 1),
    high: passed === cases ? 1 : 1 - incompleteBetaInverse(tail, cases - passed, passed + 1),
  };
}
