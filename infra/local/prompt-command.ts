import { existsSync, readFileSync } from 'node:fs';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import { type DiffPiece, diffWords } from '#prompts/diff-words.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import { type Prompt, PromptError, parsePrompt } from '#prompts/prompt.ts';
import { promptIds } from '#prompts/prompt-files.ts';
import { readReleased } from '#prompts/released.ts';
import { type PromptContext, selectPrompts } from '#prompts/selection.ts';

/**
 * The prompt that a command names: `ID`, `ID@VERSION` for a released one, or the path of a Markdown file.
 * @throws {PromptError} saying what there is instead
 */
export function namedPrompt(name: string): Prompt {
  if (name.endsWith('.md')) {
    if (!existsSync(name)) throw new PromptError('prompt-not-found', `there is no file ${name}`);
    return parsePrompt(readFileSync(name, 'utf8'));
  }
  const [id = '', version, ...rest] = name.split('@');
  if (version === undefined) return known(id);
  const versions = Object.keys(readReleased()[id] ?? {});
  if (rest.length > 0 || !versions.includes(version)) {
    known(id);
    const there = versions.length === 0 ? 'none was released' : `released: ${versions.join(', ')}`;
    throw new PromptError('prompt-not-found', `${name}: there is no such version; ${there}`);
  }
  return loadPrompt(id, { version: Number(version) });
}

function known(id: string): Prompt {
  const ids = promptIds();
  if (ids.includes(id)) return loadPrompt(id);
  const near = nearest(id, ids);
  const hint = near === undefined ? 'npm run prompts -- list names them' : `did you mean ${near}?`;
  throw new PromptError('prompt-not-found', `there is no prompt ${id}; ${hint}`);
}

/** What `list` tells of a prompt. */
export interface ListedPrompt {
  readonly id: string;
  readonly version: number;
  /** Whether this very file was released. */
  readonly released: boolean;
  readonly releasedVersions: readonly number[];
  readonly tier: string;
  readonly purpose: string;
  readonly settings: Prompt['settings'];
  readonly model: Prompt['model'];
  readonly variables: readonly string[];
  readonly sha256: string;
}

export function listPrompts(): readonly ListedPrompt[] {
  const released = readReleased();
  return promptIds().map((id) => {
    const { version, tier, purpose, settings, model, variables, sha256 } = loadPrompt(id);
    const versions = released[id] ?? {};
    return {
      id,
      version,
      released: versions[version] === sha256,
      releasedVersions: Object.keys(versions).map(Number),
      tier,
      purpose,
      settings,
      model,
      variables: Object.keys(variables),
      sha256,
    };
  });
}

export function listLines(prompts: readonly ListedPrompt[]): string {
  return prompts
    .map(({ id, version, released, tier, purpose, settings, sha256 }) =>
      [
        `${id}  version ${version}${released ? '' : ' (not released)'}, ${tier}, ${sha256.slice(0, 12)}`,
        `  ${purpose}`,
        ...(Object.keys(settings).length === 0 ? [] : [`  settings: ${settingWords(settings)}`]),
      ].join('\n'),
    )
    .join('\n');
}

function settingWords(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(', ');
}

/** What is chosen in a context, one line a role, with the row that chose it. */
export function selectionLines(context: PromptContext): string {
  const selected = selectPrompts(context);
  if (selected.length === 0) return 'Nothing is chosen: no row of the table fits.';
  return selected
    .map(({ role, id, row, matched }) => `${role}: ${id}\n  as ${matched}: ${row.because}`)
    .join('\n');
}

export interface PromptDiff {
  readonly before: string;
  readonly after: string;
  readonly same: boolean;
  /** Of the front matter: `[field, before, after]` as JSON texts. */
  readonly fields: readonly (readonly [string, string, string])[];
  readonly text: readonly DiffPiece[];
}

export function diffPrompts(before: Prompt, after: Prompt): PromptDiff {
  const fields = [...fieldsOf(before).keys(), ...fieldsOf(after).keys()];
  const differing = [...new Set(fields)].flatMap((name) => {
    const [one, other] = [fieldsOf(before).get(name) ?? 'none', fieldsOf(after).get(name) ?? 'none'];
    return one === other ? [] : [[name, one, other] as const];
  });
  return {
    before: `${before.id}@${before.version}`,
    after: `${after.id}@${after.version}`,
    same: before.text === after.text && differing.length === 0,
    fields: differing,
    text: diffWords(before.text, after.text),
  };
}

function fieldsOf({ id, version, purpose, tier, variables, settings, model }: Prompt): Map<string, string> {
  const flat = (prefix: string, record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).map(
      ([name, value]) => [`${prefix}.${name}`, JSON.stringify(value)] as [string, string],
    );
  return new Map([
    ['id', id],
    ['version', String(version)],
    ['purpose', purpose],
    ['tier', tier],
    ...flat('variables', variables),
    ...flat('settings', settings),
    ...flat('model', model),
  ]);
}

/** The fields that differ, then the lines of text with a difference, `[-removed-]` and `{+added+}` in them. */
export function diffLines({ before, after, same, fields, text }: PromptDiff): string {
  if (same) return `${before} and ${after} are the same.`;
  const marked = text
    .map(({ kind, text: piece }) =>
      kind === 'same' ? piece : kind === 'removed' ? `[-${piece}-]` : `{+${piece}+}`,
    )
    .join('');
  return [
    `${before} → ${after}`,
    ...fields.map(([name, one, other]) => `  ${name}: ${one} → ${other}`),
    ...changedLines(marked),
  ].join('\n');
}

/** A piece may run over several lines: all of them count. */
function changedLines(marked: string): readonly string[] {
  let open = false;
  return marked.split('\n').filter((line) => {
    const begins =
      line.lastIndexOf('[-') > line.lastIndexOf('-]') || line.lastIndexOf('{+') > line.lastIndexOf('+}');
    const touched = open || /\[-|\{\+/.test(line);
    open = begins || (open && !/-\]|\+\}/.test(line));
    return touched;
  });
}
