import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type ModelSettings, modelSettings } from './model-settings.ts';
import { type DeclaredSettings, declaredSettings, settingText } from './prompt-settings.ts';
import { schemaFaults } from './schema-faults.ts';

export type PromptErrorCode =
  | 'prompt-malformed' // the file is not a prompt
  | 'prompt-unknown-variable' // a name that the front matter does not declare
  | 'prompt-missing-variable' // a declared name that the text does not use, or a value that was not given
  | 'prompt-not-found'; // there is no such file

export class PromptError extends Error {
  override readonly name = 'PromptError';
  readonly code: PromptErrorCode;
  constructor(code: PromptErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** `any`: the prompt is the same whichever agent uses it. */
export const PROMPT_TIERS = ['standard', 'enhanced', 'any'] as const;

export const PROMPT_ID = /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/;

const frontMatter = z.strictObject({
  id: z.string().regex(PROMPT_ID, 'lower-case words joined by - and /'),
  version: z.number().int().min(1),
  purpose: z.string().min(1),
  tier: z.enum(PROMPT_TIERS),
  variables: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a camelCase name'), z.string().min(1)),
  settings: declaredSettings.default({}),
  model: modelSettings.default({}),
});

const KNOWN_KEYS = [
  ...Object.keys(frontMatter.shape),
  ...Object.keys(declaredSettings.shape),
  ...Object.keys(modelSettings.shape),
];

/** Words given to a model: what the front matter declares, and the text with its `{{placeholders}}`. */
export interface Prompt {
  readonly id: string;
  readonly version: number;
  readonly purpose: string;
  readonly tier: (typeof PROMPT_TIERS)[number];
  /** Name → description. */
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: DeclaredSettings;
  /** How its model is to sample. */
  readonly model: ModelSettings;
  readonly text: string;
  /** Hash of the whole file, hex: the identity of a released prompt. */
  readonly sha256: string;
}

/**
 * Reads a Markdown file with YAML front matter. The text must use every declared variable and every
 * setting (as `{{settings.tone}}`), so that neither can be declared and have no effect.
 * @throws {PromptError} `prompt-malformed`, `prompt-unknown-variable`, `prompt-missing-variable`
 */
export function parsePrompt(source: string): Prompt {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source);
  if (match === null) throw new PromptError('prompt-malformed', 'no front matter between --- lines');
  const declared = frontMatter.safeParse(readYaml(match[1] ?? ''));
  if (!declared.success) {
    const issues = schemaFaults(declared.error, KNOWN_KEYS);
    throw new PromptError('prompt-malformed', issues.join('; '), { cause: declared.error });
  }
  const text = (match[2] ?? '').trim();
  if (text === '') throw new PromptError('prompt-malformed', `${declared.data.id}: no text`);
  const sha256 = createHash('sha256').update(source).digest('hex');
  const prompt: Prompt = { ...declared.data, text, sha256 };
  checkPlaceholders(prompt);
  return prompt;
}

/**
 * The text with every placeholder replaced, in one pass: a value is never read as a placeholder itself.
 * @throws {PromptError} `prompt-unknown-variable`, `prompt-missing-variable`, each naming the variable
 */
export function renderPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): string {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(prompt.variables, name)) {
      throw new PromptError('prompt-unknown-variable', `${prompt.id}: ${name} is not declared`);
    }
  }
  const all = new Map([...Object.entries(values), ...settingEntries(prompt.settings)]);
  return prompt.text.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = all.get(name);
    if (value === undefined)
      throw new PromptError(
        'prompt-missing-variable',
        `${prompt.id}: ${name} has no value: ${prompt.variables[name]}`,
      );
    return value;
  });
}

const PLACEHOLDER = /\{\{([A-Za-z0-9.]+)\}\}/g;

function readYaml(text: string): unknown {
  const document = parseDocument(text);
  const problem = document.errors[0] ?? document.warnings[0];
  try {
    if (problem !== undefined) throw problem;
    return document.toJS();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PromptError('prompt-malformed', `front matter: ${reason}`, { cause });
  }
}

function checkPlaceholders(prompt: Prompt): void {
  const known = new Set([
    ...Object.keys(prompt.variables),
    ...settingEntries(prompt.settings).map(([name]) => name),
  ]);
  const used = new Set([...prompt.text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  for (const name of used) {
    if (!known.has(name)) {
      throw new PromptError('prompt-unknown-variable', `${prompt.id}: {{${name}}} is not declared`);
    }
  }
  for (const name of known) {
    if (!used.has(name)) {
      throw new PromptError('prompt-missing-variable', `${prompt.id}: ${name} is declared and never used`);
    }
  }
  const rest = prompt.text.replace(PLACEHOLDER, '');
  if (rest.includes('{{') || rest.includes('}}')) {
    throw new PromptError('prompt-malformed', `${prompt.id}: a placeholder that is not {{name}}`);
  }
}

function settingEntries(settings: DeclaredSettings): [string, string][] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[`settings.${name}`, settingText(value)] as [string, string]],
  );
}
