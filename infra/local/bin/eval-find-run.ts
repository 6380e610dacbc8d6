import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadRun, readRun } from '#evals/compare/read-run.ts';
import { runDir } from '#evals/runner/hold-run.ts';
import { RUN_FILES } from '#evals/runner/run-record.ts';
import { UsageError } from './usage-error.ts';

interface Where {
  readonly data?: string | undefined;
}

/** A run, found as {@link findRunFolder} does. @throws {UsageError} {CompareError} where it cannot be read */
export async function findRun(name: string, where: Where): Promise<ReadRun> {
  return readRun(await findRunFolder(name, where));
}

/**
 * The folder of a run by that folder, by its id, or by `latest` for the one that began last.
 * @throws {UsageError} naming the latest runs where there is none of that name
 */
export async function findRunFolder(name: string, { data }: Where): Promise<string> {
  if (existsSync(join(name, RUN_FILES.run))) return name;
  const { readSettings } = await import('./settings.ts');
  const { dataDir } = readSettings({ data });
  const parent = runDir(dataDir, '.');
  const known = existsSync(parent)
    ? readdirSync(parent)
        .filter((id) => existsSync(join(parent, id, RUN_FILES.run)))
        .sort()
    : [];
  const id = name === 'latest' ? known.at(-1) : name;
  if (id !== undefined && known.includes(id)) return join(parent, id);
  if (existsSync(name)) return name;
  const latest = known.slice(-5).reverse().join(', ');
  throw new UsageError(
    `${name}: no run of this name, nor a folder that holds one; ${latest === '' ? `none is in ${parent}` : `the latest are ${latest}`}`,
  );
}
