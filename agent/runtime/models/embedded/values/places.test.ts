import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { AMBIGUOUS_PLACES } from './ambiguous-places.ts';
import { CITIES, STATES } from './city-words.ts';
import { countryName, dateOrder, placeOf, readPlaces, statedPlace } from './places.ts';

const read = (text: string) =>
  readPlaces(tokenize(text)).map(({ place }) =>
    place.kind === 'ambiguous' ? place.countries.join('|') : (statedPlace(place)?.value ?? ''),
  );

describe('readPlaces', () => {
  it.for([
    ['in the US', 'US'],
    ['concentra in the us wants', 'US'],
    ['U.S. hospital', 'US'],
    ['UK airline', 'GB'],
    ['German bank', 'DE'],
    ['in Munich', 'DE'],
    ['from Irland', 'IE'],
    ['Swizerland', 'CH'],
    ['(DE)', 'DE'],
    ['Acme, NO, March', 'NO'],
    ['EMEA', 'EMEA'],
    ['São Paulo', 'BR'],
    ['the Netherlands', 'NL'],
    ['North America', 'NAMER'],
    ['Tel Aviv', 'IL'],
    ['in Barcelna', 'ES'],
    ['Tokio', 'JP'],
    ['Napa, California', 'US'],
    ['Birmingham, Alabama', 'US'],
    ['Birmingham (UK)', 'GB'],
    ['Cambridge, MA', 'US'],
    ['Cambridge, England', 'GB'],
    ['San Jose, CA', 'US'],
    ['San José, Costa Rica', 'CR'],
    ['Tbilisi, Georgia', 'GE'],
    ['Atlanta, Georgia', 'US'],
    ['Paris, Texas', 'US'],
    ['London, ON', 'CA'],
    ['Austin, TX', 'US'],
    ['based in Peoria, IL', 'US'],
    ['a town in Elmira, NY', 'US'],
    ['Berlin, DE', 'DE'],
    ['Lima, PE', 'PE'],
    ['in Georgia', 'US|GE'],
    ['in Cambridge', 'GB|US'],
    ['in Jordan', 'JO'],
    ['based in Reading', 'GB'],
    ['Nice, France', 'FR'],
  ] as const)('reads %s as %s', ([text, code]) => {
    expect(read(text)).toContain(code);
  });

  it.for([
    'give us a call',
    'us-east-1',
    'it is no problem',
    'turkey sandwich',
    'fine china',
    'Oceanic',
    'in the at sign',
    'Jordan Miller says hi',
    'Nice work',
    'a nice reading of it',
    'the mobile app',
    'Thanks Victoria',
  ])('finds no place in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('reads the name of every country back', () => {
    for (const code of [
      'AF',
      'BR',
      'CI',
      'CZ',
      'DO',
      'FI',
      'GR',
      'HK',
      'IN',
      'JP',
      'KR',
      'LU',
      'MX',
      'NZ',
      'OM',
      'PT',
      'QA',
      'RS',
      'SE',
      'TR',
      'UA',
      'VN',
      'ZA',
    ]) {
      expect([code, read(`customer in ${countryName(code)} wants`)]).toEqual([code, [code]]);
    }
  });
});

describe('the table of cities and states', () => {
  const rows = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([country, row]) =>
      row.split('|').map((name): [string, string] => [name, country]),
    );
  const all = [...rows(CITIES), ...rows(STATES)];

  it('names no place twice, and none of those that several countries have', () => {
    const names = all.map(([name]) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => AMBIGUOUS_PLACES[name] !== undefined)).toEqual([]);
  });

  it('reads every name back as its country, from its place in the sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), ([name, country]) => {
        const written = name.replace(/(^|[\s-])\p{Ll}/gu, (initial) => initial.toUpperCase());
        const text = `a customer in ${written}, wants a data lake`;
        const found = readPlaces(tokenize(text)).map(({ place, span }) => ({
          country: place.kind === 'country' ? place.country : place.kind,
          text: text.slice(span.start, span.end),
        }));
        expect([name, found]).toEqual([name, [{ country, text: written }]]);
      }),
      { numRuns: 400 },
    );
  });

  it('takes a city whose name others have by the country beside it', () => {
    const options = Object.entries(AMBIGUOUS_PLACES).flatMap(([name, codes]) =>
      codes
        .filter((code) => countryName(code).toLowerCase() !== name)
        .map((code): [string, string] => [name, code]),
    );
    for (const [name, code] of options) {
      const text = `the bank in ${name}, ${countryName(code)}`;
      expect([text, read(text)]).toEqual([text, [code]]);
    }
  });
});

describe('placeOf', () => {
  it.for([
    ['de', 'DE'],
    ['us', 'US'],
    ['uk', 'GB'],
    ['germany.', 'DE'],
    ['Georgia, the state', 'US'],
    ['the country Georgia', 'GE'],
  ] as const)('reads the answer %s as %s', ([text, code]) => {
    expect(placeOf(tokenize(text))).toMatchObject({ country: code });
  });
});

describe('dateOrder', () => {
  it('puts the month first in the United States only where it is usual', () => {
    expect([
      dateOrder({ country: 'US' }),
      dateOrder({ country: 'DE' }),
      dateOrder({ region: 'NAMER' }),
      dateOrder({}),
    ]).toEqual(['month-first', 'day-first', 'month-first', 'day-first']);
  });
});
