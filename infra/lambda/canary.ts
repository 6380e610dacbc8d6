import { type MetricUnit, metricLine } from '#channels/turn/metrics/metric-line.ts';
import type { WebTurns } from '#channels/web/turns/web-turns.ts';

/** Where the canary's metrics are, in CloudWatch. */
export const CANARY_NAMESPACE = 'SellerAssistant/Canary';

/** Its metrics; one that was not measured is not written. */
export const CANARY_METRICS = {
  /** 1 when the question was answered as it should be, else 0. */
  answered: 'Count',
  /** From the question to the whole answer. */
  answerMs: 'Milliseconds',
  /** 1 when the front door says that it is ready, else 0. */
  doorOpen: 'Count',
} as const satisfies Readonly<Record<string, MetricUnit>>;

/** To say what is known while there is still time to. */
const LAST_MS = 3_000;

/** Always the same, with a close date far enough ahead and all that an analysis needs. */
export function canaryQuestion(now: Date): string {
  const close = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 6, 1)).toISOString().slice(0, 10);
  return `Canary Clinics in Germany, healthcare, wants to move 40 VMware servers to EC2, closing ${close}`;
}

export interface CanaryOptions {
  readonly turns: Pick<WebTurns, 'submit' | 'settle'>;
  readonly sellerId: string;
  readonly deployment: string;
  /** `https://…/readyz`; left out: no door is tried. */
  readonly doorUrl?: string | undefined;
  readonly fetch: (url: string, init: { readonly signal: AbortSignal }) => Promise<{ readonly ok: boolean }>;
  readonly write: (line: string) => void;
  readonly clock: () => Date;
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What became of the question: `answered`, or why not, as a code. */
export interface CanaryRun {
  readonly found: string;
  readonly answered: 0 | 1;
}

/**
 * Asks one question as a seller's browser would, through queue, worker, agent and action groups, and looks whether an
 * analysis came of it. It never throws: what fails is a metric of 0 and the code of the failure in the log.
 */
export async function runCanary(options: CanaryOptions): Promise<CanaryRun> {
  const { clock, deployment, write } = options;
  const startMs = clock().getTime();
  const [found, doorOpen] = await Promise.all([ask(options), tryDoor(options)]);
  const answered = found === 'answered' ? 1 : 0;
  const values = { answered, answerMs: answered ? clock().getTime() - startMs : undefined, doorOpen };
  write(
    metricLine({ namespace: CANARY_NAMESPACE, now: clock() }, { kind: 'canary', deployment, found }, [
      {
        dimensions: [['deployment']],
        metrics: Object.fromEntries(
          Object.entries(CANARY_METRICS).map(([name, unit]) => [
            name,
            [unit, values[name as keyof typeof CANARY_METRICS]] as const,
          ]),
        ),
      },
    ]),
  );
  return { found, answered };
}

async function ask({ clock, sellerId, timeoutMs, turns }: CanaryOptions): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const now = clock();
  try {
    const key = `canary-${now.toISOString()}`;
    const submitted = await turns.submit({ sellerId, key, text: canaryQuestion(now) }, { signal });
    if (submitted.status !== 'taken') return submitted.status;
    // Whoever reads is the canary; its scope shows no more than the turn did.
    const reader = { sellerId, name: sellerId, scope: { kind: 'partners' as const, partnerIds: [] } };
    const { result, state } = await turns.settle(submitted.turnId, timeoutMs - LAST_MS, reader, { signal });
    if (result === undefined) return `still-${state}`;
    if (result.outcome !== 'answered') return result.error?.code ?? result.outcome;
    return result.steps.some(({ operation, status }) => operation === 'analyzeOpportunity' && status === 'ok')
      ? 'answered'
      : 'no-analysis';
  } catch (error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? error.code
      : 'failed';
  }
}

async function tryDoor({ doorUrl, fetch, timeoutMs }: CanaryOptions): Promise<0 | 1 | undefined> {
  if (doorUrl === undefined) return undefined;
  try {
    const { ok } = await fetch(doorUrl, { signal: AbortSignal.timeout(Math.min(timeoutMs, 10_000)) });
    return ok ? 1 : 0;
  } catch {
    return 0;
  }
}
