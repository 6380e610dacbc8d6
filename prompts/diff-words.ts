/** A piece of two texts: in both, only in the first, or only in the second. */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * What makes one text of another, word by word: the words, marks and blanks of both in their order, with as many of
 * them as possible in both. Joined, `same` and `removed` are the first text, `same` and `added` the second. Where more
 * than 4,000 × 4,000 words differ, the whole place counts as replaced.
 */
export function diffWords(before: string, after: string): readonly DiffPiece[] {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [one, other] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return merged([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...(one.length * other.length > MOST_CELLS ? replaced(one, other) : middle(one, other)),
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

const MOST_CELLS = 16_000_000;

function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function replaced(one: readonly string[], other: readonly string[]): DiffPiece[] {
  return [
    { kind: 'removed', text: one.join('') },
    { kind: 'added', text: other.join('') },
  ];
}

/** By the longest common subsequence; lengths of it from each place on, a row a word of the first text. */
function middle(one: readonly string[], other: readonly string[]): DiffPiece[] {
  const width = other.length + 1;
  const longest = new Uint16Array((one.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pieces: DiffPiece[] = [];
  let [row, column] = [0, 0];
  while (row < one.length || column < other.length) {
    const [word, next] = [one[row], other[column]];
    if (word !== undefined && word === next) {
      pieces.push({ kind: 'same', text: word });
      row += 1;
      column += 1;
    } else if (word !== undefined && (next === undefined || at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ kind: 'removed', text: word });
      row += 1;
    } else {
      pieces.push({ kind: 'added', text: next ?? '' });
      column += 1;
    }
  }
  return pieces;
}

/** Neighbours of a kind as one, in each place what is removed before what is added, nothing empty. */
function merged(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const out: DiffPiece[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') out.push({ kind: 'removed', text: removed });
    if (added !== '') out.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') out[out.length - 1] = { kind, text: last.text + text };
      else out.push({ kind, text });
    }
  }
  flush();
  return out;
}
