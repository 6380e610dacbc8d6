import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { retrievalBench, retrievalOrder } from './bench-retrieval.ts';
import { calendarToday, progressOn } from './console.ts';
import { readSettings, runCommand, UsageError, wholeNumber } from './settings.ts';

const HELP = `Measures how fast and how large the assistant is on this machine.

  npm run --silent bench -- turn|insight|train|mining|import [--rows N] [--runs N] [--json]
  npm run --silent bench -- funding [--runs N] [--json]
  npm run --silent bench -- slack [--rows N] [--runs N] [--json]
  npm run --silent bench -- web [--turns N] [--json]
  npm run --silent bench -- evals [--cases N] [--json]
  npm run --silent bench -- retrieval [--corpus DIR | --chunks N] [--json]

  turn        analyses of opportunities, and turns without data
  insight     questions about the whole portfolio
  train       learning all quantities, then scoring opportunities
  mining      what follows what in the projects, found once
  import      a CSV of so many projects made the current data
  funding     every funding program held against varied opportunities, without stores
  slack       acknowledgements at 100 events a second, the Lambdas that Slack calls, questions over a pretended Slack
  web         streams over two server processes, each cut twice; routes without stores; what the form weighs; with a
              Chromium (or CHROMIUM_PATH) a seller's whole way through the pages, and Lighthouse
  retrieval   how good and how fast documents are found: our own with the queries of evals/retrieval

  evals       a run of eval cases of one turn with three checks on an echo, a whole process; promptfoo beside it where it
              is installed

  --cases N   cases of evals (1000)
  --rows N    projects in the data (20000)
  --runs N    counted turns of each kind, at least 50 (60)
  --turns N   turns asked at once by bench web (1000)
  --corpus D  any collection in the layout of BEIR, documents whole: corpus.jsonl (_id, title, text), queries.jsonl
              (_id, text), qrels.tsv or qrels/test.tsv (query-id, corpus-id, score)
  --chunks N  made texts instead, for time and size only: indexing, the file, loading, queries
  --json      one JSON object: {rows, fullTurn, plainTurn, turnsPerSecond, firstReadyMs, readyMs, rssMb} of turns,
              {rows, insightTurn, byQuestion, turnsPerSecond, rssMb} of portfolio questions,
              {rows, trainedRows, wallMs, cpuMs, rssMb, scoreMs} of training,
              {rows, minedRows, rules, testedPairs, wallMs, cpuMs, rssMb} of mining,
              {rows, csvBytes, kept, wallMs, cpuMs, rssMb} of an import,
              {programs, runs, loadMs, firstMs, recommendation, replyBytes} of funding,
              {cases, wallMs, rssMb} of evals,
              {ack, ingress, interactive, turns, firstWords, total} of slack,
              {streams: {turns, complete, exact, runs, wallMs, p50Ms, p95Ms, …}, routes, firstLoad, path} of web,
              {documents, queries, ndcg10, recall10, p50Ms, p95Ms, indexMs} of retrieval,
              {chunks, words, queries, indexMs, loadMs, fileBytes, p50Ms, p95Ms, misspelt} of made texts

Exit codes: 0 measured; 1 it could not be measured, and why is said; 2 usage.`;

/** Each is loaded when it is wanted: together they bring in most of the repository. */
const MEASURES = {
  turn: async () => (await import('../bench/turn-bench.ts')).turnBench,
  insight: async () => (await import('../bench/insight-bench.ts')).insightBench,
  train: async () => (await import('../bench/train-bench.ts')).trainBench,
  mining: async () => (await import('../bench/mining-bench.ts')).miningBench,
  import: async () => (await import('../bench/import-bench.ts')).importBench,
} as const;
const WORKERS = {
  turn: './bench-turn-worker.ts',
  insight: './bench-turn-worker.ts',
  train: './bench-train-worker.ts',
  mining: './bench-mining-worker.ts',
  import: './bench-import-worker.ts',
} as const;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '60' },
      turns: { type: 'string', default: '1000' },
      corpus: { type: 'string' },
      chunks: { type: 'string' },
      cases: { type: 'string', default: '1000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const what = positionals.join(' ');
  if (what === 'retrieval') return retrievalBench(retrievalOrder(values));
  if (what === 'funding') {
    const runs = wholeNumber('--runs', values.runs, 50);
    const { fundingBench } = await import('../bench/funding-bench.ts');
    const bench = fundingBench({ runs, todayDate: calendarToday() });
    process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
    return 0;
  }
  if (what === 'web') {
    const { benchWeb } = await import('./bench-web.ts');
    const bench = await benchWeb({ turns: wholeNumber('--turns', values.turns, 1) });
    process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
    return 0;
  }
  if (what === 'evals') {
    const order = { cases: wholeNumber('--cases', values.cases, 1), environment: process.env };
    const { evalsBench, promptfooBench } = await import('../bench/evals-bench.ts');
    const bench = await evalsBench(order);
    if (values.json) process.stdout.write(`${JSON.stringify(bench)}\n`);
    else {
      const promptfoo = (await promptfooBench(order)) ?? 'not installed';
      process.stdout.write(`${JSON.stringify({ ...bench, promptfoo }, null, 2)}\n`);
    }
    return 0;
  }
  if (what === 'slack') {
    const { benchSlack } = await import('./bench-slack.ts');
    const bench = await benchSlack({
      rows: wholeNumber('--rows', values.rows, 1),
      runs: wholeNumber('--runs', values.runs, 50),
    });
    process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
    return 0;
  }
  if (!isMeasured(what))
    throw new UsageError(
      `bench ${what}: there are "turn", "insight", "train", "mining", "import", "funding", "slack", "web", "evals" and "retrieval"`,
    );
  for (const flag of ['corpus', 'chunks'] as const)
    if (values[flag] !== undefined) throw new UsageError(`--${flag} goes with bench retrieval only`);
  const settings = readSettings();
  const options = {
    rows: wholeNumber('--rows', values.rows, 1),
    runs: wholeNumber('--runs', values.runs, 50),
    dataDir: join(settings.dataDir, 'bench'),
    todayDate: calendarToday(),
    worker: fileURLToPath(new URL(WORKERS[what], import.meta.url)),
    environment: process.env,
    onProgress: progressOn(process.stderr),
  };
  const bench = await (await MEASURES[what]())(options);
  process.stdout.write(`${values.json ? JSON.stringify(bench) : JSON.stringify(bench, null, 2)}\n`);
  return 0;
}, HELP);

function isMeasured(what: string): what is keyof typeof MEASURES {
  return Object.hasOwn(MEASURES, what);
}
