import type { LastCall } from '../kernel/working-set.ts';

/** The arguments that were given, as the session keeps them to ask again with. */
export function givenArguments(input: Readonly<Record<string, unknown>>): LastCall['arguments'] {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as LastCall['arguments'];
}
