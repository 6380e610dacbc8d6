import { LEAST_CLUSTERS } from '#evals/statistics/bootstrap.ts';
import { holm } from '#evals/statistics/holm.ts';
import { mcnemar } from '#evals/statistics/mcnemar.ts';
import type { ExperimentMetric } from '#prompts/experiment.ts';
import { isHigherBetter, type RunCase } from './case-values.ts';
import { EXIT } from './compare-error.ts';
import type { ChangedCase, Comparison, MetricRow, RunRef } from './comparison.ts';
import { type Measured, measureMeans, measureRatio, type PairedValue } from './measure-pairs.ts';
import { type Pair, type Pairs, pairRuns } from './pair-runs.ts';
import type { ReadRun } from './read-run.ts';
import { readSequentially, sequentialOrder } from './sequential.ts';
import { tagSlices } from './tag-slices.ts';
import { casesToDecide, guardrailOf, verdictOf } from './verdict.ts';

export interface CompareOptions {
  readonly metric?: ExperimentMetric;
  /** Of `pass` and `score` a difference, of the others a share of the base. */
  readonly margin?: number;
  readonly guardrails?: readonly { readonly metric: ExperimentMetric; readonly margin: number }[];
  readonly alpha?: number;
  /** Of flips, resamples and the order of a sequential reading. */
  readonly seed?: number;
  /** Read the deciding metric one conversation after the other too. */
  readonly sequential?: boolean;
}

export const DEFAULT_MARGIN = 0.02;
/** Of metrics that are told without a margin of the experiment's. */
const TOLD: readonly { readonly metric: ExperimentMetric; readonly margin: number }[] = [
  { metric: 'pass', margin: DEFAULT_MARGIN },
  { metric: 'score', margin: DEFAULT_MARGIN },
  { metric: 'totalMs', margin: 0.1 },
  { metric: 'costUsd', margin: 0.1 },
];

/**
 * Compares runs of candidates with one of the base, all over the cases that both have.
 * @throws {CompareError} when two of them cannot be compared
 */
export function compareRuns(
  base: ReadRun,
  candidates: readonly ReadRun[],
  options: CompareOptions = {},
): readonly Comparison[] {
  const measured = candidates.map((candidate) => {
    const paired = pairRuns(base, candidate);
    return { candidate, paired, rows: measureRows(paired, options) };
  });
  const deciding = measured.flatMap(({ rows }) => rows.filter(isTested));
  const adjusted = holm(deciding.map(({ measured: { p = 1 } }) => p));
  const adjustedOf = new Map(deciding.map((row, at) => [row, adjusted[at] ?? 1]));
  return measured.map(({ candidate, paired, rows }) => {
    const decided = rows.map((row) => decide(row, adjustedOf.get(row), paired, options));
    return assemble(base, candidate, paired, decided, options);
  });
}

type UndecidedRow = Omit<MetricRow, 'verdict' | 'guardrail' | 'adjustedP' | 'casesToDecide'>;

function isTested({ role, measured }: UndecidedRow): boolean {
  return role !== 'told' && measured.p !== undefined;
}

function measureRows({ pairs }: Pairs, options: CompareOptions): readonly UndecidedRow[] {
  const { metric = 'score', margin = DEFAULT_MARGIN, guardrails = [] } = options;
  const asked = [
    { metric, margin, role: 'primary' as const },
    ...guardrails.map((each) => ({ ...each, role: 'guardrail' as const })),
  ];
  const told = TOLD.filter((each) => asked.every((other) => other.metric !== each.metric));
  return [...asked, ...told.map((each) => ({ ...each, role: 'told' as const }))].map((row) => {
    const values = valuesOf(decidingPairs(pairs), row.metric);
    const isRelative = !isHigherBetter(row.metric);
    const isTime = row.metric === 'totalMs' || row.metric === 'firstTokenMs';
    const clusters = new Set(values.map(({ cluster }) => cluster)).size;
    const statistic = isTime && clusters >= LEAST_CLUSTERS ? 'p95' : 'mean';
    return {
      ...row,
      statistic,
      isRelative,
      isHigherBetter: !isRelative,
      measured: measureRow(row.metric, values, statistic, isIdentical(pairs), options),
    };
  });
}

function measureRow(
  metric: ExperimentMetric,
  values: readonly PairedValue[],
  statistic: 'mean' | 'p95',
  identical: boolean,
  { alpha = 0.05, seed = 1 }: CompareOptions,
): Measured {
  const shared = { seed, confidence: 1 - alpha, isBounded: isHigherBetter(metric), isIdentical: identical };
  if (isHigherBetter(metric)) return measureMeans(values, shared);
  return measureRatio(values, statistic, shared);
}

/** Cases that are only reported decide nothing. */
function decidingPairs(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(({ base }) => base.gate !== 'report-only');
}

function valuesOf(pairs: readonly Pair[], metric: ExperimentMetric): readonly PairedValue[] {
  return pairs.flatMap(({ base, candidate }) => {
    const [one, other] = [base.values[metric], candidate.values[metric]];
    if (one === undefined || other === undefined) return [];
    return [{ cluster: base.conversationId, base: one, candidate: other }];
  });
}

function isIdentical(pairs: readonly Pair[]): boolean {
  return pairs.every(({ base, candidate }) => base.answers === candidate.answers);
}

function decide(
  row: UndecidedRow,
  adjustedP: number | undefined,
  paired: Pairs,
  { alpha = 0.05 }: CompareOptions,
): MetricRow {
  const { measured, margin } = row;
  const p = adjustedP ?? measured.p;
  const withheld = isWithheld(paired);
  // Cases that could not be asked may be of one kind: nothing is concluded without them.
  const verdict = withheld ? 'inconclusive' : verdictOf(measured, { ...row, p, alpha });
  const state = withheld ? 'unproven' : guardrailOf(measured, { ...row, p, alpha });
  const needed = verdict === 'inconclusive' ? casesToDecide(measured, margin) : undefined;
  return {
    ...row,
    verdict,
    ...(adjustedP !== undefined && { adjustedP }),
    ...(row.role === 'guardrail' && { guardrail: state }),
    ...(needed !== undefined && { casesToDecide: needed }),
  };
}

function isWithheld({ infra, unfinished }: Pick<Pairs, 'infra' | 'unfinished'>): boolean {
  return infra.length > 0 || unfinished.length > 0;
}

function assemble(
  base: ReadRun,
  candidate: ReadRun,
  paired: Pairs,
  rows: readonly MetricRow[],
  options: CompareOptions,
): Comparison {
  const { pairs, unpaired, infra, invalid, unfinished } = paired;
  const { metric = 'score' } = options;
  const changed = pairs.map(({ base: one, candidate: other }) => changedCase(one, other));
  const critical = changed.filter(({ isCritical }) => isCritical);
  const newlyFailing = changed.filter((each) => passes(each.base) && !passes(each.candidate));
  const comparison = {
    base: runRef(base),
    candidate: runRef(candidate),
    verdict: rows[0]?.verdict ?? 'inconclusive',
    rows,
    slices: tagSlices(decidingPairs(pairs), (own) =>
      measureRow(metric, valuesOf(own, metric), 'mean', isIdentical(own), options),
    ),
    critical: {
      cases: critical.length,
      exactP: mcnemar(
        critical.filter((each) => !passes(each.base) && passes(each.candidate)).length,
        critical.filter((each) => passes(each.base) && !passes(each.candidate)).length,
      ).exactP,
      failing: critical.filter((each) => !passes(each.candidate)),
    },
    newlyFailing,
    newlyPassing: changed.filter((each) => !passes(each.base) && passes(each.candidate)),
    pairs: pairs.length,
    unpaired,
    infra,
    invalid,
    unfinished,
    isIdentical: pairs.length > 0 && isIdentical(pairs),
    notes: notesOf(base, candidate, paired),
    ...(options.sequential && isHigherBetter(metric) && { sequential: sequentially(pairs, metric, options) }),
  };
  return { ...comparison, exitCode: exitCode(comparison) };
}

function exitCode(comparison: Omit<Comparison, 'exitCode'>): number {
  const { invalid, newlyFailing, rows, verdict } = comparison;
  if (isWithheld(comparison)) return EXIT.infra;
  if (invalid.length > 0) return EXIT.usage;
  const breached = rows.some(({ guardrail }) => guardrail === 'breached');
  if (verdict === 'worse' || breached || newlyFailing.some(({ isCritical }) => isCritical)) return EXIT.fail;
  const unproven = rows.some(({ guardrail }) => guardrail === 'unproven');
  return verdict === 'inconclusive' || unproven ? EXIT.inconclusive : EXIT.pass;
}

function sequentially(pairs: readonly Pair[], metric: ExperimentMetric, options: CompareOptions) {
  const values = valuesOf(decidingPairs(pairs), metric);
  const order = sequentialOrder(
    values.map(({ cluster }) => cluster),
    options.seed ?? 1,
  );
  const differences = order.map((cluster) => {
    const own = values.filter((value) => value.cluster === cluster);
    return own.reduce((sum, { base, candidate }) => sum + candidate - base, 0) / own.length;
  });
  return readSequentially(differences, options.alpha);
}

function changedCase(base: RunCase, candidate: RunCase): ChangedCase {
  const passedOf = ({ passed, repeats }: RunCase) => ({ passed, repeats });
  return {
    caseId: base.caseId,
    suite: base.suite,
    isCritical: candidate.gate === 'critical',
    isKnownGap: candidate.isKnownGap,
    base: passedOf(base),
    candidate: passedOf(candidate),
  };
}

/** In every repeat. */
function passes({ passed, repeats }: { readonly passed: number; readonly repeats: number }): boolean {
  return passed === repeats;
}

function runRef({ folder, record }: ReadRun): RunRef {
  const { runId, variant, target, model, tier, dataVersion, repeats, startedAt } = record;
  const { agentVersion, name } = target;
  return { runId, folder, variant, target: name, agentVersion, model, tier, dataVersion, repeats, startedAt };
}

function notesOf(base: ReadRun, candidate: ReadRun, { unpaired }: Pairs): readonly string[] {
  const unseen = [base, candidate].flatMap(({ record }) =>
    record.unseenChanges.map((change) => `${record.variant}: the model could not see ${change}`),
  );
  const repeats = [base.record.repeats, candidate.record.repeats];
  return [
    ...unseen,
    ...(unpaired.length > 0 ? [`${unpaired.length} cases are in one of the runs only and are left out`] : []),
    ...(repeats[0] !== repeats[1]
      ? [`the base was repeated ${repeats[0]} times, the candidate ${repeats[1]}`]
      : []),
  ];
}
