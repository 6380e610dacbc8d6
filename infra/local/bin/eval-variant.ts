import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Experiment, Variant } from '#prompts/experiment.ts';
import { UsageError } from './usage-error.ts';

const EXPERIMENTS = 'prompts/experiments';

export interface ChosenVariant {
  readonly variantName: string;
  readonly experimentId?: string;
  readonly variant?: Variant;
  /** What it is compared with. */
  readonly base?: Variant;
}

/** The variant that flags name; the repository as it is when they name none. @throws {UsageError} {ExperimentError} */
export async function readVariant({
  experiment,
  variant = 'base',
  tier,
}: {
  readonly experiment?: string | undefined;
  readonly variant?: string | undefined;
  readonly tier?: string | undefined;
}): Promise<ChosenVariant> {
  if (experiment === undefined) {
    if (tier === undefined) return { variantName: 'base' };
    if (tier !== 'standard' && tier !== 'enhanced')
      throw new UsageError(`--tier ${tier}: standard or enhanced`);
    return { variantName: 'base', variant: { tier }, base: { tier } };
  }
  const read = await readExperiment(experiment);
  const chosen = Object.hasOwn(read.variants, variant) ? read.variants[variant] : undefined;
  if (chosen === undefined)
    throw new UsageError(`--variant ${variant}: ${read.id} has ${Object.keys(read.variants).join(', ')}`);
  return { variantName: variant, experimentId: experiment, variant: chosen, base: read.variants.base ?? {} };
}

/** An experiment by its name, or by the path of its file. @throws {UsageError} {ExperimentError} */
export async function readExperiment(name: string): Promise<Experiment> {
  const file = name.endsWith('.yaml') ? name : join(EXPERIMENTS, `${name}.yaml`);
  if (!existsSync(file)) {
    const known = existsSync(EXPERIMENTS)
      ? readdirSync(EXPERIMENTS).map((each) => basename(each, '.yaml'))
      : [];
    throw new UsageError(
      `--experiment ${name}: there is no ${file}; there are ${known.join(', ') || 'none'}`,
    );
  }
  const { parseExperiment } = await import('#prompts/experiment.ts');
  return parseExperiment(readFileSync(file, 'utf8'), basename(file, '.yaml'));
}
