/**
 * About how many tokens a language model makes of a text: a word counts one for each six letters begun, a run of
 * digits one for each three, anything else that is not space one. An estimate, the same on every machine; no
 * tokenizer of a particular model.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  let run = 0;
  let before: Kind = 'space';
  for (const character of text) {
    const kind = kindOf(character);
    if (kind !== before) {
      tokens += tokensOf(before, run);
      run = 0;
      before = kind;
    }
    run += 1;
  }
  return tokens + tokensOf(before, run);
}

type Kind = 'letter' | 'digit' | 'sign' | 'space';

function tokensOf(kind: Kind, characters: number): number {
  if (kind === 'space') return 0;
  return kind === 'sign' ? characters : Math.ceil(characters / (kind === 'letter' ? 6 : 3));
}

/** Texts have few characters and many of each; what a character is, is looked up once. */
const kinds = new Map<string, Kind>();

function kindOf(character: string): Kind {
  const known = kinds.get(character);
  if (known !== undefined) return known;
  const kind = /[\p{L}\p{M}]/u.test(character)
    ? 'letter'
    : /\p{N}/u.test(character)
      ? 'digit'
      : /\s/u.test(character)
        ? 'space'
        : 'sign';
  kinds.set(character, kind);
  return kind;
}
