/** How a deployment is loaded, and what it has to hold. */
export interface LoadProfile {
  /** How many ask at once, by the share of the time that is gone: each asks again when answered. */
  readonly askers: (share: number) => number;
  readonly seconds: number;
  /** Most of a hundred turns that may not be answered. */
  readonly mostFailedPercent: number;
  /** Longest time of 95 of 100 turns, in milliseconds. */
  readonly p95Ms: number;
  /** Longest time until the first event of 95 of 100 turns, in milliseconds. */
  readonly p95FirstMs: number;
  /** For people. */
  readonly says: string;
}

/** The profiles of the pipeline; thresholds are those of the deadlines: a turn has two minutes. */
export const LOAD_PROFILES = {
  load: {
    askers: () => 5,
    seconds: 300,
    mostFailedPercent: 1,
    p95Ms: 30_000,
    p95FirstMs: 3_000,
    says: 'five at once, as on a working day',
  },
  stress: {
    askers: (share) => Math.max(1, Math.ceil(share * 50)),
    seconds: 600,
    mostFailedPercent: 5,
    p95Ms: 60_000,
    p95FirstMs: 5_000,
    says: 'from one to fifty at once: refusals are allowed, lost answers are not',
  },
  soak: {
    askers: () => 2,
    seconds: 7_200,
    mostFailedPercent: 1,
    p95Ms: 30_000,
    p95FirstMs: 3_000,
    says: 'two at once for hours: what grows is found',
  },
} as const satisfies Readonly<Record<string, LoadProfile>>;
export type LoadProfileName = keyof typeof LOAD_PROFILES;
