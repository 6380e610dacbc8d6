import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { type AttributeMention, readAttributes } from '../values/attributes.ts';
import { namedPlace } from '../values/place-names.ts';
import { countryName, type PlaceMention, readPlaces } from '../values/places.ts';
import { TECHNOLOGIES } from '../values/technology-words.ts';
import { service } from './service-terms.ts';
import type { ValueTerm } from './term.ts';
import {
  COUNTRY_GROUPS,
  PHASE_FORMS,
  PROGRAM_NAMES,
  ROUGH_REGIONS,
  STAGE_WORDS,
  TYPE_FORMS,
} from './value-words.ts';

type Found = { readonly value: ValueTerm; readonly next: number };

/** Values that projects are filtered by, wherever they stand in `tokens`: the longest reading at a token. */
export function valueTermParser(tokens: readonly Token[]): Parser<ValueTerm> {
  const places = new Map(readPlaces(tokens).map((mention) => [mention.from, mention]));
  const attributes = new Map(readAttributes(tokens).map((mention) => [mention.from, mention]));
  return (all, at) => {
    const place = places.get(at) ?? listedPlace(all, at);
    const attribute = attributes.get(at);
    const found = [
      known(all, at),
      misspeltPhase(all, at),
      service(all, at),
      place === undefined ? null : { value: placeValue(place, all), next: place.to },
      attribute === undefined ? null : attributeValue(attribute, all),
    ].filter((each): each is Found => each !== null);
    return found.reduce<Found | null>(
      (best, each) => (best === null || each.next > best.next ? each : best),
      null,
    );
  };
}

const known: Parser<ValueTerm> = (() => {
  const entry = (field: ValueTerm['field'], value: string, row: string, note?: string) =>
    row
      .split('|')
      .map((phrase): [string, ValueTerm] => [
        phrase,
        { kind: 'value', field, values: [value], operator: 'is', ...(note === undefined ? {} : { note }) },
      ]);
  const groups = Object.entries(COUNTRY_GROUPS).flatMap(([row, codes]) =>
    row.split('|').map((phrase): [string, ValueTerm] => {
      const values = codes.split(' ');
      const note = `“${phrase}” is read as ${values.map(countryName).join(', ')}`;
      return [phrase, { kind: 'value', field: 'country', values, operator: 'is', note }];
    }),
  );
  const parser = phrases<ValueTerm>([
    ...groups,
    ...Object.entries(PROGRAM_NAMES).flatMap(([value, row]) => entry('program', value, row)),
    ...Object.entries(STAGE_WORDS).flatMap(([value, row]) => entry('stage', value, row)),
    ...Object.entries(PHASE_FORMS).flatMap(([value, row]) => entry('migrationPhase', value, row)),
    ...Object.entries(TYPE_FORMS).flatMap(([value, row]) => entry('opportunityType', value, row)),
  ]);
  return (tokens, at) => {
    const found = parser(tokens, at);
    if (found?.value.field !== 'program' || tokens[at]?.fold !== 'map' || found.next > at + 1) return found;
    // `map` is a word, too: a program has capitals or is named as one.
    const named =
      tokens[at]?.text === 'MAP' ||
      /^(?:under|program|with|through|via|and|or|the|for)$/.test(tokens[at - 1]?.fold ?? '');
    return named ? found : null;
  };
})();

/** `the moblize phase`: beside the word `phase` only a phase can stand, which a verb is too like elsewhere. */
const misspeltPhase: Parser<ValueTerm> = (tokens, at) => {
  const beside = tokens[at + 1]?.fold === '-' ? at + 2 : at + 1;
  const isBeside = tokens[beside]?.fold === 'phase' || tokens[at - 1]?.fold === 'phase';
  return isBeside ? PHASES(tokens, at) : null;
};

const PHASES: Parser<ValueTerm> = phrases<ValueTerm>(
  Object.entries(PHASE_FORMS).flatMap(([phase, row]) =>
    row
      .split('|')
      .filter((form) => !form.includes(' '))
      .map((form): [string, ValueTerm] => [
        form,
        { kind: 'value', field: 'migrationPhase', values: [phase], operator: 'is' },
      ]),
  ),
  { misspelt: () => true },
);

/** `Germany and France`: after a list's joint a name is a place, though a person could be called so. */
function listedPlace(
  tokens: readonly Token[],
  at: number,
): Pick<PlaceMention, 'place' | 'from' | 'to'> | undefined {
  const token = tokens[at];
  if (!/^(?:and|or|vs|versus|,|not|&)$/.test(tokens[at - 1]?.fold ?? '') || token?.text === token?.fold)
    return undefined;
  const found = namedPlace(tokens, at);
  return found === null ? undefined : { place: found.value, from: at, to: found.next };
}

function placeValue(
  { place, from, to }: Pick<PlaceMention, 'place' | 'from' | 'to'>,
  tokens: readonly Token[],
): ValueTerm {
  const words = tokens
    .slice(from, to)
    .map(({ fold }) => fold)
    .join(' ');
  const base = { kind: 'value', operator: 'is' } as const;
  if (place.kind === 'region') {
    const note = ROUGH_REGIONS.has(words)
      ? { note: `“${words}” is read as the sales region ${place.region}, which is larger` }
      : {};
    return { ...base, field: 'region', values: [place.region], ...note };
  }
  if (place.kind === 'ambiguous') {
    const note = `“${words}” can be in ${place.countries.map(countryName).join(' or ')}; both are counted`;
    return { ...base, field: 'country', values: [...place.countries], note };
  }
  const within = (place.by === 'within' || place.by === 'state') && words !== place.country.toLowerCase();
  return {
    ...base,
    field: 'country',
    values: [place.country],
    ...(within
      ? {
          note: `there is no column for cities or states; “${words}” is read as ${countryName(place.country)}`,
        }
      : {}),
  };
}

/** Words of an industry or a size that mean it only before or after some others. */
function attributeValue(mention: AttributeMention, tokens: readonly Token[]): Found | null {
  const { field, value, from, to } = mention;
  if (field === 'migrationPhase' || field === 'opportunityType') return null;
  const words = tokens
    .slice(from, to)
    .map(({ fold }) => fold)
    .join(' ');
  const after = tokens[to]?.fold ?? '';
  if (field === 'customerSegment' && SIZE_WORDS.has(words) && !OF_CUSTOMERS.test(after)) return null;
  if (words === 'distribution' && /^(?:of|by|across)$/.test(after)) return null;
  if (
    words === 'supply chain' ||
    (words === 'distribution' &&
      !/^(?:customers?|compan|industry|sector)/.test(after) &&
      tokens[from - 1]?.fold !== 'in')
  )
    return null;
  if (field === 'industry' && isTechnologyHere(tokens, to)) return null;
  const assumed = ASSUMED[words];
  return {
    value: {
      kind: 'value',
      field,
      values: [value],
      operator: 'is',
      ...(assumed === undefined ? {} : { note: `“${words}” is read as the industry ${value}` }),
    },
    next: to,
  };
}

const SIZE_WORDS: ReadonlySet<string> = new Set('large small medium mid tiny ent'.split(' '));
const OF_CUSTOMERS =
  /^(?:customers?|compan(?:y|ies)|clients?|accounts?|business(?:es)?|firms?|segment|organi[sz]ations?|enterprises?)$/;
const ASSUMED: Readonly<Record<string, true>> = {
  energy: true,
  hardware: true,
  'energy company': true,
  'energy companies': true,
};

/** `software licence`, `media streaming`, `health data`: the words name the work. */
function isTechnologyHere(tokens: readonly Token[], at: number): boolean {
  return /^(?:streaming|licen[cs]es?|pipeline|platform|lake|warehouse|server|servers|app|apps)$/.test(
    tokens[at]?.fold ?? '',
  );
}

const TECHNOLOGY: Parser<true> = phrases(TECHNOLOGIES.map((name): [string, true] => [name, true]));

/** Words for technologies: what a project is about, also where nothing says so. */
export function technologyAt(tokens: readonly Token[], at: number): number | null {
  return TECHNOLOGY(tokens, at)?.next ?? null;
}
