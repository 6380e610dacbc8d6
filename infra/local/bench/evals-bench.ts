import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { treeRssBytes } from './process-tree.ts';

export interface EvalsBench {
  readonly cases: number;
  /** From the start of the process to its end. */
  readonly wallMs: number;
  /** The most that the process and its children had at once, in MB. */
  readonly rssMb: number;
}

export interface EvalsBenchOptions {
  readonly cases: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const EVAL = fileURLToPath(new URL('../bin/eval.ts', import.meta.url));

/**
 * `eval run` of so many cases of one turn with three checks that need no model, on an echo in its own process.
 * @throws {Error} when a case does not pass: then something else was measured
 */
export async function evalsBench({ cases, environment }: EvalsBenchOptions): Promise<EvalsBench> {
  return withFolder(async (dir) => {
    const suite = join(dir, 'suite.json');
    await writeFile(suite, JSON.stringify(suiteOf(cases)));
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const out = join(dir, 'run');
    const args = [
      '--max-semi-space-size=8',
      '--import',
      loader,
      EVAL,
      'run',
      suite,
      '--target',
      'echo',
      '--out',
      out,
    ];
    const measured = await measure(process.execPath, args, environment);
    const lines = readFileSync(join(out, 'results.jsonl'), 'utf8').split('\n');
    const passed = lines.filter((line) => line.includes('"outcome":"pass","score":1')).length;
    if (measured.code !== 0 || passed !== cases)
      throw new Error(`${passed} of ${cases} cases passed, exit code ${measured.code}: ${measured.said}`);
    return { cases, wallMs: measured.wallMs, rssMb: measured.rssMb };
  });
}

/** The same with promptfoo, where it is installed; undefined where it is not. */
export async function promptfooBench({
  cases,
  environment,
}: EvalsBenchOptions): Promise<EvalsBench | undefined> {
  const entry = promptfooEntry();
  if (entry === undefined) return undefined;
  return withFolder(async (dir) => {
    await writeFile(join(dir, 'echo.cjs'), ECHO_PROVIDER);
    await writeFile(join(dir, 'promptfooconfig.json'), JSON.stringify(promptfooConfig(cases)));
    const quiet = {
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_CONFIG_DIR: dir,
    };
    const args = [
      entry,
      'eval',
      '-c',
      join(dir, 'promptfooconfig.json'),
      '--no-cache',
      '--no-progress-bar',
      '--no-table',
      '-j',
      '10',
    ];
    const { wallMs, rssMb } = await measure(process.execPath, args, { ...environment, ...quiet });
    return { cases, wallMs, rssMb };
  });
}

function suiteOf(count: number) {
  const cases = Array.from({ length: count }, (_, at) => ({
    id: `case-${at}`,
    turns: [
      {
        user: `What is message number ${at} about?`,
        expect: {
          answer: { contains: [`number ${at} `] },
          tools: { none: true },
          numbers: { grounded: true },
        },
      },
    ],
  }));
  return { suite: 'bench', today: '2026-11-25', cases };
}

const ECHO_PROVIDER = `module.exports = class {
  id() { return 'echo'; }
  async callApi(prompt) { return { output: prompt }; }
};
`;

function promptfooConfig(count: number) {
  return {
    prompts: ['{{message}}'],
    providers: ['file://echo.cjs'],
    tests: Array.from({ length: count }, (_, at) => ({
      vars: { message: `What is message number ${at} about?` },
      assert: [
        { type: 'contains', value: `number ${at} ` },
        { type: 'not-contains', value: 'tool' },
        { type: 'regex', value: '\\d+' },
      ],
    })),
  };
}

function promptfooEntry(): string | undefined {
  try {
    const found = createRequire(import.meta.url).resolve('promptfoo/package.json');
    const { bin } = JSON.parse(readFileSync(found, 'utf8')) as {
      readonly bin?: Readonly<Record<string, string>>;
    };
    const entry = bin?.promptfoo === undefined ? undefined : join(found, '..', bin.promptfoo);
    return entry !== undefined && existsSync(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

const LOOK_EVERY_MS = 25;

async function measure(
  command: string,
  args: readonly string[],
  environment: EvalsBenchOptions['environment'],
) {
  const startedMs = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment });
  let largest = 0;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-1_000);
  });
  const timer = setInterval(() => {
    void treeRssBytes(child.pid ?? 0).then((bytes) => {
      largest = Math.max(largest, bytes);
    });
  }, LOOK_EVERY_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  const wallMs = Math.round(performance.now() - startedMs);
  clearInterval(timer);
  return { code, said: said.trim(), wallMs, rssMb: Math.round(largest / 1e6) };
}

async function withFolder<Value>(use: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-evals-'));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
