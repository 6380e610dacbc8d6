import { durationMs } from '#evals/cases/values.ts';
import type { BudgetLimits } from '#evals/runner/budget.ts';
import { UsageError } from './usage-error.ts';

/** Flags of whatever holds conversations. */
export const RUN_FLAGS = {
  only: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  repeats: { type: 'string', default: '1' },
  target: { type: 'string', default: 'in-process' },
  experiment: { type: 'string' },
  variant: { type: 'string' },
  tier: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'string' },
  seed: { type: 'string', default: '1' },
  concurrency: { type: 'string' },
  attempts: { type: 'string', default: '5' },
  cache: { type: 'string' },
  'max-turns': { type: 'string' },
  'max-tokens': { type: 'string' },
  'max-cost': { type: 'string' },
  'max-time': { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const RUN_FLAGS_HELP = `  --only NAME       cases or suites of this name, * for anything; may be given again
  --tag TAG         cases with this tag, !TAG for those without; may be given again
  --repeats N       how often each case is held, 1 to 100 (1)
  --experiment NAME a file of prompts/experiments; with --variant which of its variants (base)
  --tier T          standard or enhanced, without an experiment
  --out DIR         the run's folder (DATA_DIR/evals/runs/…)
  --resume DIR      goes on with a run that was interrupted, with what it began with
  --seed N          of whatever is drawn (1)
  --concurrency N   conversations at once at most; less when the agent says it is too much
  --attempts N      of a turn, when the agent is busy, slow or cut off (5)
  --cache DIR       answers are kept there and used again, as long as agent, prompts, data and messages are the same
  --max-turns N, --max-tokens N, --max-cost USD, --max-time 90s
                    ends the run before more is used; it can be gone on with
  --data DIR        the data's folder (in-process: a sample of its own in DATA_DIR/evals)
  --json            one JSON object`;

interface Values {
  readonly only?: string[] | undefined;
  readonly tag?: string[] | undefined;
  readonly repeats: string;
  readonly target: string;
  readonly experiment?: string | undefined;
  readonly variant?: string | undefined;
  readonly tier?: string | undefined;
  readonly out?: string | undefined;
  readonly resume?: string | undefined;
  readonly seed: string;
  readonly concurrency?: string | undefined;
  readonly attempts: string;
  readonly cache?: string | undefined;
  readonly 'max-turns'?: string | undefined;
  readonly 'max-tokens'?: string | undefined;
  readonly 'max-cost'?: string | undefined;
  readonly 'max-time'?: string | undefined;
  readonly data?: string | undefined;
  readonly json: boolean;
}

/** @throws {UsageError} naming the flag, its value and what is accepted */
export function readRunFlags(values: Values) {
  const { only, tag: tags, experiment, variant, tier, out, resume, data, json, target } = values;
  if (out !== undefined && resume !== undefined)
    throw new UsageError('--out and --resume: a run goes on in its own folder; give one of them');
  if (tier !== undefined && experiment !== undefined)
    throw new UsageError('--tier and --experiment: the variant of the experiment says the tier');
  if (variant !== undefined && experiment === undefined)
    throw new UsageError(`--variant ${variant}: of which experiment? give --experiment`);
  const repeats = whole('--repeats', values.repeats, 1);
  if (repeats > 100) throw new UsageError(`--repeats ${repeats}: at most 100`);
  const concurrency =
    values.concurrency === undefined ? undefined : whole('--concurrency', values.concurrency, 1);
  return {
    only,
    tags,
    experiment,
    variant,
    tier,
    out,
    resume,
    data,
    json,
    target,
    repeats,
    seed: whole('--seed', values.seed, 0),
    mostAtOnce: concurrency,
    attempts: whole('--attempts', values.attempts, 1),
    cacheDir: values.cache,
    limits: limitsOf(values),
  };
}

function limitsOf(values: Values): BudgetLimits {
  const count = (flag: 'max-turns' | 'max-tokens') => {
    const text = values[flag];
    return text === undefined ? undefined : whole(`--${flag}`, text, 1);
  };
  const { 'max-cost': cost, 'max-time': time } = values;
  if (cost !== undefined && !(Number(cost) > 0))
    throw new UsageError(`--max-cost ${cost}: an amount in USD above 0`);
  if (time !== undefined && !/^\d+(\.\d+)?(ms|s|m)$/.test(time))
    throw new UsageError(`--max-time ${time}: such as 500ms, 90s or 5m`);
  return {
    turns: count('max-turns'),
    tokens: count('max-tokens'),
    costUsd: cost === undefined ? undefined : Number(cost),
    timeMs: time === undefined ? undefined : durationMs(time),
  };
}

function whole(flag: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new UsageError(`${flag} ${text}: a whole number of at least ${least}`);
  return Number(text);
}
