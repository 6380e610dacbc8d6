import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadRun, readRun } from '#evals/compare/read-run.ts';
import { runDir } from '#evals/runner/hold-run.ts';
import { RUN_FILES } from '#evals/runner/run-record.ts';
import { UsageError } from './usage-error.ts';

/**
 * A run by its folder, by its id, or `latest` for the one that began last.
 * @throws {UsageError} naming the latest runs where there is none of that name
 * @throws {CompareError} where it cannot be read
 */
export async function findRun(
  name: string,
  { data }: { readonly data?: string | undefined },
): Promise<ReadRun> {
  if (existsSync(join(name, RUN_FILES.run))) return readRun(name);
  const { readSettings } = await import('./settings.ts');
  const { dataDir } = readSettings({ data });
  const parent = runDir(dataDir, '.');
  const known = existsSync(parent)
    ? readdirSync(parent)
        .filter((id) => existsSync(join(parent, id, RUN_FILES.run)))
        .sort()
    : [];
  const id = name === 'latest' ? known.at(-1) : name;
  if (id !== undefined && known.includes(id)) return readRun(join(parent, id));
  if (existsSync(name)) return readRun(name);
  const latest = known.slice(-5).reverse().join(', ');
  throw new UsageError(
    `${name}: no run of this name, nor a folder that holds one; ${latest === '' ? `none is in ${parent}` : `the latest are ${latest}`}`,
  );
}
