import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeFault } from '#knowledge-base/documents/document-error.ts';
import { lintDocuments } from '#knowledge-base/documents/lint/lint-documents.ts';
import { CONTENT_DIR, readDocuments } from '#knowledge-base/documents/read-documents.ts';
import { isCalendarDate } from '#knowledge-base/projects/calendar-date.ts';
import { calendarToday } from './console.ts';
import { UsageError } from './settings.ts';

const HELP = `Checks the documents of the knowledge base.

  npm run --silent kb:lint -- [--content DIR] [--today DATE] [--json]

  --content DIR   the documents' folder (knowledge-base/documents/content)
  --today DATE    the day on which documents have to hold, YYYY-MM-DD (today)
  --json          print {documents, problems} as one JSON object and nothing else
  --help          print this

Checks front facts, the basis of every figure, length, headings, links (without asking the network), the sizes of
chunks, validity, and that ids and titles are there once. Ends with 0 when nothing is wrong, 1 when something is,
2 on a wrong flag.
`;

const ROOT = new URL('../../../', import.meta.url);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { values } = parse(args);
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const today = values.today ?? calendarToday();
    if (!isCalendarDate(today))
      throw new UsageError(`--today is "${today}": give a date such as 2026-11-25.`);
    const { documents, faults } = await readDocuments(values.content ?? CONTENT_DIR).catch(noFolder);
    const problems = [
      ...faults.map((fault) => ({ severity: 'error', ...fault })),
      ...lintDocuments(documents, { today, projectFile }),
    ];
    if (values.json) process.stdout.write(`${JSON.stringify({ documents: documents.length, problems })}\n`);
    else {
      for (const problem of problems) process.stdout.write(`${describeFault(problem)}\n`);
      const read = documents.length + new Set(faults.map(({ file }) => file)).size;
      process.stdout.write(
        `${read} documents, ${problems.length === 0 ? 'nothing wrong' : `${problems.length} problems`}\n`,
      );
    }
    return problems.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`kb:lint: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        content: { type: 'string' },
        today: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message} See --help.`, { cause: error });
  }
}

function noFolder(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new UsageError(`--content cannot be read: ${message}. Give a folder of Markdown files.`, {
    cause: error,
  });
}

/** The text of a file of this project; a path that leads out of it is none. */
function projectFile(path: string): string | undefined {
  const url = new URL(path, ROOT);
  if (path === '' || !url.href.startsWith(ROOT.href)) return undefined;
  try {
    return readFileSync(fileURLToPath(url), 'utf8');
  } catch {
    return undefined;
  }
}
