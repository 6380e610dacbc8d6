import { type Baseline, shortHash } from './baseline.ts';
import { type RunCase, runCases } from './case-values.ts';
import { EXIT } from './compare-error.ts';
import { DEFAULT_MARGIN } from './compare-runs.ts';
import { type Measured, measureMeans } from './measure-pairs.ts';
import type { ReadRun } from './read-run.ts';
import { casesToDecide, type Verdict, verdictOf } from './verdict.ts';

export interface GateOptions {
  /** Left out: only critical cases and completeness decide. */
  readonly baseline?: Baseline | undefined;
  /** Of scores, 0 to 1. */
  readonly margin?: number;
  readonly alpha?: number;
  readonly seed?: number;
  /** A release: it takes a baseline that can be compared, and nearly all of its cases in the run. */
  readonly isStrict?: boolean;
}

/** Whether a run may be released; `npm run release` reads it. */
export interface GateVerdict {
  /** `infra`: some of it could not be asked; that is no pass. */
  readonly gate: 'pass' | 'fail' | 'inconclusive' | 'infra' | 'invalid';
  readonly exitCode: number;
  /** Why it is not a pass, a line each; empty for a pass. */
  readonly reasons: readonly string[];
  /** What a reader of a pass has to know too. */
  readonly notes: readonly string[];
  readonly run: {
    readonly runId: string;
    readonly folder: string;
    readonly agentVersion: string | null;
    readonly alias: string | null;
    readonly model: string | null;
    readonly dataVersion: string | null;
  };
  readonly cases: number;
  readonly passed: number;
  /** Ids, known gaps and report-only cases apart. */
  readonly failing: readonly string[];
  readonly knownGaps: readonly string[];
  readonly critical: { readonly cases: number; readonly failing: readonly string[] };
  readonly infra: readonly string[];
  readonly invalid: readonly string[];
  /** Null where there is no baseline, or nothing of it can be compared. */
  readonly regression: Regression | null;
}

export interface Regression {
  readonly baselineRunId: string;
  readonly verdict: Verdict;
  readonly measured: Measured;
  readonly margin: number;
  readonly casesToDecide?: number;
  /** Passed in the baseline and fail now, and the other way round. */
  readonly newlyFailing: readonly string[];
  readonly newlyPassing: readonly string[];
  /** Cases that are new, or asked otherwise than when the baseline was taken. */
  readonly notInBaseline: readonly string[];
  /** Cases of the baseline that the run does not hold. */
  readonly notRun: readonly string[];
}

/** Below this share of a run's cases in the baseline, the baseline says nothing about the run. */
const LEAST_COMMON = 0.5;
/** And a run that holds less of the baseline releases nothing. */
const LEAST_RUN = 0.9;

/**
 * Holds a run to its critical cases and to the baseline: it fails when a critical case fails or a regression is
 * proven, and says what else fails. Known gaps and report-only cases decide nothing.
 */
export function gateRun(run: ReadRun, options: GateOptions = {}): GateVerdict {
  const { record } = run;
  const { cases, infra, invalid } = runCases(run);
  const counted = cases.filter(({ gate, isKnownGap }) => gate !== 'report-only' && !isKnownGap);
  const critical = cases.filter(({ gate }) => gate === 'critical');
  const criticalFailing = critical.filter(fails).map(({ caseId }) => caseId);
  const notes: string[] = [];
  const regression = options.baseline === undefined ? null : regressionOf(run, counted, options, notes);
  if (options.baseline === undefined) notes.push('there is no baseline: only critical cases decide');
  const facts = { state: record.state, cases: cases.length, infra, invalid, criticalFailing, regression };
  const decided = decide(facts, record.stateReason);
  const unproven = options.isStrict ? unprovenOf(options.baseline, regression, notes) : [];
  const { gate, exitCode, reasons } =
    decided.gate === 'pass' && unproven.length > 0
      ? { gate: 'inconclusive' as const, exitCode: EXIT.inconclusive, reasons: unproven }
      : decided;
  return {
    gate,
    exitCode,
    reasons,
    notes,
    run: {
      runId: record.runId,
      folder: run.folder,
      agentVersion: record.target.agentVersion,
      alias: record.target.alias,
      model: record.model,
      dataVersion: record.dataVersion,
    },
    cases: cases.length + infra.length + invalid.length,
    passed: cases.filter((each) => !fails(each)).length,
    failing: counted.filter(fails).map(({ caseId }) => caseId),
    knownGaps: cases.filter((each) => each.isKnownGap && fails(each)).map(({ caseId }) => caseId),
    critical: { cases: critical.length, failing: criticalFailing },
    infra,
    invalid,
    regression,
  };
}

interface Facts {
  readonly state: ReadRun['record']['state'];
  readonly cases: number;
  readonly infra: readonly string[];
  readonly invalid: readonly string[];
  readonly criticalFailing: readonly string[];
  readonly regression: Regression | null;
}

function decide(
  facts: Facts,
  stateReason: string | undefined,
): Pick<GateVerdict, 'gate' | 'exitCode' | 'reasons'> {
  const { cases, criticalFailing, infra, invalid, regression, state } = facts;
  const failed = [
    ...criticalFailing.map((id) => `the critical case ${id} fails`),
    ...(regression?.verdict === 'worse'
      ? [`scores are worse than the baseline's by ${points(-regression.measured.difference)}`]
      : []),
  ];
  if (failed.length > 0) return { gate: 'fail', exitCode: EXIT.fail, reasons: failed };
  if (invalid.length > 0)
    return { gate: 'invalid', exitCode: EXIT.usage, reasons: [`broken cases: ${invalid.join(', ')}`] };
  if (infra.length > 0)
    return { gate: 'infra', exitCode: EXIT.infra, reasons: [`could not be asked: ${infra.join(', ')}`] };
  if (state !== 'complete')
    return {
      gate: 'infra',
      exitCode: EXIT.infra,
      reasons: [`the run is ${state}: ${stateReason ?? 'it has not ended'}`],
    };
  if (cases === 0) return { gate: 'invalid', exitCode: EXIT.usage, reasons: ['the run holds no case'] };
  return { gate: 'pass', exitCode: EXIT.pass, reasons: [] };
}

/** What a release needs to know and does not. */
function unprovenOf(
  baseline: Baseline | undefined,
  regression: Regression | null,
  notes: readonly string[],
): readonly string[] {
  if (baseline === undefined) return ['there is no baseline to be held to'];
  if (regression === null) return notes;
  const all = Object.keys(baseline.cases).length;
  const held = all - regression.notRun.length;
  return held < LEAST_RUN * all ? [`the run holds ${held} of the baseline's ${all} cases`] : [];
}

function regressionOf(
  { record, results }: ReadRun,
  counted: readonly RunCase[],
  { alpha = 0.05, baseline, margin = DEFAULT_MARGIN, seed = 1 }: GateOptions,
  notes: string[],
): Regression | null {
  if (baseline === undefined) return null;
  if (baseline.dataVersion !== record.dataVersion) {
    notes.push(
      `the baseline was taken with data ${baseline.dataVersion ?? 'unknown'}, this run with ${record.dataVersion ?? 'unknown'}: nothing is compared`,
    );
    return null;
  }
  const common = counted.flatMap((each) => {
    const before = baseline.cases[each.caseId];
    return before === undefined || before.hash !== shortHash(each.caseHash) ? [] : [{ each, before }];
  });
  const known = new Set(common.map(({ each }) => each.caseId));
  const notInBaseline = counted.filter(({ caseId }) => !known.has(caseId)).map(({ caseId }) => caseId);
  if (common.length === 0 || common.length < LEAST_COMMON * counted.length) {
    notes.push(
      `the baseline knows ${common.length} of ${counted.length} cases as they are asked now: nothing is compared`,
    );
    return null;
  }
  const values = common.map(({ each, before }) => ({
    cluster: each.conversationId,
    base: before.score,
    candidate: Number((each.values.score ?? 0).toFixed(6)),
  }));
  const held = new Set(results.map(({ caseId }) => caseId));
  const isIdentical = values.every(({ base, candidate }) => base === candidate);
  const measured = measureMeans(values, { confidence: 1 - alpha, seed, isBounded: true, isIdentical });
  const verdict = verdictOf(measured, { margin, isHigherBetter: true, p: measured.p, alpha });
  const needed = verdict === 'inconclusive' ? casesToDecide(measured, margin) : undefined;
  return {
    baselineRunId: baseline.runId,
    verdict,
    measured,
    margin,
    ...(needed !== undefined && { casesToDecide: needed }),
    newlyFailing: common
      .filter(({ each, before }) => fails(each) && before.pass === 1)
      .map(({ each }) => each.caseId),
    newlyPassing: common
      .filter(({ each, before }) => !fails(each) && before.pass < 1)
      .map(({ each }) => each.caseId),
    notInBaseline,
    notRun: Object.keys(baseline.cases).filter((id) => !held.has(id)),
  };
}

function fails({ passed, repeats }: RunCase): boolean {
  return passed < repeats;
}

function points(share: number): string {
  return `${(100 * share).toFixed(1)} points`;
}
