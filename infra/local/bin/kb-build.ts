import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_URI_BASE } from '#knowledge-base/documents/chunk-document.ts';
import { readChunks } from '#knowledge-base/documents/read-chunks.ts';
import { writeChunks } from '#knowledge-base/documents/write-chunks.ts';
import { UsageError } from './settings.ts';

const HELP = `Writes the chunks of the knowledge base as Bedrock ingests them: one .md a chunk, with its .md.metadata.json.

  npm run --silent kb:build -- --out DIR [--content DIR] [--data DIR] [--uri-base s3://BUCKET/PREFIX/] [--json]

  --out DIR        where they are written; what was built there before is replaced
  --content DIR    the documents' folder (knowledge-base/documents/content)
  --data DIR       the data's folder: write-ups of its sample projects come too; without it, documents alone
  --uri-base URI   where they will lie in S3 (${DEFAULT_URI_BASE})
  --json           print {documents, chunks, out} as one JSON object and nothing else
  --help           print this

The data source in AWS has to have chunkingStrategy NONE. Ends with 0, with 1 when a document cannot be read or the
folder holds something else, with 2 on a wrong flag.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { values } = parse(args);
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (values.out === undefined || values.out === '')
      throw new UsageError('--out is missing: give the folder to write to, such as .data/knowledge-base.');
    const uriBase = values['uri-base'] ?? DEFAULT_URI_BASE;
    if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[^\s]*\/)?$/.test(uriBase))
      throw new UsageError(`--uri-base is "${uriBase}": give s3://BUCKET/PREFIX/, ending with /.`);
    if (values.content !== undefined && !existsSync(values.content))
      throw new UsageError(
        `--content is "${values.content}", and there is no such folder: give a folder of Markdown files.`,
      );
    const chunks = await readChunks({ contentDir: values.content, dataDir: values.data, uriBase });
    const out = resolve(values.out);
    await writeChunks(chunks, out);
    const documents = new Set(chunks.map(({ documentId }) => documentId)).size;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ documents, chunks: chunks.length, out })}\n`
        : `${chunks.length} chunks of ${documents} documents in ${out}\n`,
    );
    return 0;
  } catch (error) {
    process.stderr.write(`kb:build: ${wording(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function wording(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const unwritable = 'syscall' in error && 'path' in error;
  return unwritable
    ? `${error.message}. Give a folder that can be read and, as --out, written.`
    : error.message;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        content: { type: 'string' },
        data: { type: 'string' },
        'uri-base': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message} See --help.`, { cause: error });
  }
}
