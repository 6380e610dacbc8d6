import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';
import { LEGAL_FORMS } from './name-words.ts';

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '«': '»',
  "'": "'",
  '‘': '’',
};

/** A quoted name, the quotes left out. */
export function quotedRun(tokens: readonly Token[], from: number): TokenRange | null {
  const close = QUOTES[tokens[from]?.text ?? ''];
  if (close === undefined) return null;
  for (let at = from + 1; at < Math.min(tokens.length, from + 24); at += 1) {
    if (tokens[at]?.kind === 'line') return null;
    if (tokens[at]?.text === close || (close === '“' && tokens[at]?.text === '”'))
      return at > from + 1 ? withLegalForm(tokens, { from: from + 1, to: at }) : null;
  }
  return null;
}

/** `"Blue Door" GmbH`: a legal form after the quotes belongs to the name, and then so do they. */
function withLegalForm(tokens: readonly Token[], inner: TokenRange): TokenRange {
  let to = inner.to + 1;
  if (!LEGAL_FORMS.has(tokens[to]?.fold ?? '')) return inner;
  while (
    LEGAL_FORMS.has(tokens[to]?.fold ?? '') ||
    (['&', '.'].includes(tokens[to]?.fold ?? '') && LEGAL_FORMS.has(tokens[to + 1]?.fold ?? ''))
  )
    to += 1;
  return { from: inner.from - 1, to };
}
