import { type AskedTurn, askTurn } from './ask-turn.ts';
import type { LoadProfile } from './load-profiles.ts';

export interface LoadOptions {
  readonly profile: LoadProfile;
  readonly seconds: number;
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly pause: (ms: number) => Promise<void>;
}

export interface LoadReport {
  readonly turns: number;
  readonly seconds: number;
  readonly turnsPerSecond: number;
  /** How often each way of ending was seen. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failedPercent: number;
  /** Of answered turns, in milliseconds; null without any. */
  readonly totalMs: Percentiles | null;
  readonly firstMs: Percentiles | null;
  /** Each threshold that was not held, in words; empty when all were. */
  readonly faults: readonly string[];
}

export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

/** Ends of a turn that are answers; a limit of requests that is told is none, and no fault of a stress. */
const ANSWERS = new Set(['answered', 'asked', 'refused']);
const REFUSED = new Set(['http-429']);
const TURN_MS = 130_000;
/** After a failure: whoever is refused at once must not ask again at once. */
const PAUSE_MS = 500;

/** Questions as sellers ask them; each is another one, so that no answer is kept from before. */
const QUESTIONS = [
  (id: string) => `Example Clinics ${id} in Germany wants to move 40 VMware servers to EC2, closing in June`,
  (id: string) => `Sample Foods ${id}, retail in the US: 12 SAP systems to AWS, closing in August`,
  (id: string) =>
    `Specimen Bank ${id} in the UK modernizes 20 Oracle databases to Aurora, closing in September`,
] as const;

/** Asks until the time is over, lets everybody finish, and holds what was seen to the profile. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { fetch, newId, nowMs, pause, profile, seconds, token, url } = options;
  const startMs = nowMs();
  const share = () => (nowMs() - startMs) / (seconds * 1_000);
  const asked: AskedTurn[] = [];
  const asker = async () => {
    while (share() < 1) {
      const key = newId();
      const question = QUESTIONS[asked.length % QUESTIONS.length] ?? QUESTIONS[0];
      const signal = AbortSignal.timeout(TURN_MS);
      const turn = await askTurn({ url, token, text: question(key.slice(0, 6)), key, fetch, signal, nowMs });
      asked.push(turn);
      if (!ANSWERS.has(turn.outcome)) await pause(PAUSE_MS);
    }
  };
  const askers: Promise<void>[] = [];
  do {
    while (askers.length < profile.askers(Math.min(1, share()))) askers.push(asker());
    await pause(Math.min(1_000, seconds * 100));
  } while (share() < 1);
  await Promise.all(askers);
  return reportOf(asked, (nowMs() - startMs) / 1_000, profile);
}

/** What was seen, held to the profile's thresholds. */
export function reportOf(asked: readonly AskedTurn[], seconds: number, profile: LoadProfile): LoadReport {
  const outcomes: Record<string, number> = {};
  for (const { outcome } of asked) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const answered = asked.filter(({ outcome }) => ANSWERS.has(outcome));
  const failed = asked.filter(({ outcome }) => !ANSWERS.has(outcome) && !REFUSED.has(outcome)).length;
  const failedPercent = asked.length === 0 ? 100 : Math.round((10_000 * failed) / asked.length) / 100;
  const totalMs = percentilesOf(answered.map((turn) => turn.totalMs));
  const firstMs = percentilesOf(answered.flatMap((turn) => turn.firstMs ?? []));
  const over = (what: string, value: number | undefined, most: number, unit: string) =>
    value !== undefined && value > most ? [`${what} is ${value} ${unit}, at most ${most} ${unit}`] : [];
  return {
    turns: asked.length,
    seconds: Math.round(seconds * 10) / 10,
    turnsPerSecond: Math.round((100 * asked.length) / seconds) / 100,
    outcomes,
    failedPercent,
    totalMs,
    firstMs,
    faults: [
      ...(answered.length === 0 ? ['no turn was answered'] : []),
      ...over('failed turns', failedPercent, profile.mostFailedPercent, '%'),
      ...over('p95 of the whole answer', totalMs?.p95, profile.p95Ms, 'ms'),
      ...over('p95 of the first event', firstMs?.p95, profile.p95FirstMs, 'ms'),
    ],
  };
}

function percentilesOf(times: readonly number[]): Percentiles | null {
  if (times.length === 0) return null;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

/** For people. */
export function describeLoad(report: LoadReport): string {
  const line = (what: string, times: Percentiles | null) =>
    times === null
      ? `${what}: none`
      : `${what}: p50 ${times.p50}, p90 ${times.p90}, p95 ${times.p95}, p99 ${times.p99} ms`;
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  return [
    `${report.turns} turns in ${report.seconds} s, ${report.turnsPerSecond} a second: ${outcomes.join(', ')}; ${report.failedPercent} % failed`,
    line('whole answer', report.totalMs),
    line('first event', report.firstMs),
    ...(report.faults.length === 0
      ? ['All thresholds were held.']
      : report.faults.map((fault) => `Not held: ${fault}.`)),
  ].join('\n');
}
