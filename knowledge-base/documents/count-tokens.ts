/**
 * About how many tokens a language model makes of a text: a word counts one for each six letters begun, a run of
 * digits one for each three, anything else that is not space one. An estimate, the same on every machine; no
 * tokenizer of a particular model.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [run] of text.matchAll(/[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu)) {
    const letters = [...run].length;
    tokens += /^[\p{L}\p{M}]/u.test(run)
      ? Math.ceil(letters / 6)
      : /^\p{N}/u.test(run)
        ? Math.ceil(letters / 3)
        : 1;
  }
  return tokens;
}
