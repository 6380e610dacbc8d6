import type { ResultLine } from '#evals/runner/run-record.ts';
import { EXPERIMENT_METRICS, type ExperimentMetric } from '#prompts/experiment.ts';
import type { ReadRun } from './read-run.ts';

/** A case of a run: what its repeats have in common, and their results. */
export interface RunCase {
  readonly caseId: string;
  readonly suite: string;
  readonly conversationId: string;
  readonly tags: readonly string[];
  readonly gate: ResultLine['gate'];
  readonly isKnownGap: boolean;
  readonly caseHash: string;
  readonly today: string;
  /** One number for each metric that could be measured: the mean over repeats. */
  readonly values: Partial<Readonly<Record<ExperimentMetric, number>>>;
  /** How many of the repeats passed, of how many. */
  readonly passed: number;
  readonly repeats: number;
  /** What was answered, in order, to tell whether two variants did the same thing. */
  readonly answers: string;
}

/** The cases of a run that have a verdict, and those that have none. */
export interface RunCases {
  readonly cases: readonly RunCase[];
  /** Ids of cases of which a repeat could not be asked. */
  readonly infra: readonly string[];
  /** Ids of cases that are broken themselves, or whose judge is. */
  readonly invalid: readonly string[];
}

/** Whether more of a metric is better. */
export function isHigherBetter(metric: ExperimentMetric): boolean {
  return metric === 'pass' || metric === 'score';
}

/** The cases of a run, a number each: turns and repeats are never rows of a comparison. */
export function runCases({ results }: Pick<ReadRun, 'results'>): RunCases {
  const byCase = new Map<string, ResultLine[]>();
  for (const line of results) {
    const own = byCase.get(line.caseId);
    if (own === undefined) byCase.set(line.caseId, [line]);
    else own.push(line);
  }
  const infra: string[] = [];
  const invalid: string[] = [];
  const cases: RunCase[] = [];
  for (const [caseId, lines] of byCase) {
    if (lines.some(({ outcome }) => outcome === 'infra')) infra.push(caseId);
    else if (lines.some(({ outcome }) => outcome === 'invalid')) invalid.push(caseId);
    else cases.push(caseOf(caseId, lines));
  }
  return { cases, infra, invalid };
}

function caseOf(caseId: string, lines: readonly ResultLine[]): RunCase {
  const ordered = lines.toSorted((one, other) => one.repeat - other.repeat);
  const [first] = ordered;
  if (first === undefined) throw new TypeError(`${caseId} has no result`);
  const { suite, conversationId, tags, gate, isKnownGap, caseHash, today } = first;
  const values: Partial<Record<ExperimentMetric, number>> = {};
  for (const metric of EXPERIMENT_METRICS) {
    const each = ordered.map((line) => measured(line, metric));
    const known = each.filter((value) => value !== null);
    // A mean over some of the repeats would be of other repeats in each variant.
    if (known.length === each.length)
      values[metric] = known.reduce((sum, value) => sum + value, 0) / known.length;
  }
  const passed = ordered.filter(({ outcome }) => outcome === 'pass').length;
  const answers = JSON.stringify(ordered.map((line) => line.turns.map(({ answer }) => answer)));
  const shared = { caseId, suite, conversationId, tags, gate, isKnownGap, caseHash, today };
  return { ...shared, values, passed, repeats: ordered.length, answers };
}

function measured(line: ResultLine, metric: ExperimentMetric): number | null {
  if (metric === 'pass') return line.outcome === 'pass' ? 1 : 0;
  if (metric === 'score') return line.score;
  if (metric === 'answerCharacters') return line.turns.reduce((sum, { answer }) => sum + answer.length, 0);
  return line.metrics[metric];
}
