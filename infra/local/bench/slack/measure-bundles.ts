import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BUNDLE_FILE, bundleLambda } from '../../../bundle/bundle-lambda.ts';
import { LAMBDA_FUNCTIONS, type LambdaName } from '../../../bundle/lambda-functions.ts';
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
      ingress: await measure('slack-ingress'),
      interactive: await measure('slack-interactive'),
    };
  } finally {
    await rm(folder, { recursive: true });
  }

  async function measure(name: LambdaName): Promise<BundleSize> {
    const { bytes, files } = await bundleLambda(LAMBDA_FUNCTIONS[name]);
    const place = join(folder, name);
    await mkdir(join(place, 'node_modules'), { recursive: true });
    await symlink(resolve('node_modules/@aws-sdk'), join(place, 'node_modules/@aws-sdk'));
    for (const [path, content] of files) await writeFile(join(place, path), content);
    const { wallMs: loadMs, cpuMs: loadCpuMs } = await load(place, SDK);
    return { bytes, loadMs, loadCpuMs, loadWithSdkMs: (await load(place, [])).wallMs };
  }
}

const SDK = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-sqs'] as const;

/** Medians. */
async function load(place: string, before: readonly string[]) {
  const imported = (name: string) => `await import(${JSON.stringify(name)});`;
  const script = `${before.map(imported).join('')}
    const began = performance.now(), used = process.cpuUsage();
    ${imported(`./${BUNDLE_FILE}`)}
    const { user, system } = process.cpuUsage(used);
    console.log(performance.now() - began, (user + system) / 1000);
    process.exit(0);`;
  await writeFile(join(place, 'load.mjs'), script);
  const runs: (readonly number[])[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    const { stdout } = await run(process.execPath, ['load.mjs'], { cwd: place, env: BUNDLE_ENVIRONMENT });
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
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  SLACK_SECRET_ID: 'slack',
  TURN_QUEUE_URL: 'http://127.0.0.1:1/queue.fifo',
  TURN_LEDGER_TABLE: 'ledger',
} as const;
