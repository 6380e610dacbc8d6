import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { dateFormatFault } from './date-format.ts';
import { type Mapping, mapping, type ProjectsMapping } from './mapping.ts';
import { knownKeys } from './mapping-schema.ts';

/** A mapping that cannot be used, with everything that is wrong about it. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  readonly code = 'bad-mapping';
  readonly faults: readonly string[];
  constructor(file: string, faults: readonly string[], options?: ErrorOptions) {
    super(`${file}: ${faults.join('; ')}`, options);
    this.faults = faults;
  }
}

/** @throws {MappingError} naming each place that is wrong, and what was probably meant */
export async function readMapping(file: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new MappingError(file, [missing ? 'there is no such file' : 'it cannot be read'], { cause });
  }
  return parseMapping(text, file);
}

/** The same of text. @throws {MappingError} */
export function parseMapping(text: string, file: string): Mapping {
  const data = dataOf(text, file);
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new MappingError(file, [
      'it must begin with kind: projects or kind: table, and name columns; --propose writes one',
    ]);
  const parsed = mapping.safeParse(data);
  if (!parsed.success)
    throw new MappingError(
      file,
      parsed.error.issues.flatMap((issue) => faultsOf(issue, [], data)),
      { cause: parsed.error },
    );
  const faults = [
    ...(parsed.data.kind === 'projects' ? contradictions(parsed.data) : []),
    ...unusableSources(parsed.data),
  ];
  if (faults.length > 0) throw new MappingError(file, faults);
  return parsed.data;
}

function dataOf(text: string, file: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [broken] = document.errors;
  try {
    if (broken !== undefined) throw broken;
    // A bound on aliases keeps a small file from becoming a large one.
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const words = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new MappingError(file, [`no YAML: ${words}`], { cause });
  }
}

/** What no schema says: a column both mapped and absent, an id nobody gives, services twice. */
function contradictions({ columns, absent = [] }: ProjectsMapping): string[] {
  const faults = absent
    .filter((column) => columns[column] !== undefined)
    .map((column) => `absent: ${column} is mapped as well; it can only be one of the two`);
  if (columns.opportunity_id === undefined)
    faults.push(
      'columns.opportunity_id is not mapped: without it no row can be kept. Where the source has none, join ' +
        'what tells rows apart: {as: text, from: [Account, Deal, Closed]}',
    );
  if (columns.services !== undefined && Object.keys(columns).some((column) => /^service_[1-9o]/.test(column)))
    faults.push(
      'columns.services fills the slots of services; service_1 … service_other cannot be mapped too',
    );
  return faults;
}

/** Formats that are none, and currencies without a rate. */
function unusableSources(mapping: Mapping): string[] {
  const sources = mapping.kind === 'projects' ? mapping.columns : { ...mapping.targets, date: mapping.date };
  return Object.entries(sources).flatMap(([name, source]) => {
    if (typeof source !== 'object') return [];
    const place = mapping.kind === 'projects' ? `columns.${name}` : name;
    if ('format' in source && source.format !== undefined) {
      const fault = dateFormatFault(source.format);
      return fault === undefined ? [] : [`${place}.format: ${fault}`];
    }
    if (source.as !== 'money' || source.currency === undefined || source.currency === 'USD') return [];
    return mapping.rates?.[source.currency] === undefined
      ? [
          `${place}.currency: ${source.currency} has no rate; say rates: {${source.currency}: {usd: …, date: …}}`,
        ]
      : [];
  });
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: readonly PropertyKey[], data: unknown): string[] {
  const path = [...above, ...issue.path];
  const place = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${place}there is no “${key}”${meant(key, knownKeys(path, data))}`);
  if (issue.code === 'invalid_union') {
    if (issue.discriminator !== undefined) return [`${place}${discriminated(issue, valueAt(data, path))}`];
    // Of several alternatives the one that went furthest is the one that was meant.
    const value = valueAt(data, path);
    const branch = issue.errors
      .filter((errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'))
      .at(-1);
    if (branch !== undefined && typeof value === 'object')
      return branch.flatMap((error) => faultsOf(error, path, data));
    return [
      `${place}${value === undefined ? 'it is missing' : `“${shown(value)}” is neither a column’s name nor {as: …}`}`,
    ];
  }
  if (issue.code === 'invalid_value') {
    const value = valueAt(data, path);
    const accepted = issue.values.map(String);
    if (value === undefined) return [`${place}it is missing; accepted: ${accepted.join(', ')}`];
    const near = nearest(shown(value), accepted);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const list = accepted.length > 12 ? '' : `; accepted: ${accepted.join(', ')}`;
    return [`${place}“${shown(value)}” is none of the list${hint}${list}`];
  }
  if (issue.code === 'invalid_type' && valueAt(data, path) === undefined) return [`${place}it is missing`];
  return [`${place}${issue.message}`];
}

function discriminated(issue: Issue & { code: 'invalid_union' }, value: unknown): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (value === undefined) return `it is missing; accepted: ${options.join(', ')}`;
  return `“${shown(value)}” is none of ${options.join(', ')}${meant(shown(value), options)}`;
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean ${near}?`;
  return known.length > 0 && known.length <= 14 ? `; known here: ${known.join(', ')}` : '';
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
