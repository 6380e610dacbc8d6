import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';
import { emptyArchives, type FunctionArchives } from './bundle/function-archives.ts';
import type { EnvironmentConfig } from './config/environment-config.ts';
import { OwnChecks } from './rules/own-checks.ts';
import { EnvironmentStage } from './stages/environment-stage.ts';

export interface MakeAppOptions {
  readonly configs: readonly EnvironmentConfig[];
  /** The code of the functions; left out: next to nothing, for tests that look at templates. */
  readonly archives?: FunctionArchives;
  /** Over what `cdk.json` says. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where the templates are written; the CDK command line says so itself. */
  readonly outdir?: string;
  /** false: templates only, for tests that check them one by one; they are checked in a test of their own. */
  readonly checks?: boolean;
}

export interface AssistantApp {
  readonly app: App;
  readonly stages: readonly EnvironmentStage[];
}

/** The application of CDK: a stage an environment, with every check that needs no account. */
export function makeApp({
  archives = emptyArchives(),
  configs,
  context = {},
  outdir,
  checks = true,
}: MakeAppOptions): AssistantApp {
  const app = new App({
    context: { ...readContext(), ...context },
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
  });
  const stages = configs.map(
    (config) => new EnvironmentStage(app, capitalised(config.environment), { config, archives }),
  );
  if (checks) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new OwnChecks());
  return { app, stages };
}

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** The context of `cdk.json`: the command line passes it by itself, all others read it here. */
function readContext(): Record<string, unknown> {
  const path = fileURLToPath(new URL('../cdk.json', import.meta.url));
  return cdkJson.parse(JSON.parse(readFileSync(path, 'utf8'))).context;
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
