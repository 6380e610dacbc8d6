import { NO_COUNTRIES } from '#knowledge-base/projects/country-codes.ts';
import type { Region } from '#knowledge-base/projects/vocabulary.ts';
import { readAll } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import {
  ADJECTIVES,
  COUNTRY_NAMES,
  MONTH_FIRST_COUNTRIES,
  PLACES_WITHIN,
  REGION_NAMES,
} from './place-words.ts';

export type Place =
  | { readonly kind: 'country'; readonly country: string; readonly by: 'name' | 'adjective' | 'within' }
  | { readonly kind: 'region'; readonly region: Region };

export interface PlaceMention {
  readonly place: Place;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

const displayNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The English name of an ISO 3166-1 alpha-2 code; the code itself when it has none. */
export function countryName(code: string): string {
  return displayNames.of(code) ?? code;
}

const COUNTRY_CODES: ReadonlySet<string> = new Set(
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

/** Whether day or month comes first where the customer is. */
export function dateOrder(place: {
  readonly country?: string;
  readonly region?: string;
}): 'month-first' | 'day-first' {
  if (place.country !== undefined)
    return MONTH_FIRST_COUNTRIES.has(place.country) ? 'month-first' : 'day-first';
  return place.region === 'NAMER' ? 'month-first' : 'day-first';
}

/** Every place, in order, as the longest name that fits. */
export function readPlaces(tokens: readonly Token[]): readonly PlaceMention[] {
  return readAll(tokens, (all, at) => codeAt(all, at) ?? knownPlace(all, at))
    .map(({ value, from, to }) => ({ place: value, span: spanOf(tokens, from, to), from, to }))
    .filter(
      (mention, index, all) => !isOtherWord(tokens, mention) && !isStateCode(tokens, mention, all[index - 1]),
    );
}

/** A field's or an answer's whole text as a place; short codes are read here that would be words in prose. */
export function placeOf(tokens: readonly Token[]): Place | null {
  const words = tokens.filter((token) => token.kind !== 'mark' && token.kind !== 'line');
  const only = words[0];
  if (words.length === 1 && only !== undefined) {
    const code = ALIAS_CODES[only.fold] ?? only.fold.toUpperCase();
    if (COUNTRY_CODES.has(code)) return { kind: 'country', country: code, by: 'name' };
  }
  const mentions = readAll(tokens, knownPlace);
  return mentions.length === 1 ? (mentions[0]?.value ?? null) : (readPlaces(tokens)[0]?.place ?? null);
}

const ALIAS_CODES: Readonly<Record<string, string>> = { uk: 'GB' };

const knownPlace = phrases<Place>(
  [
    ...[...COUNTRY_CODES].map(
      (code) => [countryName(code), { kind: 'country', country: code, by: 'name' }] as const,
    ),
    ...listed(COUNTRY_NAMES, 'name'),
    ...listed(ADJECTIVES, 'adjective'),
    ...listed(PLACES_WITHIN, 'within'),
    ...Object.entries(REGION_NAMES).flatMap(([region, names]) =>
      names.split('|').map((name) => [name, { kind: 'region', region: region as Region }] as const),
    ),
  ],
  // Names of cities are too many and too like other words to be guessed at.
  { misspelt: (place) => place.kind === 'country' && place.by !== 'within' },
);

function listed(
  names: Readonly<Record<string, string>>,
  by: 'name' | 'adjective' | 'within',
): [string, Place][] {
  return Object.entries(names).flatMap(([country, row]) =>
    row.split('|').map((name) => [name, { kind: 'country', country, by }] as [string, Place]),
  );
}

/** `US`, `the us`, `us-based`, `(DE)`, `, NO,`: two letters are a country only where nothing else fits. */
function codeAt(tokens: readonly Token[], at: number): { value: Place; next: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.fold.length !== 2) return null;
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

/** `Denver, CO`: after a city of North America two letters are its state. */
function isStateCode(
  tokens: readonly Token[],
  mention: PlaceMention,
  before: PlaceMention | undefined,
): boolean {
  const { place } = before ?? {};
  if (place?.kind !== 'country' || place.by !== 'within' || !['US', 'CA'].includes(place.country))
    return false;
  return (
    tokens[mention.from]?.fold.length === 2 &&
    tokens[mention.from - 1]?.fold === ',' &&
    before?.to === mention.from - 1
  );
}

/** Names of places that are other words where they stand. */
function isOtherWord(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const token = tokens[from];
  if (token === undefined || to - from > 1) return false;
  // A service region (`us-east-1`), a domain (`acme.eu`), or a common word in lower case.
  if (
    tokens[to]?.glued === true &&
    tokens[to]?.fold === '-' &&
    /^(east|west|north|south|central)/.test(tokens[to + 1]?.fold ?? '')
  )
    return true;
  if (
    token.glued &&
    ['.', '@', '-'].includes(tokens[from - 1]?.fold ?? '') &&
    tokens[from - 1]?.glued === true
  )
    return true;
  return LOWER_CASE_WORDS.has(token.fold) && token.text === token.fold;
}

const LOWER_CASE_WORDS: ReadonlySet<string> = new Set(
  'turkey chad china polish lima zug perth linz orlando portland mobile reading nice split jersey guinea jordan phoenix kiwi bergen'.split(
    ' ',
  ),
);

function letters(): string[] {
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
}
