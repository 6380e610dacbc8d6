import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FunctionArchives } from '../bundle/function-archives.ts';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { acknowledgementsIn } from '../constructs/acknowledge.ts';
import { makeApp } from '../make-app.ts';

/** Something that cdk-nag, the CloudFormation validator or our own rules object to. */
export interface Finding {
  readonly checkedBy: string;
  readonly rule: string;
  readonly severity: string;
  readonly description: string;
  /** The constructs that it is about, by their paths. */
  readonly at: readonly string[];
}

export interface StackSummary {
  readonly name: string;
  readonly region: string;
  readonly resources: number;
  /** Of the template. */
  readonly bytes: number;
}

export interface EnvironmentSummary {
  readonly environment: string;
  readonly orchestrator: string;
  readonly stacks: readonly StackSummary[];
  /** SHA-256 over its templates: the same configuration and code have the same. */
  readonly sha256: string;
  /** How often each rule was acknowledged. */
  readonly acknowledged: Readonly<Record<string, number>>;
}

export interface SynthReport {
  readonly environments: readonly EnvironmentSummary[];
  readonly findings: readonly Finding[];
  readonly tookMs: number;
  readonly peakMb: number;
}

export interface SynthesizeOptions {
  /** Where the templates are written; left out: nowhere that stays. */
  readonly outdir?: string;
  /** false: the templates alone. */
  readonly checks?: boolean;
  /** The code of the functions; left out: next to nothing. */
  readonly archives?: FunctionArchives;
}

/**
 * Makes every template and checks it; no account, container or network is needed. Findings are told, not thrown.
 */
export function synthesize(
  configs: readonly EnvironmentConfig[],
  { archives, outdir, checks = true }: SynthesizeOptions = {},
): SynthReport {
  const startedAt = performance.now();
  const folder = outdir ?? mkdtempSync(join(tmpdir(), 'synth-'));
  // What an earlier synthesis left there; a folder of anything else is not touched.
  if (existsSync(join(folder, 'cdk.out'))) rmSync(folder, { recursive: true, force: true });
  try {
    const { app, stages } = makeApp({
      configs,
      outdir: folder,
      checks,
      ...(archives === undefined ? {} : { archives }),
      context: { '@aws-cdk/core:failSynthOnValidationErrors': false },
    });
    const assembly = app.synth();
    const environments = stages.map((stage, index) => {
      const stacks = assembly.getNestedAssembly(stage.artifactId).stacks;
      const templates = stacks.map((stack) => readFileSync(stack.templateFullPath, 'utf8'));
      const hash = createHash('sha256');
      for (const template of templates) hash.update(template);
      return {
        environment: configs[index]?.environment ?? stage.stageName,
        orchestrator: configs[index]?.orchestrator ?? '',
        stacks: stacks.map((stack, at) => ({
          name: stack.stackName,
          region: stack.environment.region,
          resources: resourcesOf(templates[at] ?? '{}'),
          bytes: Buffer.byteLength(templates[at] ?? ''),
        })),
        sha256: hash.digest('hex'),
        acknowledged: counted(acknowledgementsIn(stage).map(({ id }) => id.replace(/\[.*/s, ''))),
      };
    });
    return {
      environments,
      findings: checks ? readFindings(join(assembly.directory, 'validation-report.json')) : [],
      tookMs: Math.round(performance.now() - startedAt),
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    if (outdir === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

const template = z.object({ Resources: z.record(z.string(), z.unknown()).default({}) });

function resourcesOf(text: string): number {
  return Object.keys(template.parse(JSON.parse(text)).Resources).length;
}

function counted(ids: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ids.toSorted()) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

const validationReport = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(
        z.object({
          ruleName: z.string(),
          description: z.string(),
          severity: z.string().default('error'),
          violatingConstructs: z.array(z.object({ constructPath: z.string().optional() })).default([]),
        }),
      ),
    }),
  ),
});

function readFindings(path: string): Finding[] {
  const { pluginReports } = validationReport.parse(JSON.parse(readFileSync(path, 'utf8')));
  return pluginReports.flatMap(({ pluginName, violations }) =>
    violations.map(({ ruleName, description, severity, violatingConstructs }) => ({
      checkedBy: pluginName,
      rule: ruleName,
      severity,
      description,
      at: violatingConstructs.map(({ constructPath }) => constructPath ?? 'unknown'),
    })),
  );
}
