import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { contradictions } from './contradictions.ts';
import {
  ENVIRONMENT_NAMES,
  type EnvironmentConfig,
  type EnvironmentName,
  environmentConfigSchema,
} from './environment-config.ts';

/** What stands in files of configuration cannot be deployed; `faults` has a line for each reason. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'bad-configuration';
  readonly faults: readonly string[];

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `- ${fault}`).join('\n')}`, options);
    this.faults = faults;
  }
}

/** Where the environments' files are. */
export const CONFIG_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * The configuration of the named environments, in the order given.
 * @throws {ConfigError} naming the file, the field, the value and the way out of every fault, of all files at once
 */
export function readEnvironments(
  names: readonly EnvironmentName[] = ENVIRONMENT_NAMES,
  folder = CONFIG_FOLDER,
): EnvironmentConfig[] {
  const faults: string[] = [];
  const configs: EnvironmentConfig[] = [];
  for (const name of names) {
    const file = `${name}.yaml`;
    const read = readYaml(`${folder}/${file}`);
    if (typeof read === 'string') {
      faults.push(`${file}: ${read}`);
      continue;
    }
    const checked = checkConfig(read.value, name);
    if ('config' in checked) configs.push(checked.config);
    else faults.push(...checked.faults.map((fault) => `${file}: ${fault}`));
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return configs;
}

/** A file's content as a configuration, or every fault in words; `name` is what the file is called after. */
export function checkConfig(
  value: unknown,
  name: EnvironmentName,
): { readonly config: EnvironmentConfig } | { readonly faults: readonly string[] } {
  const parsed = environmentConfigSchema.safeParse(value);
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map((issue) => {
        const path = issue.path.join('.');
        const given = valueAt(value, issue.path);
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
        if (unknown !== undefined)
          return `${path === '' ? '' : `${path}.`}${unknown} is not known: take it out, or correct its spelling`;
        return `${path === '' ? 'the file' : path} is ${given === undefined ? 'missing' : shown(given)}: give ${issue.message}`;
      }),
    };
  const config = parsed.data;
  const wrongFile =
    config.environment === name
      ? []
      : [`environment is ${config.environment}, and the file is that of ${name}: make them the same`];
  const faults = [...wrongFile, ...contradictions(config).map(({ path, message }) => `${path} ${message}`)];
  return faults.length > 0 ? { faults } : { config };
}

function readYaml(path: string): { readonly value: unknown } | string {
  try {
    return { value: parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return 'there is no such file in infra/config: copy one of the others and change it';
    return `is no YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
