import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CURRENT_FILE, type CurrentData } from './current-data.ts';
import { makeFolder } from './make-folder.ts';
import { OWNERSHIP_TABLE } from './ownership-table.ts';
import { PROJECTS_TABLE } from './project-columns.ts';
import {
  type ProjectsParquetOptions,
  type WrittenProjects,
  writeProjectsParquet,
} from './projects-parquet.ts';

export interface PublishProjectsOptions
  extends Omit<ProjectsParquetOptions, 'scratchDir' | 'targetDir' | 'ownershipDir'> {
  /** The data's folder: `projects/data_version=…/`, `ownership/data_version=…/` and `current.json` come into it. */
  readonly outDir: string;
  /** True for generated data: answers say so. */
  readonly sample: boolean;
  /** Called with what was written, before it is made current, even when it cannot be. */
  readonly onWritten?: ((written: WrittenProjects) => void) | undefined;
  /** Called with the version before it is made current: what belongs to it can be written then. */
  readonly onVersion?: ((dataVersion: string) => Promise<void>) | undefined;
  readonly now: () => Date;
}

export class PublishProjectsError extends Error {
  override readonly name = 'PublishProjectsError';
  readonly code = 'no-projects';
}

/**
 * Writes rows as a new version of the projects and makes it the current one. Until `current.json` is replaced,
 * as the last step and at once, the version before stays whole and current, whatever happens.
 * @throws {PublishProjectsError} `no-projects` when no row is left, or none of them has a close date
 */
export async function publishProjects(options: PublishProjectsOptions): Promise<CurrentData> {
  const { outDir, sample, now, onWritten, onVersion, ...rest } = options;
  for (const table of [PROJECTS_TABLE, OWNERSHIP_TABLE]) await makeFolder(join(outDir, table));
  await removeStale(outDir, now());
  const workDir = await mkdtemp(join(outDir, WORK_PREFIX));
  try {
    const [scratchDir, targetDir, ownershipDir] = [
      join(workDir, 'scratch'),
      join(workDir, PROJECTS_TABLE),
      join(workDir, OWNERSHIP_TABLE),
    ];
    for (const dir of [scratchDir, targetDir, ownershipDir]) await mkdir(dir);
    const written = await writeProjectsParquet({ ...rest, scratchDir, targetDir, ownershipDir });
    onWritten?.(written);
    const { throughDate, report } = written;
    if (throughDate === null)
      throw new PublishProjectsError(
        `Of ${report.read} rows none became a project with a close date; the data before stays current.`,
      );
    const files = written.files.map((file) => `${PROJECTS_TABLE}/${file}`);
    const dataVersion = `v${await hashFiles(workDir, [...files, `${OWNERSHIP_TABLE}/part-0.parquet`])}`;
    for (const table of [OWNERSHIP_TABLE, PROJECTS_TABLE])
      await moveInto(join(workDir, table), join(outDir, table, `data_version=${dataVersion}`));
    await onVersion?.(dataVersion);
    options.signal?.throwIfAborted();
    const current: CurrentData = {
      dataVersion,
      rows: report.kept,
      throughDate,
      sample,
      createdAt: now().toISOString(),
      partners: written.summary.partners.flatMap(({ partnerId, partnerName }) =>
        partnerName === null ? [] : [{ partnerId, name: partnerName }],
      ),
      report,
    };
    await replaceFile(join(workDir, CURRENT_FILE), join(outDir, CURRENT_FILE), current);
    return current;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

const WORK_PREFIX = '.writing-';
const STALE_MS = 6 * 3_600_000;

/** What a killed run left behind. */
async function removeStale(outDir: string, at: Date): Promise<void> {
  for (const name of await readdir(outDir)) {
    if (!name.startsWith(WORK_PREFIX)) continue;
    const { mtimeMs } = await stat(join(outDir, name));
    if (at.getTime() - mtimeMs > STALE_MS) await rm(join(outDir, name), { recursive: true, force: true });
  }
}

/** 12 hex digits of the files' names and bytes: the same data has the same version. */
async function hashFiles(dir: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${file}\0`);
    for await (const bytes of createReadStream(join(dir, file), { highWaterMark: 1 << 20 }))
      hash.update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}

async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // The version is there already: its name is its content, so it is this one.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

async function replaceFile(workFile: string, file: string, value: unknown): Promise<void> {
  const handle = await open(workFile, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(workFile, file);
}
