import { DRAFT, ReleaseError } from '#agent/releases/release-plane.ts';
import type { Gate } from '#agent/releases/release-services.ts';
import type { Baseline } from '#evals/compare/baseline.ts';
import { gateRun } from '#evals/compare/gate.ts';
import { readRun } from '#evals/compare/read-run.ts';

export interface RunGateOptions {
  /** The run's folder. */
  readonly folder: string;
  /** Undefined when none was blessed: then nothing passes. */
  readonly baseline: Baseline | undefined;
  /** SHA-256 by id, of the prompts behind an alias that stands on DRAFT. */
  readonly draftPrompts: Readonly<Record<string, string>>;
  /** Runs that let a version pass when it was made of DRAFT: ids by version. They speak for it later too. */
  readonly runsOfVersions?: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A gate that holds a run of evals to its critical cases and to the baseline. The run has to be of what is promoted: of
 * that alias or version, and of DRAFT with the prompts as they are now.
 */
export function createRunGate(options: RunGateOptions): Gate {
  const { folder, baseline, draftPrompts, runsOfVersions } = options;
  return async ({ fromAlias, version, tier }) => {
    const run = await readRun(folder);
    const { target, promptHashes, tier: ofTier } = run.record;
    const wrong = (problem: string): never => {
      throw new ReleaseError('release-gate', `--run ${folder}: ${problem}; nothing was changed`);
    };
    if (ofTier !== null && ofTier !== tier) wrong(`it asked the ${ofTier} agent, not the ${tier} one`);
    const asked = target.alias ?? target.name;
    if (version === DRAFT) {
      if (target.alias !== null && target.alias !== fromAlias) wrong(`it asked ${asked}, not ${fromAlias}`);
      const known = Object.entries(draftPrompts).filter(([id]) => promptHashes[id] !== undefined);
      const changed = known.find(([id, sha256]) => promptHashes[id] !== sha256);
      if (changed !== undefined) wrong(`${changed[0]} has been changed since; run the evals again`);
      if (known.length === 0) wrong(`it names none of the prompts of ${fromAlias}`);
    } else if (
      target.agentVersion !== version &&
      runsOfVersions?.get(version)?.has(run.record.runId) !== true
    ) {
      wrong(
        `it asked ${asked} (version ${target.agentVersion ?? 'not known'}), and ${fromAlias} stands on ${version}`,
      );
    }
    const verdict = gateRun(run, { baseline, isStrict: true });
    return {
      passed: verdict.gate === 'pass',
      evalRun: verdict.run.runId,
      summary:
        verdict.gate === 'pass'
          ? `${verdict.passed} of ${verdict.cases} cases pass`
          : `${verdict.gate}: ${verdict.reasons.slice(0, MOST_REASONS).join('; ')}`,
    };
  };
}

const MOST_REASONS = 5;
