/** A word without its usual English endings, so that `risky`, `risks` and `risk` meet. */
export function stem(word: string): string {
  let root = word;
  for (const [ending, shortest] of ENDINGS) {
    if (root.length - ending.length >= shortest && root.endsWith(ending)) {
      root = root.slice(0, -ending.length);
      break;
    }
  }
  // `planning` is `plan`, but `sell` and `class` keep their pair.
  return /([bdgmnprt])\1$/.test(root) && root !== word ? root.slice(0, -1) : root;
}

const ENDINGS: readonly (readonly [string, number])[] = [
  ['ations', 4],
  ['ation', 4],
  ['ings', 3],
  ['ing', 3],
  ['edly', 3],
  ['ness', 4],
  ['ies', 3],
  ['ied', 3],
  ['est', 4],
  ['ed', 3],
  ['es', 3],
  ['ly', 3],
  ['s', 3],
  ['y', 4],
  ['e', 3],
];
