import { formatDate, formatExactUsd } from '#action-groups/kernel/format.ts';
import { AS_A_YEAR } from '../facts/expected-amount.ts';
import type { Fact, FactField, Problem } from '../facts/fact.ts';
import { foldPhrase } from '../text/tokens.ts';
import { INDUSTRY_WORDS } from '../values/attribute-words.ts';
import { type DateReading, settleDate } from '../values/dates.ts';
import { countryName, dateOrder } from '../values/places.ts';

/** What is known of the opportunity that is talked about, over several messages. */
export interface Draft {
  readonly values: Readonly<Partial<Record<FactField, DraftValue>>>;
  /** Troubles of the fields that still lack a value, and of those left out. */
  readonly problems: readonly Problem[];
}

export type DraftValue = Pick<Fact, 'value' | 'text'> & {
  readonly reading?: DateReading;
  readonly note?: string;
};

export const EMPTY_DRAFT: Draft = { values: {}, problems: [] };

/** The draft with newer facts in the place of older ones; a country replaces a region and the reverse. */
export function withFacts(draft: Draft, facts: readonly Fact[], problems: readonly Problem[] = []): Draft {
  const values: Partial<Record<FactField, DraftValue>> = { ...draft.values };
  for (const { field, value, text, reading, note } of facts) {
    values[field] = {
      value,
      text,
      ...(reading === undefined ? {} : { reading }),
      ...(note === undefined ? {} : { note }),
    };
    if (field === 'country') delete values.region;
    if (field === 'region') delete values.country;
  }
  for (const { code, field } of problems)
    if (code === 'impossible-date' || code === 'contradiction' || code === 'ambiguous-place')
      delete values[field];
  const settled = new Set<FactField>(facts.map(({ field }) => (field === 'region' ? 'country' : field)));
  return {
    values,
    problems: [
      ...draft.problems.filter(
        ({ field }) => !settled.has(field) && !problems.some((newer) => newer.field === field),
      ),
      ...problems,
    ],
  };
}

/** The draft without some fields. */
export function withoutFields({ values, problems }: Draft, gone: readonly FactField[]): Draft {
  const kept = Object.entries(values).filter(([field]) => !gone.includes(field as FactField));
  return { values: Object.fromEntries(kept), problems };
}

/** An opportunity as it was sent to an operation. */
export function draftOf(input: Readonly<Record<string, unknown>>): Draft {
  const values: Partial<Record<FactField, DraftValue>> = {};
  for (const field of DRAFT_FIELDS) {
    const value = input[field];
    if (typeof value === 'string' || typeof value === 'number')
      values[field] = { value, text: String(value) };
  }
  return { values, problems: [] };
}

export const DRAFT_FIELDS: readonly FactField[] = [
  'customerName',
  'description',
  'targetCloseDate',
  'country',
  'region',
  'opportunityName',
  'industry',
  'customerSegment',
  'opportunityType',
  'partnerName',
  'migrationPhase',
  'expectedAnnualUsd',
];

export type NeededField = 'customerName' | 'description' | 'targetCloseDate' | 'country' | 'customerSegment';

/** What must still be asked for, in the order it is asked; the segment only when two were given. */
export function missingFields({ values, problems }: Draft): readonly NeededField[] {
  const missing: NeededField[] = [];
  if (values.customerName === undefined) missing.push('customerName');
  if (values.description === undefined) missing.push('description');
  if (values.country === undefined && values.region === undefined) missing.push('country');
  if (values.targetCloseDate === undefined) missing.push('targetCloseDate');
  const inDoubt = problems.filter(({ code }) => code === 'contradiction').map(({ field }) => field);
  return missing.concat(
    inDoubt.filter(
      (field): field is NeededField =>
        !missing.includes(field as NeededField) &&
        (field === 'customerName' ||
          field === 'country' ||
          field === 'targetCloseDate' ||
          field === 'customerSegment'),
    ),
  );
}

/** The draft as the arguments of an operation. */
export function argumentsOf({ values }: Draft): Record<string, string | number> {
  const place = placeOfDraft({ values, problems: [] });
  const input: Record<string, string | number> = {};
  for (const field of DRAFT_FIELDS) {
    const value = values[field];
    if (value === undefined) continue;
    if (field === 'targetCloseDate' && value.reading !== undefined) {
      const date = settleDate(value.reading, dateOrder(place));
      if (date !== null) input[field] = date;
    } else input[field] = value.value;
  }
  return input;
}

/** Words of a date are quoted up to this length. */
const LONGEST_DATE_WORDS = 32;

/** How values were read where the words left a choice: sentences for the seller. */
export function remarksOn(draft: Draft, changed: readonly FactField[]): readonly string[] {
  const remarks: string[] = [];
  const { targetCloseDate: close, expectedAnnualUsd: expected } = draft.values;
  const place = placeOfDraft(draft);
  if (close?.reading?.kind === 'either') {
    const order = dateOrder(place);
    const where = place.country === undefined ? place.region : countryName(place.country);
    remarks.push(
      `I read ${close.text} as ${formatDate(settleDate(close.reading, order) ?? '')}: ${order === 'month-first' ? 'month' : 'day'} first, as usual in ${inSentence(where ?? '')}.`,
    );
  } else if (close?.reading?.kind === 'date' && !close.reading.exact && changed.includes('targetCloseDate')) {
    const { date, note } = close.reading;
    // A date moved by a span has the whole message for its words.
    remarks.push(
      close.text.length > LONGEST_DATE_WORDS
        ? `The close moves to ${formatDate(date)}.`
        : `I took “${close.text}” as ${formatDate(date)}${note === undefined ? '' : `, ${note}`}.`,
    );
  }
  if (draft.values.country?.note !== undefined && changed.includes('country')) {
    remarks.push(
      `I took ${inSentence(countryName(String(draft.values.country.value)))} ${draft.values.country.note}.`,
    );
  }
  const { industry } = draft.values;
  if (industry !== undefined && changed.includes('industry') && isAmbiguousIndustry(industry.text))
    remarks.push(
      `I assume that “${industry.text}” means the industry ${industry.value}; tell me if it is another.`,
    );
  if (expected?.note !== undefined && changed.includes('expectedAnnualUsd')) {
    remarks.push(
      `I took “${expected.text}” as ${formatExactUsd(Number(expected.value))} a year${expected.note === AS_A_YEAR ? '' : ` (${expected.note})`}.`,
    );
  }
  return [...remarks, ...draft.problems.flatMap(remarkOnProblem)];
}

/** Whether the words stand in the names of several industries: `energy company`. */
function isAmbiguousIndustry(text: string): boolean {
  const names = Object.keys(INDUSTRY_WORDS).map((name) => foldPhrase(name).split(' '));
  const said = foldPhrase(text)
    .split(' ')
    .filter((word) => word !== 'and' && names.some((name) => name.includes(word)));
  return said.length > 0 && names.filter((name) => said.every((word) => name.includes(word))).length > 1;
}

/** Says of values that cannot be taken why, and that all stays as it was. */
export function wordRefusedValues(problems: readonly Problem[]): string {
  return [...problems.flatMap(remarkOnProblem), 'Nothing was changed.'].join(' ');
}

/** Fields whose contradictions are asked about; those of others are said. */
const ASKED_FIELDS: ReadonlySet<FactField> = new Set<FactField>([
  'customerName',
  'country',
  'region',
  'targetCloseDate',
  'description',
  'customerSegment',
]);

function remarkOnProblem(problem: Problem): readonly string[] {
  const remarks: string[] = [];
  const text = problem.texts.map((each) => `“${each}”`).join(' and ');
  if (problem.code === 'contradiction' && !ASKED_FIELDS.has(problem.field))
    remarks.push(
      `The message gives both ${text} as ${FIELD_WORDS[problem.field]}, so I left it out: say which it is.`,
    );
  if (problem.code === 'negative-amount')
    remarks.push(`I left out ${text}: an expected amount cannot be negative.`);
  if (problem.code === 'other-currency')
    remarks.push(`I left out ${text}: amounts are compared in USD, and I have no exchange rate.`);
  if (problem.code === 'other-language') remarks.push(onLanguage(problem));
  if (problem.code === 'unreadable' && problem.field !== 'country' && problem.field !== 'targetCloseDate')
    remarks.push(`I could not read ${text} as ${FIELD_WORDS[problem.field]}, so I left it out.`);
  return remarks;
}

/** `texts` of the problem name the language. */
export function onLanguage({ texts }: Problem): string {
  return `That looks ${texts[0]}; I read English only, so please check what I took from it.`;
}

export const FIELD_WORDS: Readonly<Record<FactField, string>> = {
  customerName: 'the customer',
  description: 'what the customer wants',
  targetCloseDate: 'the close date',
  country: 'the country or region',
  region: 'the region',
  opportunityName: 'the opportunity’s name',
  industry: 'an industry',
  customerSegment: 'a customer segment',
  opportunityType: 'an opportunity type',
  partnerName: 'the partner',
  migrationPhase: 'a migration phase',
  expectedAnnualUsd: 'an amount in USD',
};

/** `the United States`, `the Netherlands`: names that take an article. */
export function inSentence(name: string): string {
  return /^(?:United|Netherlands|Philippines|Czech Rep|Dominican|Bahamas|Maldives|Seychelles)/.test(name)
    ? `the ${name}`
    : name;
}

export function placeOfDraft({ values }: Draft): { country?: string; region?: string } {
  return {
    ...(values.country === undefined ? {} : { country: String(values.country.value) }),
    ...(values.region === undefined ? {} : { region: String(values.region.value) }),
  };
}
