import type { ModelCitation } from '../../model.ts';

/** Words with the places in them that sources support. */
export interface CitedWords {
  readonly text: string;
  readonly citations: readonly ModelCitation[];
}

/** Joins pieces; each piece with a source is cited where it comes to stand. */
export function citedWords(
  pieces: readonly (string | { readonly text: string; readonly source: ModelCitation['source'] })[],
): CitedWords {
  let text = '';
  const citations: ModelCitation[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      citations.push({ start: text.length, end: text.length + piece.text.length, source: piece.source });
      text += piece.text;
    }
  }
  return { text, citations };
}

/** Several words one after another, parted; what is empty is left out. */
export function joinCited(parts: readonly (string | CitedWords | undefined)[], joint: string): CitedWords {
  let text = '';
  const citations: ModelCitation[] = [];
  for (const part of parts) {
    if (part === undefined) continue;
    const own = typeof part === 'string' ? { text: part, citations: [] } : part;
    if (own.text.trim() === '') continue;
    if (text !== '') text += joint;
    citations.push(
      ...own.citations.map(({ start, end, source }) => ({
        start: start + text.length,
        end: end + text.length,
        source,
      })),
    );
    text += own.text;
  }
  return { text, citations };
}
