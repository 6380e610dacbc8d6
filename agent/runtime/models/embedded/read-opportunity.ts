import { isSubstance } from './facts/description.ts';
import type { Fact, FactField, Problem } from './facts/fact.ts';
import { LABELS } from './facts/label-words.ts';
import { contains, type Span, sliceSource, type Token } from './text/tokens.ts';
import { understand } from './understand.ts';
import type { Understanding } from './understanding.ts';
import { settleDate } from './values/dates.ts';
import { dateOrder } from './values/places.ts';

/** One value of a field, and how it was come by. */
export interface ReadValue {
  /** A date as YYYY-MM-DD, a country as its ISO 3166-1 code, an amount in whole or broken US dollars a year. */
  readonly value: string | number;
  /** The words it was read from. */
  readonly words: string;
  /** How it was read, where that was not plain: `month first, as in United States`. */
  readonly note?: ReadNote;
}

/** `month-first` and `day-first`: the customer's place decided; `no-year` and the like: the next such day was taken. */
export type ReadNote = 'month-first' | 'day-first' | 'next-such-day' | 'a-month-times-12' | 'otherwise';

/** What was read for a field and cannot be used as it stands; `words` are as written. */
export interface ReadTrouble {
  readonly code: Problem['code'] | 'either-date';
  readonly field: FactField;
  /** For `ambiguous-place` the name and then the countries; for `either-date` the words and then both days. */
  readonly words: readonly string[];
}

export interface OpportunityReading {
  readonly fields: Readonly<Partial<Record<FactField, ReadValue>>>;
  readonly troubles: readonly ReadTrouble[];
  /** Pieces of the text that went into no field, in order. */
  readonly unread: readonly string[];
}

/**
 * Reads free text as the fields of an opportunity, as seen on `today` (YYYY-MM-DD), by the grammar that the embedded
 * model understands messages with. Pure; linear in its length; never throws. Of several deals in one text no
 * field is read.
 */
export function readOpportunity(text: string, { today }: { readonly today: string }): OpportunityReading {
  const understanding = understand(text, { today });
  const troubles: ReadTrouble[] = understanding.problems.map(({ code, field, texts }) => ({
    code,
    field,
    words: texts,
  }));
  if (understanding.deals.length > 0) {
    const names = understanding.deals.flatMap(({ facts }) => stated(facts, 'customerName') ?? []);
    return {
      fields: {},
      troubles: [{ code: 'several-deals', field: 'customerName', words: names.map(String) }],
      unread: [],
    };
  }
  const fields: Partial<Record<FactField, ReadValue>> = {};
  for (const fact of understanding.facts) {
    const read = readFact(fact, understanding.facts);
    if ('value' in read) fields[fact.field] ??= read;
    else troubles.push(read);
  }
  return { fields, troubles, unread: unreadOf(understanding) };
}

function readFact(fact: Fact, facts: readonly Fact[]): ReadValue | ReadTrouble {
  const { reading, value, text } = fact;
  if (reading === undefined) {
    return { value, words: text, ...(fact.note !== undefined && { note: noteOf(fact.note) }) };
  }
  const [country, region] = [stated(facts, 'country'), stated(facts, 'region')];
  if (reading.kind === 'either' && country === undefined && region === undefined) {
    return {
      code: 'either-date',
      field: fact.field,
      words: [text, reading.monthFirst, reading.dayFirst],
    };
  }
  const order = dateOrder({
    ...(country !== undefined && { country: String(country) }),
    ...(region !== undefined && { region: String(region) }),
  });
  const date = settleDate(reading, order);
  if (date === null) return { code: 'unreadable', field: fact.field, words: [text] };
  if (reading.kind === 'either') return { value: date, words: text, note: order };
  const isExact = reading.kind === 'date' && reading.exact && reading.note === undefined;
  return { value: date, words: text, ...(!isExact && { note: 'next-such-day' }) };
}

function noteOf(note: string): ReadNote {
  return note.startsWith('a month') ? 'a-month-times-12' : 'otherwise';
}

function stated(facts: readonly Fact[], field: FactField): string | number | undefined {
  return facts.find((fact) => fact.field === field)?.value;
}

/** Runs of words of which one says something, that no field took and the description does not hold. */
function unreadOf({ source, tokens, facts, problems }: Understanding): readonly string[] {
  const taken = [
    ...facts.filter(({ field }) => field !== 'description').map(({ span }) => span),
    ...problems.map(({ span }) => span),
  ];
  const described = facts.find(({ field }) => field === 'description');
  const isTaken = (token: Token) =>
    token.kind === 'line' ||
    taken.some((span) => contains(span, token)) ||
    (described !== undefined &&
      contains(described.span, token) &&
      String(described.value).includes(token.text));
  const runs: Span[] = [];
  let open: { start: number; end: number; says: boolean } | undefined;
  const close = () => {
    if (open?.says === true) runs.push(open);
    open = undefined;
  };
  for (const token of tokens) {
    if (token.kind === 'mark') continue;
    if (isTaken(token)) {
      close();
      continue;
    }
    const { start, end } = token;
    const says = token.kind === 'number' || (isSubstance(token) && !LABEL_WORDS.has(token.fold));
    open = { start: open?.start ?? start, end, says: says || open?.says === true };
  }
  close();
  return runs.map((span) => sliceSource(source, span).trim());
}

/** What fields are called says nothing by itself. */
const LABEL_WORDS: ReadonlySet<string> = new Set(
  Object.values(LABELS).flatMap((names) => names.split(/[|\s]+/)),
);
