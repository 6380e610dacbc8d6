import '../quiet-sdk.ts';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type ModelChoice, parseModelChoice } from '#agent/runtime/models/model-choice.ts';
import type { OpenModelsOptions } from '#agent/runtime/models/open-models.ts';
import { SELLERS_FILE as IMPORTED_SELLERS } from '#knowledge-base/projects/import/sellers-file.ts';

import type { IdentitySettings } from '../web-identity.ts';
import { checkOidc, oidcSettings, oidcVariables } from './oidc-settings.ts';
import { rateSettings, rateVariables } from './rate-settings.ts';

import { UsageError } from './usage-error.ts';

const settings = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  SELLERS_FILE: z.string().min(1).optional(),
  SELLERS_FROM: z.enum(['file', 'table'], { error: 'file or table' }).default('file'),
  SAMPLE_ROWS: z.coerce.number().int().min(1).max(10_000_000).default(20_000),
  SESSION_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  MODEL: z.string().default('embedded').transform(readChoice),
  MODEL_API_KEY: z.string().optional(),
  AWS_REGION: z.string().optional(),
  ...oidcVariables,
  ...rateVariables,
});

function readChoice(text: string, context: z.RefinementCtx): ModelChoice {
  const choice = parseModelChoice(text);
  if (!('fault' in choice)) return choice;
  context.addIssue({ code: 'custom', message: choice.fault });
  return z.NEVER;
}

export interface Settings {
  readonly dataDir: string;
  readonly sellersFile: string;
  /** Who may ask stands in that file, or in the table that `npm run sellers -- load` fills. */
  readonly sellersFrom: 'file' | 'table';
  readonly sampleRows: number;
  readonly sessionSecret: string | undefined;
  readonly models: OpenModelsOptions;
  /** Who may come in to the page and the API, and how often. */
  readonly identity: IdentitySettings;
}

/**
 * The environment of the commands on this machine; `data` is their flag, which goes before DATA_DIR. Without
 * SELLERS_FILE the directory that an import has written into the data's folder counts, else the repository's.
 * @throws {UsageError} naming each bad variable
 */
export function readSettings({ data }: { readonly data?: string | undefined } = {}): Settings {
  if (data === '') throw new UsageError("--data is empty: give the data's folder, such as .data");
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = settings.superRefine(checkOidc).safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`in the environment, ${faults.join('; ')}`);
  }
  const { DATA_DIR, SELLERS_FILE, SELLERS_FROM, SAMPLE_ROWS, SESSION_SECRET } = parsed.data;
  const { MODEL, MODEL_API_KEY, AWS_REGION } = parsed.data;
  if (MODEL.kind === 'bedrock' && AWS_REGION === undefined)
    throw new UsageError('in the environment, AWS_REGION: needed for a model of Bedrock, as us-east-1');
  const dataDir = resolve(data ?? DATA_DIR);
  return {
    dataDir,
    sellersFile: resolve(SELLERS_FILE ?? sellersFileOf(dataDir)),
    sellersFrom: SELLERS_FROM,
    sampleRows: SAMPLE_ROWS,
    sessionSecret: SESSION_SECRET,
    identity: {
      oidc: oidcSettings(parsed.data),
      publicUrl: parsed.data.PUBLIC_URL,
      limits: rateSettings(parsed.data),
      limitsIn: parsed.data.RATE_LIMITS_IN,
      apiKeysFile: parsed.data.API_KEYS_FILE,
    },
    models: { choice: MODEL, region: AWS_REGION, apiKey: MODEL_API_KEY },
  };
}

function sellersFileOf(dataDir: string): string {
  const own = join(dataDir, IMPORTED_SELLERS);
  return existsSync(own) ? own : 'sellers.yaml';
}

export { UsageError };

/** @throws {UsageError} when a flag's text is no whole number of at least `least`, or has more than nine digits */
export function wholeNumber(flag: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new UsageError(`${flag} ${text}: a whole number of at least ${least}`);
  return Number(text);
}

/**
 * Runs a command's main function. What it throws becomes one line on standard error, or what `report` makes of
 * it on standard output, and an exit code: 2 for a wrong call, 1 for a failure.
 */
export async function runCommand(
  main: () => Promise<number>,
  help: string,
  report?: (code: string, message: string) => string,
): Promise<void> {
  // `ask … | head` closes our output before we are done: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await main();
  } catch (error) {
    const usage = error instanceof UsageError || isParseArgsError(error);
    const message = error instanceof Error ? error.message : String(error);
    if (report === undefined) process.stderr.write(`${message}\n${usage ? `\n${help}\n` : ''}`);
    else process.stdout.write(`${report(usage ? 'usage' : codeOf(error), message)}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}

/** Our own codes are words in lower case; a system's (`EACCES`) is told in the message. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[a-z][a-z-]*$/.test(code) ? code : 'unavailable';
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
