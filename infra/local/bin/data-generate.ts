import { parseArgs } from 'node:util';
import { isCalendarDate } from '#knowledge-base/projects/calendar-date.ts';
import type { CurrentData } from '#knowledge-base/projects/current-data.ts';
import type { WriteProgress } from '#knowledge-base/projects/projects-parquet.ts';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import {
  MOST_SAMPLE_ROWS,
  SAMPLE_DEFAULTS,
  sampleThroughDate,
} from '#knowledge-base/projects/sample/sample-defaults.ts';
import { calendarToday } from './console.ts';
import { UsageError } from './settings.ts';

const HELP = `Makes sample projects and names them the current data.

  npm run data:generate -- [--rows N] [--seed S] [--through DATE] [--out DIR] [--json]

  --rows N        projects, 1 to ${MOST_SAMPLE_ROWS.toLocaleString('en-US')} (${SAMPLE_DEFAULTS.rows})
  --seed S        a whole number; the same gives the same data (${SAMPLE_DEFAULTS.seed})
  --through DATE  the last possible close date, YYYY-MM-DD (the last day of the previous month)
  --out DIR       the data's folder (${SAMPLE_DEFAULTS.outDir})
  --json          print the report as one JSON object and nothing else
  --help          print this

Ends with 0, with 1 when it failed or was stopped (the data before stays as it was), with 2 on a wrong flag.
`;

/** The command line's job, once its flags are known to be right. */
interface Command {
  readonly rows: number;
  readonly seed: number;
  readonly throughDate: string;
  readonly outDir: string;
  readonly json: boolean;
}

const now = () => new Date();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('Stopped. The data before stays as it was.'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const command = readCommand(args);
    if (command === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    const { json, ...options } = command;
    const startedAt = performance.now();
    const progress = createProgressLine(!json && process.stderr.isTTY === true, options.rows);
    const current = await generateSampleData({
      ...options,
      now,
      onProgress: progress.show,
      signal: stop.signal,
    }).finally(progress.clear);
    const tookMs = Math.round(performance.now() - startedAt);
    process.stdout.write(
      json ? `${JSON.stringify({ ...current, tookMs })}\n` : describe(current, tookMs, options.outDir),
    );
    return 0;
  } catch (error) {
    process.stderr.write(`data:generate: ${wording(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function wording(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const unwritable = 'syscall' in error && 'path' in error;
  return unwritable ? `--out cannot be written: ${error.message}. Give a folder that can.` : error.message;
}

function readCommand(args: readonly string[]): Command | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const throughDate = values.through ?? sampleThroughDate(calendarToday());
  if (!isCalendarDate(throughDate) || throughDate < '2000-01-01' || throughDate > '2099-12-31')
    throw new UsageError(`--through is "${throughDate}": give a date such as 2026-10-31, from 2000 to 2099.`);
  const outDir = values.out ?? SAMPLE_DEFAULTS.outDir;
  if (outDir === '') throw new UsageError('--out is empty: give a folder such as .data.');
  return {
    rows: wholeNumber('--rows', values.rows, SAMPLE_DEFAULTS.rows, 1, MOST_SAMPLE_ROWS),
    seed: wholeNumber('--seed', values.seed, SAMPLE_DEFAULTS.seed, 0, 2 ** 31 - 1),
    throughDate,
    outDir,
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rows: { type: 'string' },
        seed: { type: 'string' },
        through: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message} See --help.`, { cause: error });
  }
}

function wholeNumber(
  flag: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual;
  const digits = text.replaceAll(/[,_]/g, '');
  const value = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `${flag} is "${text}": give a whole number from ${least} to ${most.toLocaleString('en-US')}.`,
  );
}

function createProgressLine(shown: boolean, rows: number) {
  return {
    show(progress: WriteProgress): void {
      if (!shown) return;
      const text =
        progress.step === 'reading'
          ? `${progress.rows.toLocaleString('en-US')} of about ${rows.toLocaleString('en-US')} rows`
          : `writing year ${progress.files + 1} of ${progress.ofFiles}`;
      process.stderr.write(`\r\u001b[K${text}`);
    },
    clear(): void {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}

function describe(current: CurrentData, tookMs: number, outDir: string): string {
  const { report } = current;
  const counts = (reasons: Readonly<Record<string, number>>) =>
    Object.entries(reasons)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => `  ${count.toLocaleString('en-US').padStart(9)}  ${reason}\n`)
      .join('');
  return (
    `${current.rows.toLocaleString('en-US')} sample projects through ${current.throughDate} in ${(tookMs / 1000).toFixed(1)} s: ` +
    `version ${current.dataVersion} in ${outDir}\n` +
    `Rows read ${report.read.toLocaleString('en-US')}, kept ${report.kept.toLocaleString('en-US')}. Dropped:\n${counts(report.dropped)}` +
    `Doubted, and kept:\n${counts(report.doubted)}`
  );
}
