import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { makeApp } from '../make-app.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

export interface Synthesized {
  /** The resources of a type in a stack, by their logical ids; `stack` as in its name behind the environment. */
  resources(stack: string, type: string): Resource[];
  /** A stack's template as text. */
  text(stack: string): string;
  /** The names of all stacks behind the environment's prefix. */
  readonly stacks: readonly string[];
}

/** The templates of one environment, unchecked: a test file makes them once. */
export function synthesized(config: EnvironmentConfig): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const { app, stages } = makeApp({ configs: [config], outdir: folder, checks: false });
    const assembly = app.synth();
    const [stage] = stages;
    if (stage === undefined) throw new TypeError('no stage');
    const prefix = `${config.project}-${config.environment}-`;
    const texts = new Map(
      assembly
        .getNestedAssembly(stage.artifactId)
        .stacks.map((stack) => [
          stack.stackName.replace(prefix, ''),
          readFileSync(stack.templateFullPath, 'utf8'),
        ]),
    );
    const text = (stack: string) => {
      const found = texts.get(stack);
      if (found === undefined)
        throw new RangeError(`${stack}: no such stack; there are ${[...texts.keys()].join(', ')}`);
      return found;
    };
    return {
      stacks: [...texts.keys()].toSorted(),
      text,
      resources: (stack, type) =>
        Object.values((JSON.parse(text(stack)) as { Resources: Record<string, Resource> }).Resources).filter(
          (resource) => resource.Type === type,
        ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
