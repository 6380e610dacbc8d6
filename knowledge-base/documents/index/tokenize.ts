import { foldText } from './fold-text.ts';

/**
 * The words of a text in their order, folded. Hyphens, slashes and all other signs part words. Kept whole are decimal
 * numbers (`3.5`, `.5` as `0.5`), versions (`1.2.3`) and grouped numbers, without their commas (`10,000` as `10000`).
 * A possessive's `'s` goes, other apostrophes inside a word close up (`don't` as `dont`).
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const raw of foldText(text).match(TOKEN) ?? []) {
    if (raw.includes(',')) tokens.push(...(GROUPED.test(raw) ? [raw.replaceAll(',', '')] : raw.split(',')));
    else if (raw.includes("'")) tokens.push(raw.replace(/'s$/, '').replaceAll("'", ''));
    else tokens.push(raw.startsWith('.') ? `0${raw}` : raw);
  }
  return tokens.map((token) => (token.length > LONGEST_TOKEN ? token.slice(0, LONGEST_TOKEN) : token));
}

/** Letters and digits; between digits also a point or a comma, between letters an apostrophe. */
const TOKEN =
  /(?:(?<![\p{L}\p{N}.])\.(?=\p{N}))?[\p{L}\p{N}]+(?:(?:(?<=\p{N})[.,](?=\p{N})|(?<=\p{L})'(?=\p{L}))[\p{L}\p{N}]+)*/gu;

/** `10,000` and `1,234,567.5`, but not `1,2,3`. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Longer ones are no words, and only their beginning is kept. */
const LONGEST_TOKEN = 64;
