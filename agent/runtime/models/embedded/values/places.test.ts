import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { countryName, dateOrder, placeOf, readPlaces } from './places.ts';

const read = (text: string) =>
  readPlaces(tokenize(text)).map(({ place }) => (place.kind === 'country' ? place.country : place.region));

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

describe('placeOf', () => {
  it.for([
    ['de', 'DE'],
    ['us', 'US'],
    ['uk', 'GB'],
    ['germany.', 'DE'],
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
