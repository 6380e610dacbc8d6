/**
 * The effective rate of a month that compounds to a yearly one: (1 + r)^(1/12) - 1.
 * @param annualPercent above -100
 */
export function monthlyRate(annualPercent: number): number {
  return (1 + annualPercent / 100) ** (1 / 12) - 1;
}

/** The yearly rate in percent that a monthly one compounds to. */
export function annualPercent(monthly: number): number {
  return ((1 + monthly) ** 12 - 1) * 100;
}

/** The flows' value at the first of them, which is not discounted, at a rate a period above -1. */
export function netPresentValue(rate: number, flows: readonly number[]): number {
  return flows.reduce((sum, flow, period) => sum + flow * (1 + rate) ** -period, 0);
}
