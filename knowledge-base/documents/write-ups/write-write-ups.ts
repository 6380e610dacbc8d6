import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../projects/make-folder.ts';
import type { NormalisedProject } from '../../projects/normalise-project.ts';
import { writeUpsFolder } from '../read-chunks.ts';
import { projectWriteUp } from './project-write-up.ts';

export interface WriteWriteUpsOptions {
  readonly projects: readonly NormalisedProject[];
  /** The data's folder. */
  readonly outDir: string;
  readonly dataVersion: string;
}

/** Writes a write-up of each project into the data's folder, under its version, at once; what was there is replaced. */
export async function writeWriteUps({ projects, outDir, dataVersion }: WriteWriteUpsOptions): Promise<void> {
  const folder = writeUpsFolder(outDir, dataVersion);
  await makeFolder(dirname(folder));
  // The prefix of all that a killed run leaves, which the next run clears away.
  const workDir = await mkdtemp(join(outDir, '.writing-'));
  try {
    for (const project of projects) {
      const writeUp = projectWriteUp(project, dataVersion);
      if (writeUp !== undefined) await writeFile(join(workDir, `${writeUp.id}.md`), writeUp.source);
    }
    await rm(folder, { recursive: true, force: true });
    await rename(workDir, folder);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
