import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../local/bin/settings.ts';
import { UsageError } from '../local/bin/usage-error.ts';
import { uploadCommands, webFiles } from '../stacks/web/web-files.ts';

const HELP = `Writes the page's assets and offline shell as files, and prints the commands that put them into a bucket.

  npm run --silent web:assets -- --out DIR --bucket NAME [--json]

  --out DIR      where the files are written
  --bucket NAME  the output Bucket of the stack web
  --json         one JSON object instead: {folder, bucket, files: [{key, contentType, cacheControl, bytes}]}
  --help

Run what it prints with the credentials of the account: npm run --silent web:assets -- … | sh -e
Exit codes: 0 written; 1 a file could not be written; 2 usage.`;

await runCommand(main, HELP);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: '' },
      bucket: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (values.out === '') throw new UsageError('--out is missing: name a folder for the files');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(values.bucket))
    throw new UsageError(
      `--bucket is "${values.bucket}": give the name of a bucket, the output Bucket of the stack web`,
    );
  const folder = resolve(values.out);
  if (folder.includes("'"))
    throw new UsageError(`--out is ${folder}: give a folder without quotes in its name`);
  const files = await webFiles();
  for (const { key, content } of files) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), content);
  }
  const described = files.map(({ content, ...file }) => ({ ...file, bytes: content.length }));
  const lines = values.json
    ? [JSON.stringify({ folder, bucket: values.bucket, files: described })]
    : uploadCommands(files, folder, values.bucket);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
