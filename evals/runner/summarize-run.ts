import type { ResultLine, RunRecord } from './run-record.ts';

/** A case over its repeats. */
export interface CaseSummary {
  readonly caseId: string;
  readonly suite: string;
  readonly gate: ResultLine['gate'];
  readonly isKnownGap: boolean;
  /** Repeats that passed, of those that say something. */
  readonly passed: number;
  readonly counted: number;
  readonly infra: number;
  readonly invalid: number;
  /** The mean over the repeats that say something; null where none does. */
  readonly score: number | null;
  /** The first repeat that did not pass, to be told. */
  readonly worst?: ResultLine;
}

export interface RunSummary {
  readonly cases: readonly CaseSummary[];
  readonly conversations: number;
  readonly turns: number;
  readonly turnsPassed: number;
  readonly passed: number;
  readonly failed: number;
  readonly infra: number;
  readonly invalid: number;
  readonly knownGaps: number;
  readonly skippedChecks: number;
  /** Cases that decide the run by failing: not report-only, not known to fail. */
  readonly failing: readonly CaseSummary[];
}

/** What the results of a run come to, a case each; a case passes when all of its repeats do. */
export function summarizeRun(results: readonly ResultLine[]): RunSummary {
  const byCase = new Map<string, ResultLine[]>();
  for (const line of results) byCase.set(line.caseId, [...(byCase.get(line.caseId) ?? []), line]);
  const cases = [...byCase.values()].map(summarizeCase);
  const turns = results.flatMap((line) => line.turns);
  const isPassed = ({ passed, counted, infra, invalid }: CaseSummary) =>
    counted > 0 && passed === counted && infra === 0 && invalid === 0;
  const failed = cases.filter(({ passed, counted }) => passed < counted);
  return {
    cases,
    conversations: new Set(results.map(({ conversationId }) => conversationId)).size,
    turns: turns.length,
    turnsPassed: turns.filter(({ outcome }) => outcome === 'pass').length,
    passed: cases.filter(isPassed).length,
    failed: failed.length,
    infra: cases.filter(({ infra }) => infra > 0).length,
    invalid: cases.filter(({ invalid }) => invalid > 0).length,
    knownGaps: failed.filter(({ isKnownGap }) => isKnownGap).length,
    skippedChecks: turns.flatMap(({ checks }) => checks).filter(({ status }) => status === 'skipped').length,
    failing: failed.filter(({ isKnownGap, gate }) => !isKnownGap && gate !== 'report-only'),
  };
}

function summarizeCase(lines: readonly ResultLine[]): CaseSummary {
  const [first] = lines;
  if (first === undefined) throw new TypeError('a case without results');
  const count = (wanted: ResultLine['outcome']) => lines.filter(({ outcome }) => outcome === wanted).length;
  const counted = lines.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail');
  const worst = lines.find(({ outcome }) => outcome !== 'pass');
  return {
    caseId: first.caseId,
    suite: first.suite,
    gate: first.gate,
    isKnownGap: first.isKnownGap,
    passed: count('pass'),
    counted: counted.length,
    infra: count('infra'),
    invalid: count('invalid'),
    score: counted.length === 0 ? null : counted.reduce((sum, { score }) => sum + score, 0) / counted.length,
    ...(worst === undefined ? {} : { worst }),
  };
}

/** Who answered, for the head of a report. */
export function targetInWords({ target, tier, model, dataVersion, variant }: RunRecord): string {
  const parts = [
    target.name,
    target.alias === null ? undefined : `alias ${target.alias} → version ${target.agentVersion ?? 'unknown'}`,
    tier === null ? undefined : `tier ${tier}`,
    model === null ? undefined : `model ${model}`,
    dataVersion === null ? undefined : `data ${dataVersion}`,
    variant === 'base' ? undefined : `variant ${variant}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
