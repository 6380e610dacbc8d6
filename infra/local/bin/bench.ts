import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { insightBench } from '../bench/insight-bench.ts';
import { turnBench } from '../bench/turn-bench.ts';
import { progressOn } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Measures how fast and how large the assistant is on this machine.

  npm run --silent bench -- turn|insight [--rows N] [--runs N] [--json]

  turn        analyses of opportunities, and turns without data
  insight     questions about the whole portfolio

  --rows N    projects in the data (20000)
  --runs N    counted turns of each kind, at least 50 (60)
  --json      one JSON object: {rows, fullTurn, plainTurn, turnsPerSecond, firstReadyMs, readyMs, rssMb} of turns,
              {rows, insightTurn, byQuestion, turnsPerSecond, rssMb} of portfolio questions`;

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
  const measure = what === 'turn' ? turnBench : what === 'insight' ? insightBench : undefined;
  if (measure === undefined) throw new UsageError(`bench ${what}: there are "turn" and "insight"`);
  const settings = readSettings();
  const bench = await measure({
    rows: whole('--rows', values.rows, 1),
    runs: whole('--runs', values.runs, 50),
    dataDir: join(settings.dataDir, 'bench'),
    worker: fileURLToPath(new URL('./bench-turn-worker.ts', import.meta.url)),
    environment: process.env,
    onProgress: progressOn(process.stderr),
  });
  process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
  return 0;
}, HELP);

function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
    throw new UsageError(`${name} ${text}: a whole number of at least ${least}`);
  }
  return Number(text);
}
