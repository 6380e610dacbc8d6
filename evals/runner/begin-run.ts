import { createHash } from 'node:crypto';
import type { EvalCase } from '../cases/eval-case.ts';
import { repeatsOf } from './run-evals.ts';
import { RunFolderError } from './run-lock.ts';
import { type ResultLine, RUN_FORMAT, type RunRecord } from './run-record.ts';
import type { Target, TargetIdentity } from './target.ts';

export interface BeginOptions {
  readonly runId: string;
  readonly startedAt: Date;
  readonly cases: readonly EvalCase[];
  readonly leftOut: RunRecord['leftOut'];
  readonly identity: TargetIdentity;
  readonly variant: string;
  readonly experiment?: string | undefined;
  readonly repeats: number;
  readonly seed: number;
  readonly selection: RunRecord['selection'];
}

/** The record of a run that begins. */
export function beginRun(options: BeginOptions): RunRecord {
  const { cases, identity, repeats, experiment, startedAt, ...kept } = options;
  return {
    format: RUN_FORMAT,
    ...kept,
    ...identity,
    state: 'running',
    startedAt: startedAt.toISOString(),
    ...(experiment === undefined ? {} : { experiment }),
    suiteHashes: suiteHashes(cases),
    repeats,
    planned: cases.reduce((sum, item) => sum + repeatsOf(item, repeats), 0),
  };
}

/** Cases that this target can hold, and those it cannot, each with the reason. */
export function holdable(
  cases: readonly EvalCase[],
  { faults, target }: { readonly faults: Target['faults']; readonly target: string },
): { readonly cases: readonly EvalCase[]; readonly leftOut: RunRecord['leftOut'] } {
  const missing = (item: EvalCase) =>
    item.turns.flatMap(({ fault }) => (fault === undefined || faults.has(fault) ? [] : fault));
  return {
    cases: cases.filter((item) => missing(item).length === 0),
    leftOut: cases.flatMap((item) => {
      const [fault] = missing(item);
      return fault === undefined ? [] : [{ caseId: item.id, reason: `${target} cannot break by ${fault}` }];
    }),
  };
}

/** Of each suite one hash of its cases that are run. */
export function suiteHashes(cases: readonly EvalCase[]): Readonly<Record<string, string>> {
  const bySuite = new Map<string, string[]>();
  for (const { suite, id, hash } of cases)
    bySuite.set(suite, [...(bySuite.get(suite) ?? []), `${id} ${hash}`]);
  return Object.fromEntries(
    [...bySuite].map(([suite, lines]) => [
      suite,
      createHash('sha256').update(lines.sort().join('\n')).digest('hex'),
    ]),
  );
}

/**
 * Whether a run may be gone on with: the same agent, prompts, data and cases as when it began.
 * @throws {RunFolderError} `run-not-the-same` with what differs
 */
export function checkResumable(
  record: RunRecord,
  now: {
    readonly identity: TargetIdentity;
    readonly cases: readonly EvalCase[];
    readonly results: readonly ResultLine[];
  },
): void {
  const { identity, cases, results } = now;
  const hashes = new Map(cases.map(({ id, hash }) => [id, hash]));
  const differences = [
    ...differs('target', record.target.name, identity.target.name),
    ...differs('agent version', record.target.agentVersion, identity.target.agentVersion),
    ...differs('prompts', sorted(record.promptHashes), sorted(identity.promptHashes)),
    ...differs('model', record.model, identity.model),
    ...differs('data version', record.dataVersion, identity.dataVersion),
    ...results
      .filter(({ caseId, caseHash }) => hashes.get(caseId) !== caseHash)
      .map(({ caseId }) => `case ${caseId} is another now`),
  ];
  if (differences.length > 0)
    throw new RunFolderError(
      'run-not-the-same',
      `this run began with something else: ${differences.slice(0, 5).join('; ')}; begin a new one`,
    );
}

function differs(what: string, before: string | null, now: string | null): string[] {
  return before === now ? [] : [`${what}: ${before ?? 'unknown'}, now ${now ?? 'unknown'}`];
}

function sorted(hashes: Readonly<Record<string, string>>): string {
  return Object.entries(hashes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, hash]) => `${id} ${hash.slice(0, 8)}`)
    .join(', ');
}
