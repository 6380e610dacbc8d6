import '../quiet-sdk.ts';
import { resolve } from 'node:path';
import { z } from 'zod';

const settings = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  SELLERS_FILE: z.string().min(1).default('sellers.yaml'),
  SAMPLE_ROWS: z.coerce.number().int().min(1).max(10_000_000).default(20_000),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SESSION_SECRET: z.string().min(16, 'at least 16 characters').optional(),
});

export interface Settings {
  readonly dataDir: string;
  readonly sellersFile: string;
  readonly sampleRows: number;
  readonly port: number;
  readonly sessionSecret: string | undefined;
}

/** The environment of the commands on this machine. @throws {UsageError} naming each bad variable. */
export function readSettings(): Settings {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`in the environment, ${faults.join('; ')}`);
  }
  const { DATA_DIR, SELLERS_FILE, SAMPLE_ROWS, PORT, SESSION_SECRET } = parsed.data;
  return {
    dataDir: resolve(DATA_DIR),
    sellersFile: resolve(SELLERS_FILE),
    sampleRows: SAMPLE_ROWS,
    port: PORT,
    sessionSecret: SESSION_SECRET,
  };
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command's main function; what it throws becomes one line and an exit code (2 usage, 1 failure). */
export async function runCommand(main: () => Promise<number>, help: string): Promise<void> {
  // `ask … | head` closes our output before we are done: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await main();
  } catch (error) {
    const usage = error instanceof UsageError || isParseArgsError(error);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (usage) process.stderr.write(`\n${help}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
