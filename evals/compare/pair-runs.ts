import { type RunCase, type RunCases, runCases } from './case-values.ts';
import { CompareError } from './compare-error.ts';
import type { ReadRun } from './read-run.ts';

/** One case under both variants. */
export interface Pair {
  readonly caseId: string;
  readonly base: RunCase;
  readonly candidate: RunCase;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  /** Ids of cases that only one of the runs has. */
  readonly unpaired: readonly string[];
  /** Ids of cases that could not be asked, or not be judged, in either run. */
  readonly infra: readonly string[];
  readonly invalid: readonly string[];
  /** Runs that ended before all was asked, with why. */
  readonly unfinished: readonly string[];
}

/**
 * Pairs the cases of two runs.
 * @throws {CompareError} `not-comparable`: one run twice, other data, a case that was asked otherwise or on another
 * day, no case in common; `run-incomplete` for a run that has not ended
 */
export function pairRuns(base: ReadRun, candidate: ReadRun): Pairs {
  requireOthers(base, candidate);
  requireSameData(base, candidate);
  for (const run of [base, candidate]) requireEnded(run);
  const unfinished = [base, candidate].flatMap(({ record: { runId, state, stateReason } }) =>
    state === 'complete' ? [] : [`${runId}: ${stateReason ?? state}`],
  );
  return { ...pairCases(runCases(base), runCases(candidate)), unfinished };
}

/** @throws {CompareError} `not-comparable` */
export function pairCases(base: RunCases, candidate: RunCases): Omit<Pairs, 'unfinished'> {
  const others = new Map(candidate.cases.map((each) => [each.caseId, each]));
  const pairs = base.cases.flatMap((one) => {
    const other = others.get(one.caseId);
    return other === undefined ? [] : [{ caseId: one.caseId, base: one, candidate: other }];
  });
  const otherwise = pairs.filter(({ base: one, candidate: other }) => one.caseHash !== other.caseHash);
  const otherDay = otherwise.filter(({ base: one, candidate: other }) => one.today !== other.today);
  if (otherDay.length > 0)
    throw notComparable(
      `${ids(otherDay)} held on ${otherDay[0]?.base.today} in one run and on ${otherDay[0]?.candidate.today} in the other`,
    );
  if (otherwise.length > 0)
    throw notComparable(`${ids(otherwise)} asked otherwise in one run than in the other`);
  const infra = union(base.infra, candidate.infra);
  const invalid = union(base.invalid, candidate.invalid);
  const left = new Set([...pairs.map(({ caseId }) => caseId), ...infra, ...invalid]);
  const unpaired = union(
    base.cases.map(({ caseId }) => caseId),
    candidate.cases.map(({ caseId }) => caseId),
  ).filter((id) => !left.has(id));
  if (pairs.length === 0 && infra.length === 0)
    throw notComparable(
      unpaired.length === 0 && invalid.length === 0 ? 'the runs hold no result' : 'no case is in both runs',
    );
  return { pairs, unpaired, infra, invalid };
}

function requireOthers(base: ReadRun, candidate: ReadRun): void {
  if (base.folder === candidate.folder || base.record.runId === candidate.record.runId)
    throw new CompareError(
      'not-comparable',
      `${base.record.runId} twice: a run says nothing beside itself; run the same variant again for an A/A`,
    );
}

function requireSameData(base: ReadRun, candidate: ReadRun): void {
  const [one, other] = [base.record.dataVersion, candidate.record.dataVersion];
  if (one !== other)
    throw notComparable(`data ${one ?? 'unknown'} in one and ${other ?? 'unknown'} in the other`);
}

function requireEnded({ record }: ReadRun): void {
  const { runId, state, stateReason } = record;
  if (state === 'complete' || state === 'incomplete') return;
  const why = stateReason === undefined ? '' : ` (${stateReason})`;
  throw new CompareError(
    'run-incomplete',
    `${runId} is ${state}${why}: let it end, or go on with eval run --resume ${runId}`,
  );
}

function notComparable(why: string): CompareError {
  return new CompareError('not-comparable', `not comparable: ${why}; run both again`);
}

/** How many ids are named in one message. */
const MOST_NAMED = 5;

function ids(pairs: readonly Pair[]): string {
  const named = pairs.slice(0, MOST_NAMED).map(({ caseId }) => caseId);
  const more = pairs.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
