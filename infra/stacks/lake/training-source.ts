import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArchive } from '../../bundle/function-archives.ts';
import type { ZipEntry } from '../../constructs/zip-file.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** What `data:train` and the modules it loads are made of. */
const PARTS = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'action-groups',
  'agent',
  'channels',
  'knowledge-base',
  'prompts',
  'infra/local',
] as const;

let archive: string | undefined;

/**
 * The repository's code without its tests as one archive, and where it lies: CDK copies an asset once an environment,
 * and a thousand small files three times are slow.
 */
export function trainingSource(): string {
  archive ??= writeArchive(trainingFiles());
  return archive;
}

/** The files of the archive, for who wants to see what is in it. */
export function trainingFiles(): ZipEntry[] {
  return PARTS.flatMap((part) => (/\.json$/.test(part) ? [entry(part)] : filesIn(part)));
}

function filesIn(folder: string): ZipEntry[] {
  return readdirSync(join(REPOSITORY, folder), { withFileTypes: true }).flatMap((each) => {
    const path = `${folder}/${each.name}`;
    if (/^\.|^__fixtures__$|^node_modules$|^browser-tests$|\.test\.ts$/.test(each.name)) return [];
    return each.isDirectory() ? filesIn(path) : each.isFile() ? [entry(path)] : [];
  });
}

function entry(path: string): ZipEntry {
  return { path, content: readFileSync(join(REPOSITORY, path)) };
}
