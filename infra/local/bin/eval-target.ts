import type { Target } from '#evals/runner/target.ts';
import type { Variant } from '#prompts/experiment.ts';

export interface OpenTargetOptions {
  /** As `--target` has it. */
  readonly name: string;
  readonly data?: string | undefined;
  readonly variant?: Variant;
  readonly base?: Variant;
  /** How many are to be held: many are spread over the cores. */
  readonly conversations?: number;
  readonly onProgress: (message: string) => void;
}

/** What `--target` may be, for helps and errors. */
export const TARGETS = `in-process               the agent of this repository, over a sample of its own (the default)
  local[:ALIAS]            the same over InvokeAgent, against the services of the data folder (dev)
  endpoint:URL#AGENT/ALIAS[/KNOWLEDGE_BASE]
                           any server that speaks InvokeAgent
  bedrock:AGENT/ALIAS[/KNOWLEDGE_BASE]
                           Amazon Bedrock; AWS_REGION and credentials as ever
  echo[:20ms]              answers with the question, after a while if wanted: what a run costs by itself`;

/**
 * Opens what `--target` names. Only the code of that target is loaded.
 * @throws {UsageError} for a name that is none
 */
export async function openTarget(options: OpenTargetOptions): Promise<Target> {
  const { name } = options;
  const echo = /^echo(?::(?<delay>\d{1,6})ms)?$/.exec(name);
  if (echo !== null) {
    const { createEchoTarget } = await import('#evals/runner/targets/echo-target.ts');
    return createEchoTarget({ delayMs: Number(echo.groups?.delay ?? 0) });
  }
  if (name === 'in-process') return (await import('./eval-target-in-process.ts')).openInProcess(options);
  return (await import('./eval-target-endpoint.ts')).openEndpoint(options);
}
