import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseSuiteFile, readSuite, type Suite, sharedIds } from './read-suite.ts';
import { SuiteError } from './suite-error.ts';

const SUITE_NAME = /\.(?:ya?ml|json)$/;

/**
 * The suites of files and folders, in the order of their paths. In a folder every `.yaml`, `.yml` and `.json` that does
 * not begin with `_` is a suite: so files of cases to include can stand beside them.
 * @throws {SuiteError} with what is wrong in all of them, ids that two of them share included
 */
export async function loadSuites(paths: readonly string[]): Promise<readonly Suite[]> {
  const files = [...new Set((await Promise.all(paths.map(filesOf))).flat())];
  const read = await Promise.all(
    files.map((file) => loadSuite(file).catch((error: unknown) => faultsOf(error))),
  );
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
  const suites = read.flatMap((each) => ('faults' in each ? [] : [each]));
  const all = [...faults, ...sharedIds(suites)];
  if (all.length > 0) throw new SuiteError(all);
  return suites;
}

function faultsOf(error: unknown): { readonly faults: readonly string[] } {
  if (error instanceof SuiteError) return error;
  throw error;
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new SuiteError([`${path}: there is no such file or folder`]);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => SUITE_NAME.test(name) && !/^[_.]/.test(name));
  if (names.length === 0) throw new SuiteError([`${path}: no suite in this folder; suites end with .yaml`]);
  return names.sort().map((name) => join(path, name));
}

async function loadSuite(file: string): Promise<Suite> {
  const text = await readText(file);
  // Most suites include nothing; only one that says so is read twice.
  if (!text.includes('include')) return readSuite(text, file);
  const { include = [] } = await parseSuiteFile(text, file);
  const included = await Promise.all(
    include.map(async (path) => [path, await readText(resolve(dirname(file), path))] as const),
  );
  return readSuite(text, file, new Map(included));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new SuiteError([`${file}: ${missing ? 'there is no such file' : 'it cannot be read'}`], { cause });
  }
}
