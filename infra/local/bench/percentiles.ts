export interface Percentiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** The times below which half and 95 of 100 turns stay, in tenths of a millisecond. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => tenths(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
