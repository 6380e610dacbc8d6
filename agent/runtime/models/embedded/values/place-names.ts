import { NO_COUNTRIES } from '#knowledge-base/projects/country-codes.ts';
import type { Region } from '#knowledge-base/projects/vocabulary.ts';
import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { AMBIGUOUS_PLACES } from './ambiguous-places.ts';
import { CITIES, STATE_CODES, STATES } from './city-words.ts';
import { ADJECTIVES, COUNTRY_NAMES, REGION_NAMES } from './place-words.ts';

export type Place =
  | {
      readonly kind: 'country';
      readonly country: string;
      /** `within`: a city, `state`: a state or province of the country. */
      readonly by: 'name' | 'adjective' | 'within' | 'state';
    }
  | { readonly kind: 'region'; readonly region: Region }
  /** The name is that of places in several countries. */
  | { readonly kind: 'ambiguous'; readonly countries: readonly string[] };

const displayNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The English name of an ISO 3166-1 alpha-2 code; the code itself when it has none. */
export function countryName(code: string): string {
  return displayNames.of(code) ?? code;
}

export const COUNTRY_CODES: ReadonlySet<string> = new Set(
  letters()
    .flatMap((first) => letters().map((second) => first + second))
    .filter((code) => displayNames.of(code) !== undefined && !NO_COUNTRIES.has(code))
    // Codes of former countries carry the name of another one; the code in use is the canonical one.
    .filter(
      (code) =>
        new Intl.Locale(`und-${code}`).region === code &&
        Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    ),
);

export const ALIAS_CODES: Readonly<Record<string, string>> = { uk: 'GB' };

type Entry = readonly [string, Place];

/** A place by one of its names, the longest that fits; names of countries also when misspelt. */
export const namedPlace: Parser<Place> = phrases<Place>(
  [
    // First those that are also a country's official name: `Georgia`.
    ...Object.entries(AMBIGUOUS_PLACES).map(
      ([name, countries]): Entry => [name, { kind: 'ambiguous', countries }],
    ),
    ...[...COUNTRY_CODES].map(
      (code): Entry => [countryName(code), { kind: 'country', country: code, by: 'name' }],
    ),
    ...listed(COUNTRY_NAMES, 'name'),
    ...listed(ADJECTIVES, 'adjective'),
    ...listed(STATES, 'state'),
    ...listed(CITIES, 'within'),
    ...Object.entries(REGION_NAMES).flatMap(([region, names]) =>
      names.split('|').map((name): Entry => [name, { kind: 'region', region: region as Region }]),
    ),
  ],
  { misspelt: (place) => place.kind === 'country' && (place.by === 'name' || place.by === 'adjective') },
);

const misspeltCity: Parser<Place> = phrases<Place>(
  [...listed(CITIES, 'within'), ...listed(STATES, 'state')],
  {
    misspelt: () => true,
    most: 1,
  },
);

const SHORTEST_MISSPELT_CITY = 7;

/** `in Barcelna`: names of cities are too many and too like other words to be guessed at without a word that leads to one. */
export const misspeltPlace: Parser<Place> = (tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.fold.length < SHORTEST_MISSPELT_CITY) return null;
  if (!PLACE_LEADS.has(tokens[at - 1]?.fold ?? '')) return null;
  return misspeltCity(tokens, at);
};

export const PLACE_LEADS: ReadonlySet<string> = new Set(
  'in from near based hq headquartered headquarters'.split(' '),
);

function listed(
  names: Readonly<Record<string, string>>,
  by: 'name' | 'adjective' | 'within' | 'state',
): Entry[] {
  return Object.entries(names).flatMap(([country, row]) =>
    row.split('|').map((name): Entry => [name, { kind: 'country', country, by }]),
  );
}

/** `US`, `the us`, `us-based`, `(DE)`, `, NO,`: two letters are a country only where nothing else fits. */
export function codeAt(tokens: readonly Token[], at: number): { value: Place; next: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.fold.length !== 2) return null;
  const state = STATE_CODES.get(token.fold);
  if (state !== undefined && followsTown(tokens, at))
    return { value: { kind: 'country', country: state, by: 'state' }, next: at + 1 };
  const code = ALIAS_CODES[token.fold] ?? token.fold.toUpperCase();
  if (!COUNTRY_CODES.has(code)) return null;
  const found = { value: { kind: 'country', country: code, by: 'name' } as const, next: at + 1 };
  const upper = token.text === token.text.toUpperCase();
  const [before, after] = [tokens[at - 1]?.fold ?? '\n', tokens[at + 1]?.fold ?? '\n'];
  if (code === 'US' || code === 'GB') {
    if (code === 'GB' && token.fold === 'uk') return found;
    if (upper && after !== '$') return found;
    const based = after === '-' && tokens[at + 2]?.fold === 'based';
    return before === 'the' || based || (isFence(before) && isFence(after)) ? found : null;
  }
  // `GmbH & Co. KG`: the point of an abbreviation parts nothing.
  if (before === '.' && tokens[at - 1]?.glued === true && (tokens[at - 2]?.text.length ?? 9) <= 3)
    return null;
  return upper && isFence(before) && isFence(after) && !(before === '\n' && after === '\n') ? found : null;
}

function isFence(fold: string): boolean {
  return [',', '(', ')', '/', ';', '|', '\n', '-', '.'].includes(fold);
}

/** `in Peoria, IL`: two capital letters after a town that nothing here knows are its state. */
function followsTown(tokens: readonly Token[], at: number): boolean {
  const [token, comma, town] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (token?.text !== token?.text.toUpperCase() || comma?.fold !== ',' || town?.kind !== 'word') return false;
  const lead = tokens[at - 3]?.fold ?? '';
  const isTown = /^\p{Lu}/u.test(town.text) && (PLACE_LEADS.has(lead) || lead === 'of');
  return isTown && namedPlace(tokens, at - 2) === null;
}

function letters(): string[] {
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
}
