import type { TokenRange } from '../facts/fact.ts';
import type { Token } from '../text/tokens.ts';

/** Words that join what is asked to what else is asked. */
const JOINTS: ReadonlySet<string> = new Set([
  'and',
  '&',
  '+',
  ',',
  ';',
  'plus',
  'also',
  'then',
  ':',
  '-',
  '–',
  '—',
  '/',
]);

/** Sentences: up to a mark that ends one, or a line's end; the points of abbreviations and numbers end none. */
export function sentencesOf(tokens: readonly Token[]): readonly TokenRange[] {
  return parted(tokens, { from: 0, to: tokens.length }, ({ kind, fold }, at) => {
    if (kind === 'line' || fold === '?' || fold === '!' || fold === ';') return true;
    return fold === '.' && tokens[at + 1]?.glued !== true && (tokens[at - 1]?.fold.length ?? 0) > 1;
  });
}

/** The parts of a sentence between words and marks that join. */
export function clausesOf(tokens: readonly Token[], range: TokenRange): readonly TokenRange[] {
  return parted(tokens, range, ({ fold, glued }, at) => {
    if (!JOINTS.has(fold)) return false;
    // `10-12`, `co-sell`, `$250,000`
    return !(glued && tokens[at + 1]?.glued === true && /^[-/,+:]$/.test(fold));
  });
}

function parted(
  tokens: readonly Token[],
  { from, to }: TokenRange,
  ends: (token: Token, at: number) => boolean,
): readonly TokenRange[] {
  const parts: TokenRange[] = [];
  let start = from;
  for (let at = from; at <= to; at += 1) {
    const token = tokens[at];
    if (at < to && token !== undefined && !ends(token, at)) continue;
    if (tokens.slice(start, at).some(({ kind }) => kind === 'word' || kind === 'number'))
      parts.push({ from: start, to: at });
    start = at + 1;
  }
  return parts;
}
