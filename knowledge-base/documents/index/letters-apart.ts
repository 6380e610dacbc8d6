/**
 * How many letters have to be put in, left out, replaced, or exchanged with their neighbour to make one word of the
 * other (Damerau and Levenshtein, each place changed once); `most + 1` when it is more than `most`.
 */
export function lettersApart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const width = b.length + 1;
  let [before, row, next] = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)];
  for (let j = 0; j < width; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    next[0] = i;
    let least = i;
    for (let j = 1; j < width; j += 1) {
      const [letterA, letterB] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)];
      let distance = Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (letterA === letterB ? 0 : 1),
      );
      const exchanged = i > 1 && j > 1 && letterA === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === letterB;
      if (exchanged) distance = Math.min(distance, at(before, j - 2) + 1);
      next[j] = distance;
      if (distance < least) least = distance;
    }
    // An exchange looks two rows back and adds one, and a row's least is at most one above that of the row before.
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(at(row, b.length), most + 1);
}

function at(row: Uint8Array, place: number): number {
  return row[place] ?? 0;
}
