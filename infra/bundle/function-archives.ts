import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ZipEntry, zipFile } from '../constructs/zip-file.ts';
import { bundleLambda } from './bundle-lambda.ts';
import { LAMBDA_FUNCTIONS, type LambdaName } from './lambda-functions.ts';

/** Where the archive of each function lies. */
export type FunctionArchives = Readonly<Record<LambdaName, string>>;

/** Bundles every function; the same code gives the same archives under the same names. */
export async function archiveFunctions(): Promise<FunctionArchives> {
  const archives = await Promise.all(
    Object.entries(LAMBDA_FUNCTIONS).map(async ([name, source]) => {
      const { files } = await bundleLambda(source);
      return [name, writeArchive([...files].map(([path, content]) => ({ path, content })))] as const;
    }),
  );
  return Object.fromEntries(archives) as FunctionArchives;
}

/** For tests that look at templates and not at code: every function is the same few bytes. */
export function emptyArchives(): FunctionArchives {
  const path = writeArchive([{ path: 'index.mjs', content: Buffer.from('export {};\n') }]);
  return Object.fromEntries(Object.keys(LAMBDA_FUNCTIONS).map((name) => [name, path])) as FunctionArchives;
}

/** Writes an archive under its content's hash, so that two processes at once write the same. */
export function writeArchive(entries: readonly ZipEntry[]): string {
  const content = zipFile(entries);
  const folder = join(tmpdir(), 'partner-assistant-assets');
  const path = join(folder, `${createHash('sha256').update(content).digest('hex')}.zip`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content);
  renameSync(part, path);
  return path;
}
