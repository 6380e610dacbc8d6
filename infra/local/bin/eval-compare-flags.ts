import type { CompareOptions } from '#evals/compare/compare-runs.ts';
import { EXPERIMENT_METRICS, type ExperimentMetric } from '#prompts/experiment.ts';
import { UsageError } from './usage-error.ts';

/** Flags of whatever compares. */
export const COMPARE_FLAGS = {
  metric: { type: 'string' },
  margin: { type: 'string' },
  guardrail: { type: 'string', multiple: true },
  alpha: { type: 'string' },
  html: { type: 'string' },
  markdown: { type: 'string' },
} as const;

export const COMPARE_FLAGS_HELP = `  --metric M        what decides: ${EXPERIMENT_METRICS.join(', ')} (score)
  --margin SHARE    the largest difference that does not matter: of pass and score a share (0.02 is 2 points), of
                    the others a share of the base
  --guardrail M=SHARE
                    a metric that may not get worse by more than that; may be given again
  --alpha SHARE     the chance of a false alarm (0.05)
  --html FILE       the report with transcripts side by side
  --markdown FILE   the report for a pull request`;

interface Values {
  readonly metric?: string | undefined;
  readonly margin?: string | undefined;
  readonly guardrail?: string[] | undefined;
  readonly alpha?: string | undefined;
}

/** @throws {UsageError} naming the flag, its value and what is accepted */
export function readCompareFlags({ alpha, guardrail, margin, metric }: Values): CompareOptions {
  return {
    ...(metric !== undefined && { metric: readMetric('--metric', metric) }),
    ...(margin !== undefined && { margin: share('--margin', margin, 0, 1) }),
    ...(guardrail !== undefined && { guardrails: guardrail.map(readGuardrail) }),
    ...(alpha !== undefined && { alpha: share('--alpha', alpha, 0.000_001, 0.5) }),
  };
}

function readGuardrail(text: string) {
  const [metric = '', margin = ''] = text.split('=');
  return { metric: readMetric('--guardrail', metric), margin: share(`--guardrail ${metric}`, margin, 0, 1) };
}

function readMetric(flag: string, text: string): ExperimentMetric {
  const metric = EXPERIMENT_METRICS.find((each) => each === text);
  if (metric === undefined) throw new UsageError(`${flag} ${text}: one of ${EXPERIMENT_METRICS.join(', ')}`);
  return metric;
}

/** @throws {UsageError} */
export function share(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || !(value >= least && value <= most))
    throw new UsageError(`${flag} ${text}: a share from ${least} to ${most}, such as 0.02`);
  return value;
}
