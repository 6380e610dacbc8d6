import { type KeptProject, normaliseProject } from '../normalise-project.ts';
import { type DoubtReason, DROP_REASONS, type DropReason, zeroCounts } from '../normalise-reasons.ts';
import { createStagedLines, type StagedFile } from '../staged-lines.ts';
import { type BlockReader, createBlockReader } from './block-rows.ts';
import { createExampleCollector, type RowExample } from './examples.ts';
import type { ProjectsMapping } from './mapping.ts';
import { compileProjectRow } from './project-row.ts';
import { createRowSampler, type RowSample } from './row-sample.ts';
import type { SourceBlock, SourceLayout, SourceRow } from './source-rows.ts';

/** A file as a lane needs it: plain data. */
export interface LaneFile {
  readonly header: readonly string[];
  readonly layout: SourceLayout;
}

export interface LaneOptions {
  readonly mapping: ProjectsMapping;
  readonly files: readonly LaneFile[];
  /** The day of the import. */
  readonly todayDate: string;
  /** Where staged lines go, in files whose names begin with `prefix`. */
  readonly dir: string;
  readonly prefix: string;
}

export interface LaneBlock {
  /** Which of the files it is of. */
  readonly file: number;
  /** Its place among the blocks of all files. */
  readonly block: number;
  readonly content: SourceBlock;
}

/** What a lane found, plain data. */
export interface LaneResult {
  readonly staged: readonly StagedFile[];
  /** The rows of each block that it took. */
  readonly blockRows: readonly (readonly [block: number, rows: number])[];
  readonly dropped: Readonly<Record<DropReason, number>>;
  readonly examples: Readonly<Partial<Record<DropReason | DoubtReason, readonly RowExample[]>>>;
  /** Of each file: its columns, how many rows have something in each, and a sample of its rows. */
  readonly files: readonly LaneColumns[];
}

export interface LaneColumns {
  readonly header: readonly string[];
  readonly rows: number;
  readonly filled: readonly number[];
  readonly sample: RowSample;
}

/** Takes blocks of a source and stages what becomes of them; several lanes work beside each other. */
export interface ImportLane {
  take(block: LaneBlock): void;
  end(): LaneResult;
}

/** More rows than a block can have: places of rows are in the order of the source. */
const BLOCK_PLACES = 2 ** 23;

export function placeOf(block: number, row: number): number {
  return block * BLOCK_PLACES + row;
}

/** The inverse of {@link placeOf}. */
export function blockOf(place: number): { readonly block: number; readonly row: number } {
  return { block: Math.floor(place / BLOCK_PLACES), row: place % BLOCK_PLACES };
}

export function createImportLane(options: LaneOptions): ImportLane {
  const { mapping, todayDate, dir, prefix } = options;
  const lines = createStagedLines(dir, prefix);
  const files = options.files.map((file) => ({
    reader: createBlockReader(file.layout, file.header),
    toRaw: compileProjectRow(mapping, file.header),
    columns: createColumnCounter(),
    examples: createExampleCollector(mapping, file.header),
  }));
  const dropped = zeroCounts(DROP_REASONS);
  const blockRows: [number, number][] = [];
  return {
    take({ file, block, content }) {
      const state = files[file];
      if (state === undefined) throw new RangeError(`There is no file ${file}.`);
      const rows = state.reader.rows(content);
      blockRows.push([block, rows.length]);
      for (const [index, row] of rows.entries()) {
        const place = placeOf(block, index);
        const kept = normaliseProject(state.toRaw(row), { todayDate });
        state.columns.add(place, row);
        if (typeof kept === 'string') dropped[kept] += 1;
        else lines.add(kept.project, kept.completeness, place);
        for (const reason of reasonsOf(kept)) state.examples.add(reason, place, row);
      }
    },
    end() {
      return {
        staged: lines.end(),
        blockRows,
        dropped,
        examples: mergeExamples(files.map(({ examples }) => examples.collected())),
        files: files.map(({ reader, columns }) => columns.result(reader)),
      };
    },
  };
}

const NO_REASONS: readonly never[] = [];

function reasonsOf(kept: KeptProject | DropReason): readonly (DropReason | DoubtReason)[] {
  if (typeof kept === 'string') return [kept];
  return kept.project.doubts === '' ? NO_REASONS : (kept.project.doubts.split(',') as DoubtReason[]);
}

type Examples = LaneResult['examples'];

/** Of each reason the first five. */
export function mergeExamples(all: readonly Examples[]): Examples {
  const reasons = new Set(all.flatMap((examples) => Object.keys(examples))) as Set<DropReason | DoubtReason>;
  return Object.fromEntries(
    [...reasons].map((reason) => [
      reason,
      all
        .flatMap((examples) => examples[reason] ?? [])
        .sort((a, b) => a.place - b.place)
        .slice(0, 5),
    ]),
  );
}

function createColumnCounter() {
  const filled: number[] = [];
  const sampler = createRowSampler();
  let rows = 0;
  return {
    add(place: number, { cells, fault }: SourceRow): void {
      if (fault !== undefined) return;
      rows += 1;
      for (let index = 0; index < cells.length; index += 1) {
        const cell = cells[index];
        if (cell !== '' && cell !== null && cell !== undefined) filled[index] = (filled[index] ?? 0) + 1;
      }
      sampler.add(place, cells);
    },
    result: ({ header }: BlockReader): LaneColumns => ({
      header: [...header],
      rows,
      filled: header.map((_, index) => filled[index] ?? 0),
      sample: sampler.sample(),
    }),
  };
}
