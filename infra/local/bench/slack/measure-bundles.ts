import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleLambda, UNUSED_BY_BOLT } from '../../../bundle/bundle-lambda.ts';
import { tenths } from '../percentiles.ts';

export interface BundleSize {
  readonly bytes: number;
  /** Of a process of its own, the AWS SDK loaded before: a Lambda's runtime has it. The middle of several. */
  readonly loadMs: number;
  /** Processor time of the same: what it takes where nothing else runs. */
  readonly loadCpuMs: number;
  /** With the AWS SDK. */
  readonly loadWithSdkMs: number;
}

const RUNS = 9;
const run = promisify(execFile);

/** The Lambdas that Slack calls: how large their one file is, and how long it takes to load. */
export async function measureBundles(): Promise<{
  readonly ingress: BundleSize;
  readonly interactive: BundleSize;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bundle-'));
  try {
    return {
      ingress: await measure('ingress', 'channels/slack/ingress/ingress.lambda.ts', []),
      interactive: await measure('interactive', 'channels/slack/interactive.lambda.ts', UNUSED_BY_BOLT),
    };
  } finally {
    await rm(folder, { recursive: true });
  }

  async function measure(name: string, entry: string, empty: readonly string[]): Promise<BundleSize> {
    const { bytes, code } = await bundleLambda(entry, empty);
    const path = join(folder, `${name}.cjs`);
    await writeFile(path, code);
    const { wallMs: loadMs, cpuMs: loadCpuMs } = await load(path, SDK);
    return { bytes, loadMs, loadCpuMs, loadWithSdkMs: (await load(path, [])).wallMs };
  }
}

const SDK = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs'] as const;

/** Medians. */
async function load(path: string, before: readonly string[]) {
  const required = (name: string) => `require(${JSON.stringify(name)});`;
  const script = `${before.map(required).join('')}
    const began = performance.now(), used = process.cpuUsage();
    ${required(path)}
    const { user, system } = process.cpuUsage(used);
    console.log(performance.now() - began, (user + system) / 1000);
    process.exit(0);`;
  const runs: (readonly number[])[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    const { stdout } = await run(process.execPath, ['-e', script], { env: BUNDLE_ENVIRONMENT });
    runs.push(stdout.split(' ').map(Number));
  }
  const median = (at: number) =>
    tenths(
      runs.map((each) => each[at] ?? Number.NaN).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN,
    );
  return { wallMs: median(0), cpuMs: median(1) };
}

/** What the Lambdas want to find in their environment; nothing is called. */
const BUNDLE_ENVIRONMENT = {
  NODE_PATH: resolve('node_modules'),
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  SLACK_SIGNING_SECRET: 'of the bench',
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_BOT_ID: 'B0BENCH',
  SLACK_BOT_USER_ID: 'U0BENCH',
  TURN_QUEUE_URL: 'http://127.0.0.1:1/queue.fifo',
  TURN_LEDGER_TABLE: 'ledger',
} as const;
