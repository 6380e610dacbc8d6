/**
 * The text of a list that somebody may have meant: the one that differs in the fewest letters, when those are few,
 * or that begins with, ends with or holds what was written. Undefined when none is near.
 */
export function nearest(text: string, known: Iterable<string>): string | undefined {
  const wanted = fold(text);
  if (wanted === '' || wanted.length > LONGEST) return undefined;
  let best: { readonly text: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const folded = fold(candidate);
    const most = Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3));
    const distance = isPart(wanted, folded) ? 1 : lettersApart(wanted, folded, most);
    if (distance <= most && (best === undefined || distance < best.distance))
      best = { text: candidate, distance };
  }
  return best?.text;
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
function lettersApart(a: string, b: string, most: number): number {
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
