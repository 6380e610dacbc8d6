/**
 * The first period after which the sum of the flows never falls below zero again; undefined where it ends below.
 * Flows that never are below zero are paid back from the first.
 */
export function paybackPeriod(flows: readonly number[]): number | undefined {
  let sum = 0;
  let payback: number | undefined = 0;
  for (const [period, flow] of flows.entries()) {
    const before = sum;
    sum += flow;
    if (sum < 0) payback = undefined;
    else if (before < 0) payback = period;
  }
  return payback;
}
