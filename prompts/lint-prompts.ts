import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Experiment, parseExperiment, type Variant } from './experiment.ts';
import { loadPrompt } from './load-prompt.ts';
import { type Prompt, PromptError, parsePrompt } from './prompt.ts';
import { draftFiles, experimentNames, promptIds, releasedFiles } from './prompt-files.ts';
import { PROMPTS_DIR, type Released, readReleased, releasedPath } from './released.ts';
import { SELECTION } from './selection.ts';
import { variantPrompts } from './variant-prompts.ts';

export interface LintFault {
  /** Below the folder of prompts. */
  readonly file: string;
  /** What is wrong and the way out. */
  readonly problem: string;
}

export interface Lint {
  readonly prompts: number;
  readonly released: number;
  readonly experiments: number;
  readonly faults: readonly LintFault[];
}

/** Checks every prompt, every released version, the table of selection and every experiment of a folder. */
export function lintPrompts(options: { readonly dir?: string; readonly root?: string } = {}): Lint {
  const dir = options.dir ?? PROMPTS_DIR;
  const faults: LintFault[] = [];
  const attempt = <Value>(file: string, work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      faults.push({ file, problem: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const ids = promptIds(dir);
  const released = attempt('released.json', () => readReleased(dir)) ?? {};
  for (const id of ids) {
    const prompt = attempt(`${id}.md`, () => loadPrompt(id, { dir }));
    if (prompt !== undefined) faults.push(...againstReleased(prompt, released));
  }
  for (const path of draftFiles(dir)) attempt(`${path}.md`, () => checkDraft(join(dir, `${path}.md`), ids));
  faults.push(...releasedFaults(dir, released));
  if (ids.length === 0) faults.push({ file: '.', problem: `there are no prompts in ${dir}` });
  if (dir === PROMPTS_DIR) {
    for (const { use, role } of SELECTION)
      if (!ids.includes(use))
        faults.push({ file: 'selection.ts', problem: `${role}: there is no prompt ${use}` });
  }
  const names = experimentNames(dir);
  for (const name of names) {
    const file = `experiments/${name}.yaml`;
    const read = attempt(file, () => parseExperiment(readFileSync(join(dir, file), 'utf8'), name));
    if (read !== undefined) faults.push(...suiteFaults(read, file, options.root ?? join(dir, '..')));
    if (read !== undefined)
      for (const [which, variant] of variantsOf(read))
        attempt(`${file}: ${which}`, () =>
          checkVariant(variant, { dir, root: options.root ?? join(dir, '..') }),
        );
  }
  return {
    prompts: ids.length,
    released: Object.values(released).flatMap((versions) => Object.keys(versions)).length,
    experiments: names.length,
    faults,
  };
}

function againstReleased({ id, version, sha256 }: Prompt, released: Released): LintFault[] {
  const versions = Object.keys(released[id] ?? {}).map(Number);
  const latest = Math.max(0, ...versions);
  const file = `${id}.md`;
  if (version < latest)
    return [
      {
        file,
        problem: `version ${version} is older than ${latest}, which was released; make it ${latest + 1}`,
      },
    ];
  const known = released[id]?.[version];
  if (known === undefined || known === sha256) return [];
  return [
    {
      file,
      problem: `version ${version} was released with other content, and released versions do not change; make it version ${version + 1}, or take the words back (released/${id}/${version}.md)`,
    },
  ];
}

/** A draft stands under the id of the prompt that it would replace. */
function checkDraft(file: string, ids: readonly string[]): void {
  const { id } = parsePrompt(readFileSync(file, 'utf8'));
  if (!ids.includes(id))
    throw new PromptError('prompt-not-found', `it is a draft of ${id}, which is no prompt`);
}

function releasedFaults(dir: string, released: Released): LintFault[] {
  const listed = Object.entries(released).flatMap(([id, versions]) =>
    Object.entries(versions).map(([version, sha256]) => ({ id, version: Number(version), sha256 })),
  );
  const faults = listed.flatMap(({ id, version, sha256 }) => {
    const file = releasedPath(id, version);
    try {
      const found = createHash('sha256')
        .update(readFileSync(join(dir, file)))
        .digest('hex');
      if (found !== sha256)
        return [
          { file, problem: 'is not what was released: its hash is another; take it back from the history' },
        ];
      loadPrompt(id, { version, dir });
      return [];
    } catch (error) {
      return [{ file, problem: error instanceof Error ? error.message : String(error) }];
    }
  });
  const names = new Set(listed.map(({ id, version }) => `${id}/${version}`));
  const extra = releasedFiles(dir)
    .filter((path) => !names.has(path))
    .map((path) => ({
      file: `released/${path}.md`,
      problem: 'stands not in released.json; write versions with npm run prompts -- release ID',
    }));
  return [...faults, ...extra];
}

function variantsOf({ variants }: Experiment): readonly (readonly [string, Variant])[] {
  return Object.entries(variants);
}

function suiteFaults({ suites = [] }: Experiment, file: string, root: string): LintFault[] {
  return suites
    .filter((suite) => !existsSync(join(root, suite.includes('/') ? suite : `evals/suites/${suite}.yaml`)))
    .map((suite) => ({ file, problem: `suites: there is no ${suite} in evals/suites` }));
}

/** Reads every prompt that a variant names. */
function checkVariant(variant: Variant, where: { readonly dir: string; readonly root: string }): void {
  const prompts = variantPrompts(variant, where);
  for (const record of [variant.prompts, variant.settings, variant.sampling])
    for (const id of Object.keys(record ?? {})) prompts(id);
}
