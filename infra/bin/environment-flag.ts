import { ENVIRONMENT_NAMES, type EnvironmentName } from '../config/environment-config.ts';
import { UsageError } from '../local/bin/settings.ts';

/**
 * What `--env` names, each once and in the order of delivery; all environments when it names none.
 * @throws {UsageError} naming a value that is no environment
 */
export function environmentsOf(names: readonly string[]): EnvironmentName[] {
  for (const name of names) environmentOf(name);
  return ENVIRONMENT_NAMES.filter((name) => names.length === 0 || names.includes(name));
}

/** @throws {UsageError} when there is no such environment */
export function environmentOf(name: string | undefined): EnvironmentName {
  const found = ENVIRONMENT_NAMES.find((each) => each === name);
  if (found === undefined)
    throw new UsageError(
      `--env ${name === undefined ? 'is missing' : `"${name}"`}: give ${ENVIRONMENT_NAMES.join(', ')}`,
    );
  return found;
}
