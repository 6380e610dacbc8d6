import type { Span } from '../text/tokens.ts';
import { COUNTRY_CODES } from '../values/place-names.ts';

const FLAG = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const FIRST_LETTER = 0x1f1e6;
const MOST_FLAGS = 20;

/** The country whose flag is shown, when all flags of the message are of one; null when none or several are. */
export function countryOfFlags(source: string): { readonly country: string; readonly span: Span } | null {
  const flags = [...source.slice(0, LONGEST_READ).matchAll(FLAG)].slice(0, MOST_FLAGS).map((match) => ({
    country: [...match[0]]
      .map((letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - FIRST_LETTER + 65))
      .join(''),
    span: { start: match.index, end: match.index + match[0].length },
  }));
  const [first] = flags;
  const isOne = first !== undefined && flags.every(({ country }) => country === first.country);
  return isOne && COUNTRY_CODES.has(first.country) ? first : null;
}

const LONGEST_READ = 20_000;
