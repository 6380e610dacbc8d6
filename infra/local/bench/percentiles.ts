export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** The times below which half and 95 of 100 turns stay, rounded to tenths of a millisecond or as said. */
export function percentiles(times: readonly number[], rounded = tenths): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
