/**
 * The text of a list that somebody may have meant: the one that differs in the fewest letters, as a whole or in its
 * first words, when those are few; or that holds what was written or is held by it. Undefined when none is near.
 */
export function nearest(text: string, known: Iterable<string>): string | undefined {
  const wanted = fold(text);
  if (wanted === '' || wanted.length > LONGEST) return undefined;
  const words = text.trim().split(/\s+/).length;
  let best: { readonly text: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const beginning = candidate.trim().split(/\s+/).slice(0, words).join(' ');
    const distance = Math.min(
      apart(wanted, fold(candidate)),
      apart(wanted, fold(beginning)) + BEGINNING_ONLY,
    );
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { text: candidate, distance };
  }
  return best?.text;
}

/** Of two texts as near, the one that is near as a whole. */
const BEGINNING_ONLY = 0.5;

/** Letters between two texts, infinite when they are too many of them. */
function apart(wanted: string, known: string): number {
  if (wanted === known) return 0;
  if (isPart(wanted, known)) return 1;
  const most = Math.max(1, Math.floor(Math.max(wanted.length, known.length) / 3));
  const distance = lettersApart(wanted, known, most);
  return distance <= most ? distance : Number.POSITIVE_INFINITY;
}

const LONGEST = 200;
const SHORTEST_PART = 3;

function isPart(wanted: string, known: string): boolean {
  if (wanted.length < SHORTEST_PART || known.length < SHORTEST_PART) return false;
  return known.includes(wanted) || wanted.includes(known);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Insertions, deletions and replacements between two texts; above `most` it is only known to be above. */
export function lettersApart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row.at(-1) ?? most + 1;
}
