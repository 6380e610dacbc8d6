import { CONFIDENCE, type Interval, requireCount, requireShare } from './interval.ts';
import { normalQuantile } from './normal.ts';

/** Wilson's score interval of a pass rate. @throws {RangeError} unless 0 ≤ passed ≤ cases and cases ≥ 1 */
export function wilsonInterval(passed: number, cases: number, confidence = CONFIDENCE): Interval {
  requireCount('cases', cases, 1);
  requireCount('passed', passed);
  requireShare('confidence', confidence);
  if (passed > cases) throw new RangeError(`passed ${passed}: at most the ${cases} cases`);
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const failed = cases - passed;
  const middle = passed + (z * z) / 2;
  const spread = z * Math.sqrt((passed * failed) / cases + (z * z) / 4);
  const whole = cases + z * z;
  return {
    low: passed === 0 ? 0 : (middle - spread) / whole,
    high: failed === 0 ? 1 : (middle + spread) / whole,
  };
}
