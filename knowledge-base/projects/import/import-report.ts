import type { CurrentData } from '../current-data.ts';
import type { NormaliseReport } from '../normalise-reasons.ts';
import type { WrittenProjects } from '../projects-parquet.ts';
import type { StagedSummary } from '../staged-summary-parquet.ts';
import { profileColumns, type SourceProfile } from './column-profile.ts';
import { blockOf, type LaneResult, mergeExamples } from './import-lane.ts';
import { MAPPABLE_COLUMNS, type ProjectsMapping, type Rates } from './mapping.ts';
import { namedColumns } from './mapping-columns.ts';
import type { SellersFileResult } from './sellers-file.ts';
import { shownCell } from './shown-cell.ts';
import type { SourceFiles } from './source-files.ts';

/** A row that a reason was found on. */
export interface ReportedExample {
  readonly file: string;
  /** Its place among the rows of its file, from 1; the header is none. */
  readonly row: number;
  /** Cells of the source, shortened. */
  readonly values: Readonly<Record<string, string>>;
}

/** What an import came to. */
export interface ImportReport {
  /** False when no row was kept, or none has a close date: the data before stays current. */
  readonly isUsable: boolean;
  /** The version that is current now; null when this import is not. */
  readonly dataVersion: string | null;
  readonly throughDate: string | null;
  readonly sample: false;
  readonly createdAt: string;
  readonly files: readonly { readonly name: string; readonly format: string; readonly rows: number }[];
  /** Files of the folder that are no tables by their names. */
  readonly skippedFiles: readonly string[];
  readonly report: NormaliseReport;
  /** Of each reason to drop or doubt, five at most. */
  readonly examples: Readonly<Record<string, readonly ReportedExample[]>>;
  readonly profile: SourceProfile;
  readonly ranges: StagedSummary['ranges'];
  readonly partners: StagedSummary['partners'];
  readonly rowsWithoutPartner: number;
  readonly rowsWithoutCloseDate: number;
  /** The rates that amounts of other currencies were taken at. */
  readonly rates: Rates;
  /** Columns of ours that the mapping neither fills nor declares absent. */
  readonly notMentioned: readonly string[];
  /** Columns of the source that nothing is taken from. */
  readonly notUsed: readonly string[];
  readonly sellersFile: SellersFileResult | null;
}

export interface ImportOutcome {
  readonly found: SourceFiles;
  readonly lanes: { readonly results: readonly LaneResult[]; readonly blockFiles: readonly number[] };
  readonly written: WrittenProjects;
  readonly current: CurrentData | undefined;
  readonly mapping: ProjectsMapping;
  readonly sellersFile: SellersFileResult | null;
  readonly at: Date;
}

/** Puts together what the lanes found and what was written. */
export function importReport(outcome: ImportOutcome): ImportReport {
  const { found, lanes, written, current, mapping, sellersFile, at } = outcome;
  const locate = createLocator(outcome);
  const mappedTo = new Map<string, string[]>();
  for (const { place, column } of namedColumns(mapping))
    mappedTo.set(column, [...new Set([...(mappedTo.get(column) ?? []), place.split('.')[1] ?? place])]);
  const profile = profileColumns(
    lanes.results.flatMap(({ files }) => files),
    mappedTo,
  );
  const { summary, report, duplicates } = written;
  const examples = mergeExamples([
    ...lanes.results.map((result) => result.examples),
    {
      'duplicate-opportunity': duplicates.map(({ opportunityId, place }) => ({
        place,
        values: { opportunity_id: shownCell(opportunityId) },
      })),
    },
  ]);
  return {
    isUsable: current !== undefined,
    dataVersion: current?.dataVersion ?? null,
    throughDate: current?.throughDate ?? null,
    sample: false,
    createdAt: at.toISOString(),
    files: found.files.map(({ name, format }, index) => ({ name, format, rows: locate.rowsOf(index) })),
    skippedFiles: found.skipped,
    report,
    examples: Object.fromEntries(
      Object.entries(examples).map(([reason, rows]) => [
        reason,
        (rows ?? []).map(({ place, values }) => ({ ...locate.at(place), values })),
      ]),
    ),
    profile,
    ranges: summary.ranges,
    partners: summary.partners,
    rowsWithoutPartner: summary.rowsWithoutPartner,
    rowsWithoutCloseDate: summary.rowsWithoutCloseDate,
    rates: mapping.rates ?? {},
    notMentioned: notMentioned(mapping),
    notUsed: profile.columns.filter((column) => column.mappedTo.length === 0).map(({ column }) => column),
    sellersFile,
  };
}

/** Finds the file and the row of a place. */
function createLocator({ found, lanes }: ImportOutcome) {
  const rowsOfBlock = new Map(lanes.results.flatMap(({ blockRows }) => blockRows));
  const before: number[] = [];
  const rowsOfFile = found.files.map(() => 0);
  for (const [block, file] of lanes.blockFiles.entries()) {
    before.push(rowsOfFile[file] ?? 0);
    rowsOfFile[file] = (rowsOfFile[file] ?? 0) + (rowsOfBlock.get(block) ?? 0);
  }
  return {
    rowsOf: (file: number) => rowsOfFile[file] ?? 0,
    at(place: number) {
      const { block, row } = blockOf(place);
      const file = found.files[lanes.blockFiles[block] ?? 0]?.name ?? '';
      return { file, row: (before[block] ?? 0) + row + 1 };
    },
  };
}

function notMentioned({ columns, absent = [] }: ProjectsMapping): string[] {
  const hasServices = columns.services !== undefined;
  return MAPPABLE_COLUMNS.filter(
    (column) =>
      columns[column] === undefined &&
      !absent.includes(column) &&
      !(/^service_/.test(column) && (hasServices || !/^service_1$/.test(column))),
  );
}
