import type { SlackTurnReport } from '../turn/slack-ports.ts';

/** Writes lines of JSON that CloudWatch reads metrics out of. */
export interface SlackLog {
  /** One line a turn. */
  turn(report: SlackTurnReport): void;
  /** How long Slack waited for an acknowledgement, in milliseconds. */
  acknowledged(what: 'event' | 'interactive', ms: number): void;
  feedback(verdict: 'up' | 'down'): void;
  failure(where: string, error: unknown): void;
}

export interface SlackLogOptions {
  readonly write: (line: string) => void;
  readonly clock: () => Date;
}

type Unit = 'Milliseconds' | 'Count';
/** A metric's value; null or undefined for one that was not measured. */
type Metrics = Readonly<Record<string, readonly [unit: Unit, value: number | null | undefined]>>;

const NAMESPACE = 'SellerAssistant/Slack';

/**
 * A line in CloudWatch's embedded metric format: its fields for the log, its metrics by dimension for graphs.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine(
  now: Date,
  fields: Readonly<Record<string, unknown>>,
  dimensions: readonly string[],
  metrics: Metrics,
): string {
  const measured = Object.entries(metrics).filter(
    (metric): metric is [string, readonly [Unit, number]] =>
      typeof metric[1][1] === 'number' && Number.isFinite(metric[1][1]),
  );
  return JSON.stringify({
    at: now.toISOString(),
    ...fields,
    ...Object.fromEntries(measured.map(([name, [, value]]) => [name, value])),
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: NAMESPACE,
          Dimensions: [dimensions],
          Metrics: measured.map(([Name, [Unit]]) => ({ Name, Unit })),
        },
      ],
    },
  });
}

/** The log of the Slack channel. What people wrote and the tokens never come near it. */
export function createSlackLog({ write, clock }: SlackLogOptions): SlackLog {
  const put = (...line: Parameters<typeof metricLine> extends [Date, ...infer Rest] ? Rest : never) =>
    write(metricLine(clock(), ...line));
  return {
    turn({ firstWordsMs, totalMs, ...report }) {
      put({ kind: 'slack-turn', ...report }, ['outcome'], {
        turns: ['Count', 1],
        firstWordsMs: ['Milliseconds', firstWordsMs],
        totalMs: ['Milliseconds', totalMs],
      });
    },
    acknowledged(what, ms) {
      put({ kind: 'slack-ack', what }, ['what'], { ackMs: ['Milliseconds', Math.round(ms * 10) / 10] });
    },
    feedback(verdict) {
      put({ kind: 'slack-feedback', verdict }, ['verdict'], { feedback: ['Count', 1] });
    },
    failure(where, error) {
      put({ kind: 'slack-failure', where, error: nameOf(error) }, ['where'], { failures: ['Count', 1] });
    },
  };
}

/** Names and codes only: a message may quote what somebody wrote. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const cause = error.cause === undefined ? '' : ` ← ${nameOf(error.cause)}`;
  return `${error.name}${code}${cause}`;
}
