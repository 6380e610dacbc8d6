import type { PersonalDataType } from './guardrail-declaration.ts';

/** Personal data in a text. */
export interface PersonalDatum {
  readonly type: PersonalDataType;
  /** In UTF-16 code units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

interface Finder {
  readonly type: PersonalDataType;
  readonly pattern: RegExp;
  readonly holds?: (text: string) => boolean;
}

/**
 * Each is told by more than its digits: a plus sign or brackets, a check sum, a prefix. Quantities, ids and dates of
 * deals are none of them. Order decides where two begin at one place.
 */
const FINDERS: readonly Finder[] = [
  {
    type: 'EMAIL',
    pattern: /(?<![\w.%+@-])[\w%+-][\w.%+-]{0,63}@[a-z0-9](?:[a-z0-9-]{0,62}\.){1,5}[a-z]{2,24}(?![\w@-])/gi,
  },
  { type: 'AWS_ACCESS_KEY', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  {
    type: 'AWS_SECRET_KEY',
    pattern: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
    // Forty characters of all kinds: a hash has no capitals, a path no mixture.
    holds: (text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && /[/+]/.test(text),
  },
  {
    type: 'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g,
    holds: isIban,
  },
  {
    type: 'CREDIT_DEBIT_CARD_NUMBER',
    pattern: /(?<![\w.,-])[3-6]\d{3}(?:([ -]?)\d{4}\1\d{4}\1\d{1,4}|[ -]?\d{6}[ -]?\d{5})(?![\w.,-]?\w)/g,
    holds: isCardNumber,
  },
  {
    type: 'US_SOCIAL_SECURITY_NUMBER',
    pattern: /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  {
    type: 'PHONE',
    pattern: /(?<![\w+])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}(?![\w-])/g,
    holds: (text) => text.replace(/\D/g, '').length >= 9,
  },
  { type: 'PHONE', pattern: /(?<![\w(])\([2-9]\d{2}\) ?\d{3}[ .-]\d{4}(?![\w-])/g },
];

/** The personal data of a text, from the front, none inside another. */
export function findPersonalData(text: string): readonly PersonalDatum[] {
  const found = FINDERS.flatMap(({ type, pattern, holds = () => true }) =>
    [...text.matchAll(pattern)]
      .filter(([match]) => holds(match))
      .map((match) => ({ type, start: match.index, end: match.index + match[0].length })),
  ).sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: PersonalDatum[] = [];
  for (const datum of found) if (datum.start >= (kept.at(-1)?.end ?? 0)) kept.push(datum);
  return kept;
}

/**
 * Where the end of a text may be the beginning of personal data that goes on: from there on it is to be held back. The
 * length of the text when nothing may.
 */
export function unfinishedFrom(text: string): number {
  let from = text.lastIndexOf(' ') + 1;
  if (text.lastIndexOf('\n') >= from) from = text.lastIndexOf('\n') + 1;
  // Numbers and accounts go on over single blanks.
  while (from > 0 && text[from - 1] === ' ' && text.length - from < LONGEST_HELD) {
    const word = /[^\s]+$/.exec(text.slice(Math.max(0, from - 1 - LONGEST_HELD), from - 1))?.[0] ?? '';
    if (!/[\d+(]|^[A-Z]{4}$/.test(word)) break;
    from -= word.length + 1;
  }
  return Math.max(from, text.length - LONGEST_HELD);
}

/** Longer runs are no personal data. */
const LONGEST_HELD = 400;

/** ISO 7064, mod 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Luhn. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (const [at, character] of [...digits].reverse().entries()) {
    const digit = Number(character) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
