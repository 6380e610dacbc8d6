import type { Pin } from './pin-store.ts';

/**
 * The version that stood before the present one: from the values that a pin had, the latest first. Going back is going
 * back: after 1, 2, 3 and a rollback to 2 the version before is 1, not 3.
 */
export function versionBefore(history: readonly Pin[]): string | undefined {
  const stack: string[] = [];
  for (const { value } of history.toReversed()) {
    const at = stack.lastIndexOf(value);
    if (at === -1) stack.push(value);
    else stack.length = at + 1;
  }
  return stack.at(-2);
}
