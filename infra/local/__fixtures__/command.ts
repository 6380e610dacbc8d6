import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export type CommandProcess = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

/** A command as a process of its own, the way a person starts it, on a small sample. */
export function command(name: string, dataDir: string, ...words: string[]): CommandProcess {
  return commandWith({}, name, dataDir, ...words);
}

/** The same with more in its environment. */
export function commandWith(
  environment: Readonly<Record<string, string>>,
  name: string,
  dataDir: string,
  ...words: string[]
): CommandProcess {
  return spawn(process.execPath, ['--import', 'tsx', `infra/local/bin/${name}.ts`, ...words], {
    env: { PATH: '/usr/bin:/bin', DATA_DIR: dataDir, SAMPLE_ROWS: '2000', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** All it printed, and its exit code. */
export async function finish(child: CommandProcess) {
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: code as number };
}

/** @throws when it ends before it has printed a line; what it said on standard error is in the message. */
export async function firstLine(child: CommandProcess): Promise<string> {
  const ended = Promise.all([text(child.stderr), once(child, 'exit')]).then(([err, [code]]) => {
    throw new Error(`the command ended with ${code} before its first line: ${err}`);
  });
  ended.catch(() => {});
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [
    string,
  ];
  return line;
}
