import type { Match } from '../cases/match.ts';
import { patternOf } from '../cases/values.ts';

/** Whether an argument, as text, is what a case wants of it; letters' case and space around do not count. */
export function meets(given: string | undefined, match: Match): boolean {
  if (typeof match !== 'object') return same(given, match);
  if ('absent' in match) return given === undefined || given === '';
  if ('re' in match) return given !== undefined && patternOf(match.re).test(given);
  return match.anyOf.some((value) => same(given, value));
}

/** What of `expected` the arguments do not meet, a line each. */
export function unmet(
  what: string,
  expected: Readonly<Record<string, Match>>,
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(expected)
    .filter(([name, match]) => !meets(given[name], match))
    .map(([name, match]) => `${what}.${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(match)}`);
}

function same(given: string | undefined, value: string | number | boolean): boolean {
  return (given ?? '').trim().toLowerCase() === String(value).trim().toLowerCase();
}
