import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BUNDLE_FILE, bundleLambda, type LambdaSource } from './bundle-lambda.ts';

/** A function that runs: what AWS would start of a bundle. */
export interface LambdaProcess {
  readonly bytes: number;
  /** What the function gives for an event. @throws what it threw, by its name and message */
  invoke(event: object, handler?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Loads a bundle and calls its handlers, with the context's clock and nothing else of the service. */
const HOST = `
const { pathToFileURL } = await import('node:url');
const loaded = await import(pathToFileURL(process.argv[2]).href);
process.on('message', async ({ id, handler, event }) => {
  try {
    const context = { getRemainingTimeInMillis: () => 60_000 };
    process.send({ id, answer: await loaded[handler](event, context) });
  } catch (error) {
    process.send({ id, fault: String(error) });
  }
});
process.send({ id: 0 });
`;

/**
 * Starts a bundle in a process of its own, which finds nothing of the repository but the AWS SDK, as the runtime of
 * Lambda has it.
 */
export async function startLambda(
  source: LambdaSource,
  {
    folder,
    environment,
  }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): Promise<LambdaProcess> {
  const { bytes, files } = await bundleLambda(source);
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('node_modules/@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
  const host = join(folder, 'host.mjs');
  await writeFile(host, HOST);
  const process_ = fork(host, [join(folder, BUNDLE_FILE)], {
    cwd: folder,
    env: { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', ...environment },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  process_.stderr?.on('data', (part) => {
    said += String(part);
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const ready = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  process_.on('message', ({ id, answer, fault }: { id: number; answer?: unknown; fault?: string }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) call?.resolve(answer);
    else call?.reject(new Error(fault));
  });
  process_.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the function ended with ${code}: ${said}`));
  });
  await ready;
  return {
    bytes,
    invoke: (event, handler = 'handler') =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        process_.send({ id: last, handler, event });
      }),
    async close() {
      const closed = once(process_, 'exit');
      process_.kill();
      await closed;
    },
  };
}
