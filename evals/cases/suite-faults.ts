import type { z } from 'zod';
import { knownKeys, type SchemaNode } from '#knowledge-base/known-keys.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a suite, a line each: where, which value, and what was probably meant. */
export function suiteFaults(error: z.ZodError, data: unknown, schema: SchemaNode): string[] {
  return error.issues.flatMap((issue) => faultsOf(issue, [], { data, schema }));
}

interface Read {
  readonly data: unknown;
  readonly schema: SchemaNode;
}

function faultsOf(issue: Issue, above: readonly PropertyKey[], read: Read): string[] {
  const path = [...above, ...issue.path];
  const place = placeOf(path, read.data);
  const value = valueAt(read.data, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${place}there is no “${key}”${meant(key, knownKeys(read.schema, path, read.data))}`,
    );
  if (issue.code === 'invalid_union') {
    const branch = furthest(issue.errors, value);
    if (branch !== undefined) return branch.flatMap((each) => faultsOf(each, path, read));
    return [`${place}${value === undefined ? 'it is missing' : `${shown(value)} is of no form known here`}`];
  }
  if (value === undefined) return [`${place}it is missing`];
  if (issue.code === 'invalid_value') {
    const accepted = issue.values.map(String);
    return [`${place}${shown(value)} is none of ${accepted.join(', ')}${near(shownText(value), accepted)}`];
  }
  return [`${place}${shown(value)}: ${issue.message}`];
}

/** Of several forms of a value the one that it has most of: an object is meant to be an object. */
function furthest(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const within = branches.filter(
    (issues) => !issues.some(({ path, code }) => path.length === 0 && OTHER_KINDS.has(code)),
  );
  // Where no form has such a key, the key is what is wrong.
  return within.find((issues) => !issues.some(isForeign)) ?? within.at(-1)?.filter(isForeign);
}

/** Codes of a value that is no object at all. */
const OTHER_KINDS: ReadonlySet<string> = new Set(['invalid_type', 'invalid_union', 'invalid_value']);

function isForeign({ code, path }: Issue): boolean {
  return code === 'unrecognized_keys' && path.length === 0;
}

/** `cases.3 (who-pays-the-poc).turns.0.expect.slots: `: a number alone is hard to find in a long file. */
function placeOf(path: readonly PropertyKey[], data: unknown): string {
  if (path.length === 0) return '';
  const names = path.map((key, at) => {
    const here = typeof key === 'number' ? valueAt(data, path.slice(0, at + 1)) : undefined;
    const id = typeof here === 'object' && here !== null ? Reflect.get(here, 'id') : undefined;
    return typeof id === 'string' ? `${String(key)} (${id})` : String(key);
  });
  return `${names.join('.')}: `;
}

function meant(word: string, known: readonly string[]): string {
  const found = near(word, known);
  return found === '' && known.length > 0 ? `; known here: ${known.join(', ')}` : found;
}

function near(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? '' : `; did you mean ${found}?`;
}

function shownText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function shown(value: unknown): string {
  const text = shownText(value);
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
