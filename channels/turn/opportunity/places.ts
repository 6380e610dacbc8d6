import { NO_COUNTRIES } from '#knowledge-base/projects/country-codes.ts';
import { REGIONS } from '#knowledge-base/projects/vocabulary.ts';

export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Countries by ISO 3166-1 alpha-2 code, in the order of their English names. */
export const COUNTRIES: readonly Country[] = listCountries();

/** A code of a country or a sales region, as the form sends it. */
export function isPlace(code: string): boolean {
  return isRegion(code) || COUNTRIES.some((country) => country.code === code);
}

/** The English name of a country's code; the code itself where there is none. */
export function countryName(code: string): string {
  return COUNTRIES.find((country) => country.code === code)?.name ?? code;
}

export function isRegion(code: string): boolean {
  return (REGIONS as readonly string[]).includes(code);
}

function listCountries(): readonly Country[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code) && isInUse(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** A former country's code stands for its successor's in Intl, under the same name. */
function isInUse(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}
