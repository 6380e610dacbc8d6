import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { checkProgram } from './check-program.ts';
import { checkPrograms } from './check-programs.ts';
import type { FieldFault } from './formula.ts';
import { PROGRAM_ID, type Program, programFile } from './program.ts';

/** Where the programs of this assistant stand, one a file. */
export const PROGRAMS_FOLDER = fileURLToPath(new URL('./programs/', import.meta.url));

/** Program files that cannot be used; the message has a line a fault: file, field, value, way out. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
  readonly code = 'programs-unreadable';
}

/**
 * Reads every `<id>.yaml` of a folder, in the order of their ids. A file that has expired is read: whoever evaluates
 * it says so, and `expiredPrograms` finds it.
 * @throws {ProgramError} with all faults of all files
 */
export function loadPrograms(folder: string = PROGRAMS_FOLDER): readonly Program[] {
  const faults: string[] = [];
  const programs: Program[] = [];
  for (const file of listFiles(folder)) {
    const read = readProgram(folder, file);
    if ('faults' in read) faults.push(...read.faults);
    else programs.push(read.program);
  }
  if (faults.length === 0) {
    faults.push(...checkPrograms(programs).map((fault) => faultText(`${fault.id}.yaml`, fault)));
    if (programs.length === 0) faults.push(`${folder}: has no program; put a file such as map.yaml there`);
  }
  if (faults.length > 0) throw new ProgramError(faults.join('\n'));
  return programs;
}

let loaded: readonly Program[] | undefined;

/** The programs of this assistant, read once. @throws {ProgramError} */
export function knownPrograms(): readonly Program[] {
  loaded ??= loadPrograms();
  return loaded;
}

let hash: string | undefined;

/** Identifies the programs as they stand, so that a stored plan is one of these rules. */
export function programsHash(): string {
  hash ??= hashInputs({ programs: knownPrograms() });
  return hash;
}

/** One fault as a line: `map.yaml: figures.share.value: 120: a percentage is at most 100`. */
export function faultText(file: string, { path, value, problem }: FieldFault): string {
  const field = path.length === 0 ? '(file)' : path.join('.');
  const shown = value === undefined ? '' : `${shownValue(value)} `;
  return `${file}: ${field}: ${shown}${problem}`;
}

function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /\.ya?ml$/i.test(file))
      .sort();
  } catch (cause) {
    throw new ProgramError(`${folder}: cannot be read as a folder of programs`, { cause });
  }
}

function readProgram(
  folder: string,
  file: string,
): { readonly program: Program } | { readonly faults: readonly string[] } {
  const id = file.replace(/\.yaml$/, '');
  if (!PROGRAM_ID.test(id))
    return {
      faults: [
        `${file}: a program’s file is called by its id, such as map.yaml: lower-case words joined by -`,
      ],
    };
  let content: unknown;
  try {
    content = parse(readFileSync(`${folder}/${file}`, 'utf8'), { maxAliasCount: 20 });
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    return { faults: [`${file}: cannot be read as YAML: ${why}`] };
  }
  const parsed = programFile.safeParse(content);
  if (!parsed.success) {
    return {
      faults: parsed.error.issues
        .flatMap((issue) => issueFaults(issue, content))
        .map((fault) => faultText(file, fault)),
    };
  }
  const program: Program = { id, ...parsed.data };
  const faults = checkProgram(program);
  return faults.length === 0 ? { program } : { faults: faults.map((fault) => faultText(file, fault)) };
}

function issueFaults(issue: z.core.$ZodIssue, content: unknown): FieldFault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      value: valueAt(content, [...path, key]),
      problem: 'is no field that is known here; check its spelling or leave it out',
    }));
  }
  const value = valueAt(content, path);
  const missing = value === undefined && issue.code !== 'custom';
  return [{ path, value, problem: missing ? `is missing: ${issue.message}` : issue.message }];
}

function valueAt(content: unknown, path: FieldFault['path']): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}
