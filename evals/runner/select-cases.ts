import { nearest } from '#knowledge-base/projects/nearest.ts';
import type { EvalCase } from '../cases/eval-case.ts';
import type { Suite } from '../cases/read-suite.ts';

export interface Selection {
  /** Ids of cases or suites; a `*` stands for anything. */
  readonly only?: readonly string[] | undefined;
  /** Cases with any of these tags; with `!` in front: without it. */
  readonly tags?: readonly string[] | undefined;
}

/** A selection that nothing answers to: a run of nothing would pass by accident. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
  readonly code = 'nothing-selected';
}

/** @throws {SelectionError} naming the filter that meets nothing, and what was probably meant */
export function selectCases(
  suites: readonly Suite[],
  { only = [], tags = [] }: Selection,
): readonly EvalCase[] {
  const all = suites.flatMap(({ cases }) => cases);
  const names = [...all.map(({ id }) => id), ...suites.map(({ suite }) => suite)];
  for (const wanted of only) {
    if (!names.some((name) => isMet(wanted, name)))
      throw new SelectionError(`--only ${wanted}: no case and no suite is called so${hint(wanted, names)}`);
  }
  const known = new Set(all.flatMap((each) => each.tags));
  for (const wanted of tags) {
    const tag = wanted.replace(/^!/, '');
    if (!known.has(tag))
      throw new SelectionError(`--tag ${wanted}: no case has this tag${hint(tag, [...known])}`);
  }
  const wantedTags = tags.filter((tag) => !tag.startsWith('!'));
  const unwanted = tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1));
  const selected = all.filter(
    (item) =>
      (only.length === 0 || only.some((wanted) => isMet(wanted, item.id) || isMet(wanted, item.suite))) &&
      (wantedTags.length === 0 || wantedTags.some((tag) => item.tags.includes(tag))) &&
      !unwanted.some((tag) => item.tags.includes(tag)),
  );
  if (selected.length === 0) throw new SelectionError('no case meets all of these filters together');
  return selected;
}

function isMet(wanted: string, name: string): boolean {
  if (!wanted.includes('*')) return wanted === name;
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function hint(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
