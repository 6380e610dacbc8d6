import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DRAFT, ReleaseError } from '#agent/releases/release-plane.ts';
import type { Gate } from '#agent/releases/release-services.ts';
import { createRunGate, type RunGateOptions } from './run-gate.ts';

export interface EvalsGateOptions extends RunGateOptions {
  /** The folder of a run that is kept, by its id; undefined when it is gone. */
  readonly folderOf?: (runId: string) => string | undefined;
  /** Holds the evals: gives the exit code of `eval run`. */
  readonly runEvals: (words: readonly string[], signal: AbortSignal) => Promise<number>;
}

/**
 * A gate that holds the evals first: of DRAFT over the agent of this repository, of a version over InvokeAgent with its
 * alias, unless the run that it was made after is still there. Then the run is held to the baseline.
 */
export function createEvalsGate({ runEvals, folderOf, ...options }: EvalsGateOptions): Gate {
  const gate = createRunGate(options);
  return async (asked) => {
    const { fromAlias, version, tier, signal } = asked;
    const kept = [...(options.runsOfVersions?.get(version) ?? [])]
      .flatMap((id) => folderOf?.(id) ?? [])
      .at(-1);
    if (kept !== undefined) return createRunGate({ ...options, folder: kept })(asked);
    const target = version === DRAFT ? 'in-process' : `local:${fromAlias}`;
    const words = ['run', '--target', target, '--tier', tier, '--out', options.folder];
    const code = await runEvals(words, signal);
    // A failing case ends it with 1: whether that decides, the gate says.
    if (code !== 0 && code !== 1)
      throw new ReleaseError(
        'release-gate',
        `the evals could not be held (eval ${words.join(' ')} ended with ${code}), nothing was changed`,
      );
    return gate(asked);
  };
}

/** `eval` as a process of its own, in this environment; what it says goes to standard error. */
export async function spawnEvals(
  words: readonly string[],
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<number> {
  const path = new URL('./bin/eval.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...words], {
    stdio: ['ignore', 2, 2],
    env,
    signal,
  });
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}
