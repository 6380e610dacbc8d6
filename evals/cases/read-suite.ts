import { contradictions } from './contradictions.ts';
import { type EvalCase, resolveCase } from './eval-case.ts';
import { meetsSchema, type Schema } from './meets-schema.ts';
import suiteSchema from './suite.schema.json' with { type: 'json' };
import type { CaseSpec, SuiteFile } from './suite.ts';
import { SuiteError } from './suite-error.ts';

/** A suite as it is run. */
export interface Suite {
  readonly suite: string;
  readonly file: string;
  readonly today: string;
  readonly cases: readonly EvalCase[];
}

/**
 * The suite in a file's text, YAML or JSON; `included` are the texts of the files it includes, by the path it names
 * them with.
 * @throws {SuiteError} with all that is wrong: unknown keys, ids twice, sessions that are not there, no case at all,
 * a text that was cut short
 */
export async function readSuite(
  text: string,
  file: string,
  included: ReadonlyMap<string, string> = new Map(),
): Promise<Suite> {
  const own = await parseSuiteFile(text, file);
  const others = await Promise.all((own.include ?? []).map((path) => readIncluded(path, file, included)));
  const specs = [...(own.cases ?? []).map((spec) => ({ spec, from: file })), ...others.flat()];
  const faults = [
    ...contradictions({ ...own, cases: specs.map(({ spec }) => spec) }),
    ...(specs.length === 0 ? ['cases: there is none; a suite without cases would pass by accident'] : []),
    ...twice(specs.map(({ spec }) => spec.id)).map((id) => `two cases are called ${id}`),
  ];
  if (faults.length > 0) throw new SuiteError(faults.map((fault) => `${file}: ${fault}`));
  const cases = specs.map(({ spec, from }) => resolveCase(spec, own, from));
  return { suite: own.suite, file, today: own.today, cases };
}

/** A suite file without what it includes. @throws {SuiteError} */
export async function parseSuiteFile(text: string, file: string): Promise<SuiteFile> {
  const data = await parseText(text, file);
  if (!meetsSchema(data, suiteSchema)) await explain(data, file, 'suite');
  return data as SuiteFile;
}

/** A file of cases has the same cases as a suite, and nothing else. */
const includedSchema: Schema = {
  type: 'object',
  properties: { cases: { ...suiteSchema.properties.cases, minItems: 1 } },
  required: ['cases'],
  additionalProperties: false,
};

async function readIncluded(path: string, file: string, included: ReadonlyMap<string, string>) {
  const text = included.get(path);
  if (text === undefined) throw new SuiteError([`${file}: include: there is no file ${path}`]);
  const data = await parseText(text, path);
  if (!meetsSchema(data, includedSchema)) await explain(data, path, 'included');
  return (data as { readonly cases: readonly CaseSpec[] }).cases.map((spec) => ({ spec, from: path }));
}

/** Only what is wrong is looked at with the declaration, which has words for it. @throws {SuiteError} */
async function explain(data: unknown, file: string, kind: 'suite' | 'included'): Promise<never> {
  const { explainFaults } = await import('./explain-faults.ts');
  throw new SuiteError(explainFaults(data, kind).map((fault) => `${file}: ${fault}`));
}

/** JSON is read as JSON: it is YAML too, and a reader of YAML takes many times as long. */
async function parseText(text: string, file: string): Promise<unknown> {
  if (text.trim() === '') throw new SuiteError([`${file}: the file is empty`]);
  const isJson = text.trimStart().startsWith('{');
  try {
    if (isJson) return JSON.parse(text);
  } catch {
    // A flow mapping of YAML begins with a brace too.
  }
  if (!isJson && !text.endsWith('\n'))
    throw new SuiteError([
      `${file}: the last line has no end: the file was cut short, or add a line break if it is whole`,
    ]);
  const { parse } = await import('yaml');
  try {
    return parse(text, { maxAliasCount: 1_000 }) as unknown;
  } catch (cause) {
    const [words = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new SuiteError([`${file}: no YAML: ${words}`], { cause });
  }
}

function twice(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))];
}

/** Ids of cases and suites that stand in more than one file, a line each. */
export function sharedIds(suites: readonly Suite[]): string[] {
  const places = new Map<string, Set<string>>();
  const note = (name: string, file: string) => places.set(name, (places.get(name) ?? new Set()).add(file));
  for (const { suite: name, file, cases } of suites) {
    note(`suite ${name}`, file);
    for (const { id } of cases) note(`case ${id}`, file);
  }
  return [...places]
    .filter(([, files]) => files.size > 1)
    .map(
      ([name, files]) => `${name} is in ${[...files].join(' and ')}: ids are one of a kind over all suites`,
    );
}
