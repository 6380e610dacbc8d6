import { CONFIDENCE } from './interval.ts';
import type { Difference } from './newcombe-paired.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * The first pass rate minus the second of two separate groups, with Newcombe's hybrid score interval.
 * @see Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10
 */
export function newcombeUnpaired(
  first: { readonly passed: number; readonly cases: number },
  second: { readonly passed: number; readonly cases: number },
  confidence = CONFIDENCE,
): Difference {
  const ofFirst = wilsonInterval(first.passed, first.cases, confidence);
  const ofSecond = wilsonInterval(second.passed, second.cases, confidence);
  const one = first.passed / first.cases;
  const two = second.passed / second.cases;
  return {
    difference: one - two,
    low: one - two - Math.hypot(one - ofFirst.low, ofSecond.high - two),
    high: one - two + Math.hypot(ofFirst.high - one, two - ofSecond.low),
  };
}
