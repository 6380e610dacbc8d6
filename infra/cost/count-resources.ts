import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { makeApp } from '../make-app.ts';

/** How many resources of each type of CloudFormation an environment has, over all of its stacks. */
export type ResourceCounts = Readonly<Record<string, number>>;

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string() })).default({}),
});

/** Counts what the templates of an environment hold, so that the estimate follows what is deployed. */
export function countResources(config: EnvironmentConfig): ResourceCounts {
  const folder = mkdtempSync(join(tmpdir(), 'cost-'));
  try {
    const { app, stages } = makeApp({ configs: [config], outdir: folder, checks: false });
    const assembly = app.synth();
    const counts: Record<string, number> = {};
    for (const stage of stages)
      for (const stack of assembly.getNestedAssembly(stage.artifactId).stacks) {
        const { Resources } = template.parse(JSON.parse(readFileSync(stack.templateFullPath, 'utf8')));
        for (const { Type } of Object.values(Resources)) counts[Type] = (counts[Type] ?? 0) + 1;
      }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
