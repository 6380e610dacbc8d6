import { answerMarkdown } from './escape.ts';

/** Longest run without a blank that is held back before it is passed on as it is. */
const MOST_HELD = 1_000;

/** Words of an answer on their way to a stream, safe in every prefix that is shown. */
export interface WordsFilter {
  /** What may be shown of what has come; the word that is still coming is held back. */
  push(words: string): string;
  /** What was held back. */
  end(): string;
}

/**
 * Makes words safe while they come: what would be a mention or a link is known only when its word is whole. Code is
 * not told apart in parts of an answer, so its angle brackets may show as entities until the whole is written.
 */
export function createWordsFilter(): WordsFilter {
  let held = '';
  return {
    push(words) {
      const all = held + words;
      const last = /\S*$/.exec(all)?.[0] ?? '';
      held = last.length > MOST_HELD ? '' : last;
      return answerMarkdown(all.slice(0, all.length - held.length));
    },
    end() {
      const rest = answerMarkdown(held);
      held = '';
      return rest;
    },
  };
}
