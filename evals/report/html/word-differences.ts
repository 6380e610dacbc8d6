/** A piece of a text, and whether the other text has it too. */
export interface Piece {
  readonly text: string;
  readonly isShared: boolean;
}

/** More than so many words to compare are told as wholly different where they differ. */
const MOST_CELLS = 1_000_000;

/**
 * Two texts in pieces, each marked where the other does not have it: the longest common run of words, blanks kept. The
 * pieces of a side joined are its text.
 */
export function wordDifferences(
  one: string,
  other: string,
): { readonly one: readonly Piece[]; readonly other: readonly Piece[] } {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const { sharedA, sharedB } = common(middleA, middleB);
  const mark = (words: readonly string[], middle: ReadonlySet<number>) =>
    words.map((text, at) => ({
      text,
      isShared: at < start || at >= words.length - end || middle.has(at - start),
    }));
  return { one: joined(mark(a, sharedA)), other: joined(mark(b, sharedB)) };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

function common(a: readonly string[], b: readonly string[]) {
  const sharedA = new Set<number>();
  const sharedB = new Set<number>();
  if (a.length * b.length > MOST_CELLS) return { sharedA, sharedB };
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      sharedA.add(i);
      sharedB.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { sharedA, sharedB };
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const found: { text: string; isShared: boolean }[] = [];
  for (const { text, isShared } of pieces) {
    const last = found.at(-1);
    if (last?.isShared === isShared) last.text += text;
    else found.push({ text, isShared });
  }
  return found;
}
