import { readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { STATE_CODES } from './city-words.ts';
import {
  ALIAS_CODES,
  COUNTRY_CODES,
  codeAt,
  countryName,
  misspeltPlace,
  namedPlace,
  PLACE_LEADS,
  type Place,
} from './place-names.ts';
import { MONTH_FIRST_COUNTRIES } from './place-words.ts';

export { countryName, type Place } from './place-names.ts';

export interface PlaceMention {
  readonly place: Place;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** Whether day or month comes first where the customer is. */
export function dateOrder(place: {
  readonly country?: string;
  readonly region?: string;
}): 'month-first' | 'day-first' {
  if (place.country !== undefined)
    return MONTH_FIRST_COUNTRIES.has(place.country) ? 'month-first' : 'day-first';
  return place.region === 'NAMER' ? 'month-first' : 'day-first';
}

/** Every place, in order, as the longest name that fits; a city and the state or country behind it are one. */
export function readPlaces(tokens: readonly Token[]): readonly PlaceMention[] {
  const found = readAll(tokens, (all, at) => codeAt(all, at) ?? namedPlace(all, at) ?? misspeltPlace(all, at))
    .map(({ value, from, to }) => ({ place: value, from, to }))
    .filter((mention) => !isOtherWord(tokens, mention));
  return settled(joined(tokens, found)).map(({ place, from, to }) => ({
    place,
    span: spanOf(tokens, from, to),
    from,
    to,
  }));
}

/** A field's or an answer's whole text as a place; short codes are read here that would be words in prose. */
export function placeOf(tokens: readonly Token[]): Place | null {
  const words = tokens.filter((token) => token.kind !== 'mark' && token.kind !== 'line');
  const only = words[0];
  if (words.length === 1 && only !== undefined) {
    const code = ALIAS_CODES[only.fold] ?? only.fold.toUpperCase();
    if (COUNTRY_CODES.has(code)) return { kind: 'country', country: code, by: 'name' };
  }
  const place = readPlaces(tokens)[0]?.place ?? readAll(tokens, namedPlace)[0]?.value ?? null;
  if (place?.kind !== 'ambiguous') return place;
  // `Georgia, the state`, `Georgia the country`
  const said = (word: string) => tokens.some(({ fold }) => fold === word);
  const own = place.countries.find((code) => said(countryName(code).toLowerCase()));
  const meant = said('state') ? 'US' : said('country') ? own : undefined;
  return meant !== undefined && place.countries.includes(meant)
    ? { kind: 'country', country: meant, by: 'name' }
    : place;
}

/** Whether the words are a place and nothing else: `lima`, `new york`. */
export function isPlaceAlone(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind !== 'mark' && kind !== 'line');
  return namedPlace(words, 0)?.next === words.length;
}

/** The field that a place states, with its value; null for a name of several countries. */
export function statedPlace(
  place: Place,
): { readonly field: 'country' | 'region'; readonly value: string } | null {
  if (place.kind === 'ambiguous') return null;
  return place.kind === 'country'
    ? { field: 'country', value: place.country }
    : { field: 'region', value: place.region };
}

/** The countries in which a place can be, by name. */
export function namesOf(place: Place): readonly string[] {
  return countriesOf(place).map(countryName);
}

type Found = Omit<PlaceMention, 'span'>;

/** `Birmingham, Alabama`, `Cambridge, MA`, `Napa (California)`: the wider place says which town it is. */
function joined(tokens: readonly Token[], found: readonly Found[]): readonly Found[] {
  const result: Found[] = [];
  for (const mention of found) {
    const before = result.at(-1);
    const both = before === undefined ? null : townAndState(tokens, before, mention);
    if (both === null) result.push(mention);
    else result.splice(-1, 1, both);
  }
  // `Austin, TX`: letters that are no country's are no mention, and still say which town it is.
  return result.map((mention) => withStateCode(tokens, mention));
}

function townAndState(tokens: readonly Token[], town: Found, wider: Found): Found | null {
  if (!isTown(town.place) || wider.place.kind === 'region') return null;
  if (wider.place.kind === 'country' && (wider.place.by === 'within' || wider.place.by === 'adjective'))
    return null;
  const between = tokens.slice(town.to, wider.from).map(({ fold }) => fold);
  if (between.length > 1 || (between.length === 1 && between[0] !== ',' && between[0] !== '(')) return null;
  const options = countriesOf(town.place);
  const [only, letters] = [tokens[wider.from], wider.to - wider.from === 1];
  const state =
    letters && only?.text === only?.text.toUpperCase() ? STATE_CODES.get(only?.fold ?? '') : undefined;
  const wide = countriesOf(wider.place);
  const country =
    options.find((code) => wide.includes(code)) ??
    (state !== undefined && options.includes(state) ? state : (state ?? wide[0]));
  const bracketed = between[0] === '(' && tokens[wider.to]?.fold === ')';
  return country === undefined
    ? null
    : {
        place: { kind: 'country', country, by: 'state' },
        from: town.from,
        to: bracketed ? wider.to + 1 : wider.to,
      };
}

function withStateCode(tokens: readonly Token[], mention: Found): Found {
  const [comma, letters] = [tokens[mention.to], tokens[mention.to + 1]];
  const state = STATE_CODES.get(letters?.fold ?? '');
  if (!isTown(mention.place) || comma?.fold !== ',' || state === undefined) return mention;
  if (letters?.text !== letters?.text.toUpperCase()) return mention;
  return { place: { kind: 'country', country: state, by: 'state' }, from: mention.from, to: mention.to + 2 };
}

function isTown(place: Place): boolean {
  return place.kind === 'ambiguous' || (place.kind === 'country' && place.by === 'within');
}

function countriesOf(place: Place): readonly string[] {
  if (place.kind === 'country') return [place.country];
  return place.kind === 'ambiguous' ? place.countries : [];
}

/** A name that several countries have is the one in a country that is named as well. */
function settled(found: readonly Found[]): readonly Found[] {
  const named = new Set(found.flatMap(({ place }) => (place.kind === 'country' ? [place.country] : [])));
  const isNorthAmerica = found.some(({ place }) => place.kind === 'region' && place.region === 'NAMER');
  return found.map((mention) => {
    const { place } = mention;
    if (place.kind !== 'ambiguous') return mention;
    const meant =
      place.countries.find((code) => named.has(code)) ??
      (isNorthAmerica ? place.countries.find((code) => code === 'US' || code === 'CA') : undefined);
    return meant === undefined
      ? mention
      : { ...mention, place: { kind: 'country', country: meant, by: 'within' } };
  });
}

/** Names of places that are other words where they stand. */
function isOtherWord(tokens: readonly Token[], { place, from, to }: Found): boolean {
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
  const [before, after] = [tokens[from - 1], tokens[to]];
  const isLed = PLACE_LEADS.has(before?.fold ?? '');
  if (WORD_LIKE.has(token.fold))
    return !(isLed || (isFence(before) && isFence(after))) || token.text === token.fold;
  // `Jordan Miller says`, `hi Victoria,`: people are called like places.
  if (PERSONS.has(token.fold) && !isLed && isPerson(before, after)) return true;
  if (place.kind !== 'region' && LOWER_CASE_WORDS.has(token.fold)) return token.text === token.fold;
  return false;
}

function isFence(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'line' || /^[,()/;|.:-]$/.test(token.fold);
}

function isPerson(before: Token | undefined, after: Token | undefined): boolean {
  return (
    /^(?:hi|hello|hey|dear|thanks|cheers|regards|best|from|cc|met|call|spoke|with|ask|and)$/.test(
      before?.fold ?? '',
    ) ||
    /^(?:said|says|told|asked|asks|wrote|mentioned|thinks|sent|confirmed|called|here)$/.test(
      after?.fold ?? '',
    ) ||
    (after?.kind === 'word' && /^\p{Lu}\p{Ll}/u.test(after.text))
  );
}

/** Towns whose names are other words: they need a word that leads to a place, or a clause of their own. */
const WORD_LIKE: ReadonlySet<string> = new Set(
  'nice reading bath split mobile cork hull tours mesa boulder buffalo regina jackson lincoln derby plano goa cali preston troy'.split(
    ' ',
  ),
);

const PERSONS: ReadonlySet<string> = new Set(
  'jordan chad georgia victoria florence charlotte austin dallas sofia paris lima israel kent lincoln jackson rosario mercedes lorraine sydney adelaide marche leon hamilton santiago salvador valencia montgomery savannah brooklyn madison chelsea ireland england france india'.split(
    ' ',
  ),
);

const LOWER_CASE_WORDS: ReadonlySet<string> = new Set(
  'turkey chad china polish lima zug perth linz orlando portland mobile reading nice split jersey guinea jordan phoenix kiwi bergen'.split(
    ' ',
  ),
);
