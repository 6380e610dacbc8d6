import { type Metrics, metricLine } from '#channels/turn/metrics/metric-line.ts';
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
  /** Which deployment, as `partner-assistant-dev`; left out: metrics are not told apart by it. */
  readonly deployment?: string;
}

/** Where the metrics of the Slack channel are, in CloudWatch. */
export const SLACK_NAMESPACE = 'SellerAssistant/Slack';

/** The log of the Slack channel. What people wrote and the tokens never come near it. */
export function createSlackLog({ write, clock, deployment }: SlackLogOptions): SlackLog {
  const which = deployment === undefined ? {} : { deployment };
  const put = (
    fields: Readonly<Record<string, unknown>>,
    dimensions: readonly string[],
    metrics: Metrics,
  ): void =>
    write(
      metricLine({ namespace: SLACK_NAMESPACE, now: clock() }, { ...which, ...fields }, [
        { dimensions: [[...Object.keys(which), ...dimensions]], metrics },
      ]),
    );
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
