import { createBlockReader } from './block-rows.ts';
import { nameFit } from './column-names.ts';
import { type ColumnValues, describeValues, valueFit } from './column-values.ts';
import { MAPPABLE_COLUMNS } from './mapping.ts';
import { type Proposal, proposeServices } from './propose-services.ts';
import { proposeByValues } from './propose-values.ts';
import { writeProposal } from './propose-yaml.ts';
import { openSource } from './source.ts';
import { findSourceFiles } from './source-files.ts';

export interface ProposedMapping {
  /** The text of a mapping file, with how sure each line is. */
  readonly yaml: string;
  readonly file: string;
  /** Rows that were looked at. */
  readonly rows: number;
  readonly columns: readonly {
    readonly column: string;
    readonly from: string;
    readonly sure: 'high' | 'medium' | 'low';
    readonly why: string;
  }[];
  /** Columns of ours that nothing was found for. */
  readonly absent: readonly string[];
  /** Columns of the source that nothing is taken from. */
  readonly notUsed: readonly string[];
}

const MOST_ROWS = 2_000;

/**
 * Proposes a mapping from the header and the first rows of a source: names are matched by their words, values by what
 * they are. It is somewhere to start from, never used by itself.
 * @throws {SourceError} when the source cannot be read
 */
export async function proposeMapping(input: string): Promise<ProposedMapping> {
  const { files } = await findSourceFiles(input);
  const [file] = files;
  if (file === undefined) throw new Error('A source without files was found.');
  const source = await openSource(file);
  const reader = createBlockReader(source.layout, source.header);
  const rows: (readonly unknown[])[] = [];
  for await (const block of source.blocks()) {
    for (const row of reader.rows(block)) if (row.fault === undefined) rows.push(row.cells);
    if (rows.length >= MOST_ROWS) break;
  }
  const sample = rows.slice(0, MOST_ROWS);
  const columns = reader.header.map((name, index) =>
    describeValues(
      name,
      index,
      sample.map((cells) => cells[index]),
    ),
  );
  const proposals = propose(columns, sample.length);
  const used = new Set(proposals.flatMap(({ from, monthly }) => [from.column, monthly?.column]));
  const found = new Set(proposals.map(({ target }) => target));
  const absent = MAPPABLE_COLUMNS.filter((column) => !found.has(column) && !column.startsWith('service_'));
  return {
    yaml: writeProposal({ proposals, absent, columns, source, file: file.name, rows: sample.length }),
    file: file.name,
    rows: sample.length,
    columns: proposals.map(({ target, from, score, why }) => ({
      column: target,
      from: from.column,
      sure: sureness(score),
      why,
    })),
    absent,
    notUsed: reader.header.filter((column) => !used.has(column)),
  };
}

export function sureness(score: number): 'high' | 'medium' | 'low' {
  return score >= 0.75 ? 'high' : score >= 0.55 ? 'medium' : 'low';
}

/** A name this good is enough, if the values can be what it says. */
const NAMED = 0.55;
/** Values this good are enough without a name. */
const TOLD_BY_VALUES = 0.85;

function propose(columns: readonly ColumnValues[], rows: number): readonly Proposal[] {
  const services = proposeServices(columns);
  const taken = new Set(
    services.flatMap(({ from, monthly }) => (monthly === undefined ? [from] : [from, monthly])),
  );
  const targets = MAPPABLE_COLUMNS.filter((column) => !column.startsWith('service_'));
  const candidates = targets
    .flatMap((target) =>
      columns
        .filter((column) => !taken.has(column))
        .flatMap((column): Proposal[] => {
          const values = valueFit(target, column, rows);
          const name = nameFit(target, column.column);
          if (values === undefined || (name < NAMED && values < TOLD_BY_VALUES)) return [];
          const score = Math.max(
            0.7 * name + 0.3 * values,
            values >= TOLD_BY_VALUES ? 0.6 * values + 0.4 * name : 0,
          );
          return [{ target, from: column, score, why: whyOf(name, values) }];
        }),
    )
    .sort((a, b) => b.score - a.score);
  const proposals = [...services];
  const done = new Set<string>(services.map(({ target }) => target));
  for (const candidate of candidates) {
    if (done.has(candidate.target) || taken.has(candidate.from)) continue;
    done.add(candidate.target);
    taken.add(candidate.from);
    proposals.push(candidate);
  }
  const rest = columns.filter((column) => !taken.has(column) && column.filled > 0);
  proposals.push(...proposeByValues(rest, proposals, rows));
  const order = [...MAPPABLE_COLUMNS, 'services'] as readonly string[];
  return proposals.sort((a, b) => order.indexOf(a.target) - order.indexOf(b.target));
}

function whyOf(name: number, values: number): string {
  const ofName = name >= 0.9 ? 'its name' : name >= NAMED ? 'some of its name' : '';
  const ofValues = values >= TOLD_BY_VALUES ? 'its values' : '';
  return [ofName, ofValues].filter((part) => part !== '').join(' and ') || 'its values';
}
