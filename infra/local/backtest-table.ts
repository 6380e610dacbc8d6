import { runBacktest } from '#action-groups/data-analysis/backtest/run-backtest.ts';
import { tableTask } from '#action-groups/data-analysis/backtest/table-task.ts';
import type { TableMapping, TargetSource } from '#knowledge-base/projects/import/mapping.ts';
import { MappingError, readMapping } from '#knowledge-base/projects/import/read-mapping.ts';
import { readTable, type TableReport } from '#knowledge-base/projects/import/read-table.ts';
import { TABLE_DROP_REASONS, type TableDropReason } from '#knowledge-base/projects/import/table-row.ts';

/** A backtest, its test rows, and what it was made of. */
export type BacktestRun = ReturnType<typeof runBacktest> & { readonly source: string };

export interface BacktestTableOptions {
  /** A file or a folder. */
  readonly input: string;
  /** The mapping's file. */
  readonly mapping: string;
  /** One of the mapping's targets; may be left out when there is one. */
  readonly target: string | undefined;
  readonly seed: number;
  /** YYYY-MM-DD: rows of later days have no outcome yet. */
  readonly todayDate: string;
  readonly onProgress: (message: string) => void;
}

/**
 * Tries one target of any table.
 * @throws {MappingError} {@link SourceError} {@link BacktestError} when it cannot be tried
 * @throws {RangeError} for a target that the mapping does not have
 */
export async function backtestTable(options: BacktestTableOptions): Promise<BacktestRun> {
  const { input, seed, todayDate, onProgress } = options;
  const mapping = await readMapping(options.mapping);
  if (mapping.kind !== 'table')
    throw new MappingError(options.mapping, [
      'kind: projects is for data:import; a table to try predictions on has kind: table',
    ]);
  const target = chosenTarget(mapping, options.target);
  onProgress(`reading ${input} …`);
  const { rows, target: source, report } = await readTable({ input, mapping, target });
  const task = tableTask(
    {
      columns: {
        text: mapping.text ?? [],
        categories: mapping.categories ?? [],
        numbers: mapping.numbers ?? [],
      },
      target,
      targetColumns: columnsOf(source),
      scale: source.scale,
      allowed: (mapping.allow ?? []).map(({ column }) => column),
      notes: leftOut(report),
      rows,
    },
    { todayDate },
  );
  return { ...runBacktest(task, { seed, onProgress }), source: `${report.files.join(', ')}, ${target}` };
}

function chosenTarget({ targets }: TableMapping, asked: string | undefined): string {
  const names = Object.keys(targets);
  const [only] = names;
  if (asked === undefined && only !== undefined && names.length === 1) return only;
  if (asked !== undefined && names.includes(asked)) return asked;
  throw new RangeError(`--target ${asked ?? 'is missing'}: the mapping has ${names.join(', ')}`);
}

function columnsOf(source: TargetSource): readonly string[] {
  return source.as === 'days' ? [source.from, source.to] : [source.from];
}

function leftOut({ dropped, read }: TableReport): readonly string[] {
  return Object.entries(dropped)
    .filter(([, count]) => count > 0)
    .map(
      ([reason, count]) =>
        `${count.toLocaleString('en-US')} of ${read.toLocaleString('en-US')} rows left out: ${lowerFirst(TABLE_DROP_REASONS[reason as TableDropReason])}.`,
    );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
