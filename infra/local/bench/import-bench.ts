import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSampleProjects } from '#knowledge-base/projects/sample/generate-sample-projects.ts';
import { SAMPLE_DEFAULTS, sampleThroughDate } from '#knowledge-base/projects/sample/sample-defaults.ts';
import type { ImportTimes } from './import-worker.ts';

export interface ImportBenchOptions {
  readonly rows: number;
  readonly dataDir: string;
  /** The entry point of the process that is measured. */
  readonly worker: string;
  /** YYYY-MM-DD */
  readonly todayDate: string;
  readonly onProgress: (message: string) => void;
}

export interface ImportBench extends ImportTimes {
  /** Projects in the feed; a few come twice. */
  readonly rows: number;
  readonly csvBytes: number;
}

/** Writes the sample's feed as a CSV, then imports it in a process of its own. */
export async function importBench(options: ImportBenchOptions): Promise<ImportBench> {
  const { rows, dataDir, todayDate, onProgress } = options;
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  onProgress(`writing a CSV of ${rows.toLocaleString('en-US')} projects …`);
  const [csv, mapping] = [join(dataDir, 'feed.csv'), join(dataDir, 'feed.yaml')];
  const columns = await writeFeed(csv, rows, sampleThroughDate(todayDate));
  await writeFile(
    mapping,
    `kind: projects\ncolumns:\n${columns.map((name) => `  ${name}: ${name}\n`).join('')}`,
  );
  onProgress('importing …');
  const child = fork(options.worker, [csv, mapping, join(dataDir, 'imported'), todayDate], {
    execArgv: ['--import', 'tsx'],
  });
  const times = new Promise<ImportTimes>((resolve, reject) => {
    child.once('message', (message) => resolve(message as ImportTimes));
    child.once('exit', (code) =>
      reject(new Error(`the measured process ended with ${code} before it had imported`)),
    );
  });
  const ended = once(child, 'exit');
  const measured = await times;
  await ended;
  const { size } = await stat(csv);
  await rm(dataDir, { recursive: true });
  return { rows, csvBytes: size, ...measured };
}

async function writeFeed(path: string, rows: number, throughDate: string): Promise<readonly string[]> {
  const stream = createWriteStream(path);
  let columns: readonly string[] = [];
  let text = '';
  for (const { raw } of generateSampleProjects({ rows, seed: SAMPLE_DEFAULTS.seed, throughDate })) {
    if (columns.length === 0) {
      columns = Object.keys(raw);
      text = `${columns.join(',')}\n`;
    }
    text += `${columns.map((column) => cellOf(raw[column])).join(',')}\n`;
    if (text.length < 1 << 20) continue;
    if (!stream.write(text)) await once(stream, 'drain');
    text = '';
  }
  stream.end(text);
  await once(stream, 'finish');
  return columns;
}

function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
