import type { z } from 'zod';

/**
 * What is wrong with a file, one line a fault: the field, and what is accepted. An unknown key is told with the known
 * one that it is probably meant to be.
 * @param known every key that the file may have, wherever it stands.
 */
export function schemaFaults(error: z.ZodError, known: readonly string[] = []): readonly string[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.') || 'the file';
    if (issue.code === 'invalid_key')
      return issue.issues.map(({ message }) => `${field}: is no name here: ${message}`);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${field}: ${unknownKey(key, known)}`);
    return [`${field}: ${issue.message}`];
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = known
    .map((word) => ({ word, distance: lettersApart(key.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= Math.max(2, Math.floor(word.length / 3)))
    .sort((one, other) => one.distance - other.distance)[0];
  return `the key ${key} is not known${near === undefined ? '' : `; did you mean ${near.word}?`}`;
}

/** Insertions, deletions and replacements; keys longer than 60 letters are far from everything. */
function lettersApart(a: string, b: string): number {
  if (a.length > 60) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? a.length;
}
