/**
 * Text in the one spelling that words are compared in: lower case, without accents, ligatures and width forms, Greek
 * symbols by their names (`TNF-α` becomes `tnf-alpha`), abbreviations without their dots (`U.S.` becomes `us`).
 */
export function foldText(text: string): string {
  const plain = ONLY_ASCII.test(text) ? text.toLowerCase() : foldLetters(text);
  return plain.replace(ABBREVIATION, (letters) => letters.replaceAll('.', ''));
}

// biome's noControlCharactersInRegex would refuse \x00: the printable ones, tabs and line ends are what texts have.
const ONLY_ASCII = /^[\t\n\r -~]*$/;

function foldLetters(text: string): string {
  return text
    .replace(/[™®©℠]/gu, ' ')
    .normalize('NFKD')
    .replace(/[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]+/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ＇`´]/gu, "'")
    .replace(/[ßæœøłđðþıς]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/\p{Script=Greek}+/gu, (letters) =>
      letters.length > LONGEST_SYMBOL ? letters : named(letters),
    );
}

/** `e.g.`, `u.s`: single letters with dots between them. */
const ABBREVIATION = /(?<![\p{L}\p{N}.])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])\.?/gu;

/** Longer runs of Greek letters are words of the language. */
const LONGEST_SYMBOL = 2;

function named(letters: string): string {
  return [...letters].map((letter) => GREEK[letter] ?? letter).join('');
}

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  `α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron
  π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega`
    .split(/\s+(?=\p{Script=Greek})/u)
    .map((pair) => pair.split(' ') as [string, string]),
);
