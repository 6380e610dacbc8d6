import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importBench } from '../bench/import-bench.ts';
import { insightBench } from '../bench/insight-bench.ts';
import { trainBench } from '../bench/train-bench.ts';
import { turnBench } from '../bench/turn-bench.ts';
import { calendarToday, progressOn } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Measures how fast and how large the assistant is on this machine.

  npm run --silent bench -- turn|insight|train|import [--rows N] [--runs N] [--json]

  turn        analyses of opportunities, and turns without data
  insight     questions about the whole portfolio
  train       learning all quantities, then scoring opportunities
  import      a CSV of so many projects made the current data

  --rows N    projects in the data (20000)
  --runs N    counted turns of each kind, at least 50 (60)
  --json      one JSON object: {rows, fullTurn, plainTurn, turnsPerSecond, firstReadyMs, readyMs, rssMb} of turns,
              {rows, insightTurn, byQuestion, turnsPerSecond, rssMb} of portfolio questions,
              {rows, trainedRows, wallMs, cpuMs, rssMb, scoreMs} of training,
              {rows, csvBytes, kept, wallMs, cpuMs, rssMb} of an import`;

const MEASURES = { turn: turnBench, insight: insightBench, train: trainBench, import: importBench } as const;
const WORKERS = {
  turn: './bench-turn-worker.ts',
  insight: './bench-turn-worker.ts',
  train: './bench-train-worker.ts',
  import: './bench-import-worker.ts',
} as const;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const what = positionals.join(' ');
  if (!isMeasured(what))
    throw new UsageError(`bench ${what}: there are "turn", "insight", "train" and "import"`);
  const settings = readSettings();
  const options = {
    rows: whole('--rows', values.rows, 1),
    runs: whole('--runs', values.runs, 50),
    dataDir: join(settings.dataDir, 'bench'),
    todayDate: calendarToday(),
    worker: fileURLToPath(new URL(WORKERS[what], import.meta.url)),
    environment: process.env,
    onProgress: progressOn(process.stderr),
  };
  const bench = await MEASURES[what](options);
  process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
  return 0;
}, HELP);

function isMeasured(what: string): what is keyof typeof MEASURES {
  return Object.hasOwn(MEASURES, what);
}

function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
    throw new UsageError(`${name} ${text}: a whole number of at least ${least}`);
  }
  return Number(text);
}
