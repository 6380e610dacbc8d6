/** Spellings that the standard names do not cover. */
const ALIASES: Readonly<Record<string, string>> = {
  USA: 'US',
  'United States of America': 'US',
  America: 'US',
  UK: 'GB',
  'Great Britain': 'GB',
  England: 'GB',
  Scotland: 'GB',
  Wales: 'GB',
  UAE: 'AE',
  Korea: 'KR',
  'Republic of Korea': 'KR',
  Holland: 'NL',
  'Czech Republic': 'CZ',
  Turkey: 'TR',
  'Hong Kong': 'HK',
  Macau: 'MO',
  'Viet Nam': 'VN',
  'Russian Federation': 'RU',
  'Ivory Coast': 'CI',
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Codes that the table of names also knows and ISO 3166-1 does not assign to a country: unions, islands, private use. */
export const NO_COUNTRIES: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'UK',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'DG',
  'EA',
  'IC',
  'TA',
  'CQ',
]);

/** ISO 3166-1 alpha-2 codes, with the English names of Unicode's locale data. */
export const COUNTRY_NAMES: ReadonlyMap<string, string> = namesByCode();

/** Every alpha-2 code, and what else is a spelling of it: names and usual aliases. */
export const COUNTRY_CODES: readonly string[] = [...COUNTRY_NAMES.keys()];
export const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...COUNTRY_NAMES].map(([code, name]) => [name, code])),
  ...ALIASES,
};

function namesByCode(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const known = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      const canonical = new Intl.Locale(`und-${code}`).region;
      const name = names.of(code);
      // A deprecated code (SU, DD) canonicalises to another.
      if (name !== undefined && canonical === code && !NO_COUNTRIES.has(code)) known.set(code, name);
    }
  return known;
}
