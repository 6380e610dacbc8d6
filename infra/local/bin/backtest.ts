import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backtestReport, backtestWords } from '#channels/render/backtest-report.ts';
import {
  blendComparisonsTable,
  calibrationPointsTable,
  coverageTable,
  methodsTable,
} from '#channels/render/backtest-tables.ts';
import { textTable } from '#channels/render/text-table.ts';
import { backtestProjects, projectTarget } from '../backtest-projects.ts';
import { type BacktestRun, backtestTable } from '../backtest-table.ts';
import { calendarToday, progressOn } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Tries on the past how well the future is foretold: fits on the first 60 % of the rows in order of time,
blends and calibrates on the next 20 %, tests on the last 20 %, each learner and the blend beside the medians.

  npm run backtest -- [--data DIR] [--target arr|mrr|gap|duration] [--seed N] [--json] [--report FILE.html]
  npm run backtest -- --input FILE_OR_FOLDER --mapping FILE.yaml [--target NAME] [--seed N] [--json] [--report FILE.html]

  --data DIR      the data's folder (DATA_DIR, .data)
  --input         a table of any kind; --mapping says what of it is the target, the date and the features
  --target        what is foretold (arr; of a table the only target of its mapping)
  --seed N        a whole number; the same rows and seed give the same figures (7)
  --json          one JSON object: {target, rows, methods, interval, …} and nothing else
  --report FILE   where the page with the plots goes (reports/ in the data's folder; none with --json)
  --help

Exit codes: 0 tried; 1 the data cannot be tried, and why is said; 2 usage.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      input: { type: 'string' },
      mapping: { type: 'string' },
      target: { type: 'string' },
      seed: { type: 'string', default: '7' },
      json: { type: 'boolean', default: false },
      report: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  // A target that there is not is a wrong call.
  const run = await tryOut(values).catch((error: unknown) => {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  });
  const file = values.report ?? (values.json ? undefined : reportFile(values.data, run.backtest.target));
  if (file !== undefined) {
    await mkdir(dirname(resolve(file)), { recursive: true });
    await writeFile(file, backtestReport(run.backtest, run.rows, run.source));
  }
  process.stdout.write(
    values.json ? `${JSON.stringify(run.backtest)}\n` : inWords(run, file === undefined ? '' : resolve(file)),
  );
  return 0;
}, HELP);

interface Flags {
  readonly data?: string | undefined;
  readonly input?: string | undefined;
  readonly mapping?: string | undefined;
  readonly target?: string | undefined;
  readonly seed: string;
  readonly json: boolean;
}

async function tryOut({ data, input, mapping, target, seed, json }: Flags): Promise<BacktestRun> {
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed ${seed}: a whole number`);
  const onProgress = !json && process.stderr.isTTY === true ? progressOn(process.stderr) : () => {};
  const options = { seed: Number(seed), onProgress };
  if (input === undefined && mapping === undefined) {
    const dataDir = data === undefined ? readSettings().dataDir : resolve(data);
    return backtestProjects({ ...options, dataDir, target: projectTarget(target ?? 'arr') });
  }
  if (input === undefined || mapping === undefined || data !== undefined)
    throw new UsageError('--input and --mapping go together, without --data');
  return backtestTable({ ...options, input, mapping, target, todayDate: calendarToday() });
}

function reportFile(data: string | undefined, target: string): string {
  const dataDir = data === undefined ? readSettings().dataDir : resolve(data);
  return join(dataDir, 'reports', `backtest-${target}.html`);
}

function inWords({ backtest, source }: BacktestRun, file: string): string {
  const width = process.stdout.columns ?? 120;
  const tables = [methodsTable, coverageTable, calibrationPointsTable, blendComparisonsTable].map((make) =>
    textTable(make(backtest), { width }).join('\n'),
  );
  return `${[...backtestWords(backtest, source), ...tables, `Report: ${file}`].join('\n\n')}\n`;
}
