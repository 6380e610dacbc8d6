import { z } from 'zod';
import { isCalendarDate } from '#knowledge-base/projects/calendar-date.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';

/**
 * Builders for the fields of an operation's input. Each accepts what a model or Bedrock sends (text for
 * everything) and says in its message what it would accept; `describeAccepted` reads that back from the schema.
 */

/** Text without control characters, trimmed, 1 to `maxLength` characters. */
export function plainText(maxLength: number) {
  return z
    .string({ error: 'text is needed' })
    .transform((text) => stripControl(text).trim())
    .pipe(
      z
        .string()
        .min(1, { error: 'must not be empty' })
        .max(maxLength, { error: `at most ${maxLength} characters` }),
    );
}

/**
 * One of a closed list; case, spaces and punctuation around it do not matter. What is not on it is answered with the
 * nearest that is; `explain` says more of it.
 */
export function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
  explain: (text: string) => string | undefined = (text) => didYouMean(nearest(text, values)),
) {
  const byFold = new Map<string, Values[number]>(values.map((value) => [fold(value), value]));
  return z
    .string()
    .transform((text) => byFold.get(fold(text)) ?? text)
    .pipe(
      z.enum(values, {
        error: ({ input }) => {
          const more = typeof input === 'string' ? explain(input) : undefined;
          return `one of: ${values.join(' | ')}${more === undefined ? '' : `; ${more}`}`;
        },
      }),
    )
    .meta({ accepted: values });
}

function didYouMean(known: string | undefined): string | undefined {
  return known === undefined ? undefined : `did you mean ${known}?`;
}

/** A calendar date that exists, `YYYY-MM-DD`, from 1990-01-01 to 2199-12-31. */
export function calendarDate() {
  return z
    .string({ error: 'a date YYYY-MM-DD is needed' })
    .trim()
    .refine(isDealDate, { error: 'a date that exists, YYYY-MM-DD, between 1990 and 2199' });
}

/** An ISO 3166-1 alpha-2 country code, upper-cased. */
export function countryCode() {
  return z
    .string()
    .transform((text) => text.trim().toUpperCase())
    .refine((code) => regionNames.of(code) !== undefined, {
      error: 'an ISO 3166-1 alpha-2 country code such as US, DE or JP',
    });
}

/** An amount in US dollars, from 0 to 1e12; text such as "1200000" or "$1,200,000" is read as a number. */
export function usd() {
  return z
    .union(
      [z.number(), z.string().transform((text) => Number(text.replace(/^\$|,/g, '').trim() || Number.NaN))],
      {
        error: 'an amount in USD',
      },
    )
    .pipe(
      z
        .number({ error: 'an amount in USD' })
        .min(0, { error: 'an amount in USD, not negative' })
        .max(1e12, { error: 'an amount in USD, at most 1e12' }),
    );
}

/** True for a date that exists, `YYYY-MM-DD`, in a year that a deal can close in: 1990 to 2199. */
export function isDealDate(text: string): boolean {
  return isCalendarDate(text) && text >= '1990' && text < '2200';
}

const countryDisplay = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const regionNames = {
  of(code: string): string | undefined {
    return /^[A-Z]{2}$/.test(code) ? countryDisplay.of(code) : undefined;
  },
};

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function stripControl(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
