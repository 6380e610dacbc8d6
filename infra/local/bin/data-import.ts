import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isCalendarDate } from '#knowledge-base/projects/calendar-date.ts';
import { importProjects } from '#knowledge-base/projects/import/import-projects.ts';
import { proposeMapping } from '#knowledge-base/projects/import/propose-mapping.ts';
import { MappingError, readMapping } from '#knowledge-base/projects/import/read-mapping.ts';
import { SourceError } from '#knowledge-base/projects/import/source-error.ts';
import { describeImport } from '../describe-import.ts';
import { ensureTrained } from '../ensure-trained.ts';
import { importProgressBar } from '../import-progress.ts';
import { calendarToday } from './console.ts';
import { UsageError } from './settings.ts';

const HELP = `Makes your own projects the current data.

  npm run data:import -- --input FILE_OR_FOLDER --mapping FILE.yaml --out DIR [--json]
  npm run data:import -- --input FILE_OR_FOLDER --propose [--mapping FILE.yaml]

  --input PATH     CSV, JSONL or Parquet, also gzipped; or a folder of them
  --mapping FILE   where each column of ours comes from (knowledge-base/projects/mappings has examples)
  --out DIR        the data's folder; then: npm start -- --data DIR
  --propose        write a first mapping from the headers and the values, to FILE.yaml or to the screen
  --today DATE     the day of the import, YYYY-MM-DD: what closes later has not been won (today)
  --no-train       do not learn from the data now; the first start does
  --json           print the report as one JSON object and nothing else
  --help           print this

Ends with 0 when the data can be used; with 1 when the source cannot be read, no row is left or it was stopped (the
data before stays as it was); with 2 on a wrong flag or mapping, or a mapping that names a column the source lacks.
`;

interface Command {
  readonly input: string;
  readonly mapping: string | undefined;
  readonly outDir: string | undefined;
  readonly isProposal: boolean;
  readonly todayDate: string;
  readonly isTrained: boolean;
  readonly json: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('Stopped. The data before stays as it was.'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const command = readCommand(args);
    if (command === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    return await runImport(command, stop.signal);
  } catch (error) {
    return report(error, args.includes('--json'));
  }
}

async function runImport(command: Command, signal: AbortSignal): Promise<0 | 1> {
  const { input, mapping: mappingFile, outDir, todayDate, json } = command;
  if (command.isProposal) return propose(command);
  if (mappingFile === undefined)
    throw new UsageError('--mapping is missing: give a mapping file, or --propose to have one written');
  if (outDir === undefined)
    throw new UsageError("--out is missing: give the data's folder, such as .data-own");
  const mapping = await readMapping(mappingFile);
  if (mapping.kind !== 'projects')
    throw new UsageError(
      `--mapping ${mappingFile} is of kind ${mapping.kind}: an import needs one of kind projects; a table is for npm run backtest`,
    );
  const startedAt = performance.now();
  const progress = importProgressBar(process.stderr, !json);
  const imported = await importProjects({
    input,
    mapping,
    outDir: resolve(outDir),
    now: () => new Date(),
    todayDate,
    onProgress: progress.show,
    signal,
  }).finally(progress.clear);
  const tookMs = Math.round(performance.now() - startedAt);
  if (!json) process.stdout.write(describeImport(imported, { tookMs, outDir }));
  const training =
    imported.isUsable && command.isTrained ? await train(resolve(outDir), command, signal) : null;
  if (json) process.stdout.write(`${JSON.stringify({ ...imported, training, tookMs })}\n`);
  return imported.isUsable ? 0 : 1;
}

/** Writes a mapping to start from; nothing is imported by a guess. */
async function propose({ input, mapping, outDir, json }: Command): Promise<0 | 1> {
  const proposed = await proposeMapping(input);
  if (mapping !== undefined)
    await writeFile(mapping, proposed.yaml, { flag: 'wx' }).catch((cause: unknown) => {
      const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      throw isThere
        ? new UsageError(`--propose: ${mapping} is there already, and stays as it is`, { cause })
        : cause;
    });
  if (json) process.stdout.write(`${JSON.stringify(proposed)}\n`);
  else if (mapping === undefined) process.stdout.write(proposed.yaml);
  else
    process.stdout.write(
      `Wrote ${mapping}: ${proposed.columns.length} columns of ours found, ${proposed.absent.length} not, ` +
        `${proposed.columns.filter(({ sure }) => sure !== 'high').length} to check first.\n` +
        `Look it through, then:\n  npm run data:import -- --input ${input} --mapping ${mapping} --out ${outDir ?? 'DIR'}\n`,
    );
  return 0;
}

/** Models are learned in a process of its own; an import is whole without them, and a start learns what is missing. */
async function train(dataDir: string, { json }: Command, signal: AbortSignal) {
  let fault: string | undefined;
  await ensureTrained({
    dataDir,
    signal,
    onProgress: (message) => !json && process.stderr.write(`${message}\n`),
    onFailure: (_where, error) => {
      const words = error instanceof Error ? error.message : String(error);
      // It ends so, and says nothing on standard error, when it was not given enough.
      fault = words === 'data:train ended with 1' ? 'too few projects to learn from' : words;
    },
  });
  if (fault !== undefined && !json)
    process.stdout.write(`\nNo models were learned (${fault}): ranges are those of the similar projects.\n`);
  return fault === undefined ? { isTrained: true } : { isTrained: false, why: fault };
}

function readCommand(args: readonly string[]): Command | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  if (values.input === undefined || values.input === '')
    throw new UsageError('--input is missing: give a file or a folder');
  const todayDate = values.today ?? calendarToday();
  if (!isCalendarDate(todayDate))
    throw new UsageError(`--today is "${todayDate}": give a date such as 2026-10-31.`);
  return {
    input: resolve(values.input),
    mapping: values.mapping === undefined ? undefined : resolve(values.mapping),
    outDir: values.out === '' ? undefined : values.out,
    isProposal: values.propose ?? false,
    todayDate,
    isTrained: values['no-train'] !== true,
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        input: { type: 'string' },
        mapping: { type: 'string' },
        out: { type: 'string' },
        propose: { type: 'boolean' },
        today: { type: 'string' },
        'no-train': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message} See --help.`, { cause: error });
  }
}

/** One line on standard error, or one JSON object on standard output. */
function report(error: unknown, json: boolean): 1 | 2 {
  const isMapping = error instanceof MappingError;
  const isUsage =
    error instanceof UsageError ||
    isMapping ||
    (error instanceof SourceError && error.code === 'missing-column');
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof SourceError || isMapping ? error.code : isUsage ? 'usage' : 'failed';
  if (json) process.stdout.write(`${JSON.stringify({ isUsable: false, error: { code, message } })}\n`);
  else if (isMapping && error.faults.length > 1)
    process.stderr.write(
      `data:import: the mapping cannot be used:\n${error.faults.map((fault) => `  ${fault}\n`).join('')}`,
    );
  else process.stderr.write(`data:import: ${message}\n`);
  return isUsage ? 2 : 1;
}
