import { nearest } from '../nearest.ts';
import type { Mapping, ProjectsMapping, TableMapping } from './mapping.ts';
import { SourceError } from './source-error.ts';

/** A column that a mapping names, and where. */
export interface NamedColumn {
  readonly place: string;
  readonly column: string;
}

/** Every column of the source that a mapping names. */
export function namedColumns(mapping: Mapping): readonly NamedColumn[] {
  return mapping.kind === 'projects' ? ofProjects(mapping) : ofTable(mapping);
}

function ofProjects({ columns }: ProjectsMapping): NamedColumn[] {
  return Object.entries(columns).flatMap(([name, source]) =>
    source === undefined ? [] : ofSource(`columns.${name}`, source),
  );
}

function ofTable(mapping: TableMapping): NamedColumn[] {
  const lists = (['text', 'categories', 'numbers'] as const).flatMap((place) =>
    (mapping[place] ?? []).map((column) => ({ place, column })),
  );
  return [
    ...(mapping.id === undefined ? [] : [{ place: 'id', column: mapping.id }]),
    ...ofSource('date', mapping.date),
    ...Object.entries(mapping.targets).flatMap(([name, source]) => ofSource(`targets.${name}`, source)),
    ...lists,
    ...(mapping.where ?? []).map(({ column }) => ({ place: 'where', column })),
  ];
}

function ofSource(place: string, source: string | object): NamedColumn[] {
  if (typeof source === 'string') return [{ place, column: source }];
  return ['from', 'to', 'currencyFrom', 'monthlyFrom', 'upfrontFrom'].flatMap((key) => {
    const value: unknown = Reflect.get(source, key);
    const columns = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
    return columns.map((column) => ({ place: `${place}.${key}`, column }));
  });
}

/** @throws {SourceError} `missing-column` naming every column that a file lacks, and what was probably meant */
export function requireColumns(mapping: Mapping, header: readonly string[], fileName: string): void {
  const known = new Set(header);
  const missing = namedColumns(mapping).filter(({ column }) => !known.has(column));
  if (missing.length === 0) return;
  const faults = missing.map(({ place, column }) => {
    const near = nearest(column, header);
    return `${place} names “${column}”, which it does not have${near === undefined ? '' : `; did you mean “${near}”?`}`;
  });
  const columns = header.length > 40 ? `${header.length} columns` : `the columns ${header.join(', ')}`;
  throw new SourceError('missing-column', `${fileName}: ${faults.join('; ')} (it has ${columns})`);
}
