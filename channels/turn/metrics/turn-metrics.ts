import type { EventPublisher } from '#action-groups/kernel/announce.ts';
import type { TurnEnd } from '../turn.ts';
import { type MetricUnit, metricLine } from './metric-line.ts';

/** Where the metrics of turns are, in CloudWatch. */
export const TURN_NAMESPACE = 'SellerAssistant/Turns';

/** Every metric of a turn with its unit, by the dimensions under which it is kept besides the deployment as a whole. */
export const TURN_METRICS = {
  /** How many, by how they ended, where they were asked and who answered. */
  turns: { unit: 'Count', by: ['outcome', 'channel', 'tier'] },
  totalMs: { unit: 'Milliseconds', by: ['channel'] },
  firstWordsMs: { unit: 'Milliseconds', by: ['channel'] },
  inputTokens: { unit: 'Count', by: ['tier'] },
  outputTokens: { unit: 'Count', by: ['tier'] },
  costUsd: { unit: 'None', by: ['tier'] },
  /** Turns whose cost is not known, since a price or the tokens are missing. */
  unpriced: { unit: 'Count', by: [] },
  steps: { unit: 'Count', by: [] },
  failedSteps: { unit: 'Count', by: [] },
  citations: { unit: 'Count', by: [] },
  figures: { unit: 'Count', by: [] },
  /** Figures of an answer that stand in no result behind it. */
  unmatchedFigures: { unit: 'Count', by: [] },
  /** Stored results of a turn: analyses, funding, what comes next. */
  results: { unit: 'Count', by: [] },
  analyses: { unit: 'Count', by: [] },
  feedback: { unit: 'Count', by: ['verdict'] },
} as const satisfies Readonly<Record<string, { readonly unit: MetricUnit; readonly by: readonly string[] }>>;
export type TurnMetric = keyof typeof TURN_METRICS;

/** Every dimension has these values and no other, so that nobody can make metrics by asking. */
export const TURN_DIMENSIONS = {
  outcome: ['answered', 'asked', 'refused', 'failed'],
  channel: ['cli', 'web', 'slack', 'other'],
  tier: ['standard', 'enhanced', 'none'],
  verdict: ['up', 'down'],
} as const;

export interface TurnMetricsOptions {
  readonly write: (line: string) => void;
  readonly clock: () => Date;
  /** Which deployment, as `partner-assistant-dev`: several may share an account. */
  readonly deployment: string;
}

export interface TurnMetrics {
  /** One line a turn. */
  turn(end: TurnEnd): void;
  /** What follows an answer, beside what `publisher` does with it. */
  counting(publisher: EventPublisher): EventPublisher;
}

/** Metrics of turns as lines of a log; ids, codes and figures only, nothing of what was asked or answered. */
export function createTurnMetrics({ clock, deployment, write }: TurnMetricsOptions): TurnMetrics {
  const put = (
    fields: Readonly<Record<string, unknown>>,
    values: Readonly<Partial<Record<TurnMetric, number | null | undefined>>>,
  ) =>
    write(
      metricLine(
        { namespace: TURN_NAMESPACE, now: clock() },
        { deployment, ...fields },
        (Object.entries(values) as [TurnMetric, number | null | undefined][]).map(([name, value]) => {
          const { by, unit } = TURN_METRICS[name];
          return {
            dimensions: [['deployment'], ...by.map((field) => ['deployment', field])],
            metrics: { [name]: [unit, value] },
          };
        }),
      ),
    );
  return {
    turn({ channel, firstWordsMs, result, tier, totalMs }) {
      const { usage, steps, grounding } = result;
      put(
        {
          kind: 'turn',
          outcome: result.outcome,
          channel: known('channel', channel, 'other'),
          tier: known('tier', tier, 'none'),
          ...(result.error === undefined ? {} : { code: result.error.code }),
          ...(usage?.modelId ? { modelId: usage.modelId } : {}),
        },
        {
          turns: 1,
          totalMs: Math.max(0, totalMs),
          firstWordsMs: firstWordsMs === null ? null : Math.max(0, firstWordsMs),
          inputTokens: usage?.inputTokens,
          outputTokens: usage?.outputTokens,
          costUsd: usage?.costUsd,
          unpriced: usage !== null && usage.costUsd === null ? 1 : 0,
          steps: steps.length,
          failedSteps: steps.filter(({ status }) => status !== 'ok').length,
          citations: result.citations.length,
          figures: grounding.figures,
          unmatchedFigures: grounding.unmatched.length,
          results: result.artifacts.length,
          analyses: result.artifacts.filter(({ type }) => type === 'analysis').length,
        },
      );
    },
    counting: (publisher) => ({
      async publish(event) {
        if (event.type === 'FeedbackGiven')
          put({ kind: 'feedback', verdict: event.verdict }, { feedback: 1 });
        return publisher.publish(event);
      },
    }),
  };
}

function known(dimension: 'channel' | 'tier', value: string | undefined, otherwise: string): string {
  const values: readonly string[] = TURN_DIMENSIONS[dimension];
  return value !== undefined && values.includes(value) ? value : otherwise;
}
