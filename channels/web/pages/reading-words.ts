import type {
  OpportunityReading,
  ReadTrouble,
  ReadValue,
} from '#agent/runtime/models/embedded/read-opportunity.ts';
import { cellText } from '#channels/render/table.ts';
import { type FormValues, OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { countryName } from '#channels/turn/opportunity/places.ts';
import { formReading } from '#channels/turn/opportunity/typed-values.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import { INDUSTRIES } from '#knowledge-base/projects/vocabulary.ts';
import { TEXTS } from '../texts.ts';

/** What was understood of free text: values for the form's fields, and what to say of it. */
export interface ReadForm {
  /** As the form shows them. */
  readonly values: FormValues;
  /** A line a field: its label, its value and the words it came from. */
  readonly understood: readonly string[];
  /** What could not be used, a sentence each; the words that went nowhere are among them. */
  readonly troubles: readonly string[];
}

export function readForm(reading: OpportunityReading): ReadForm {
  const { reads } = formReading(reading);
  const read = OPPORTUNITY_FORM.flatMap(({ name, label }) => {
    const value = reads[name];
    return value === undefined ? [] : [{ name, label, value }];
  });
  const said = TEXTS.reading;
  return {
    values: Object.fromEntries(read.map(({ name, value }) => [name, shownValue(name, value.value)])),
    understood: read.map(({ name, label, value }) => {
      const shown = shownValue(name, value.value);
      const how = howRead(value);
      const from = shown === value.words || name === 'description' ? '' : said.from(value.words);
      const more = [from, how].filter((words) => words !== '').join(', ');
      return said.field(label, more === '' ? shown : `${shown} (${more})`);
    }),
    troubles: [
      ...reading.troubles.flatMap((trouble) => troubleWords(trouble) ?? []),
      ...(reading.unread.length > 0 ? [said.unread(reading.unread)] : []),
    ],
  };
}

/** What a typed value was read as; undefined where that says nothing new. */
export function readWords(name: string, read: ReadValue): string | undefined {
  const shown = shownValue(name, read.value);
  if (shown === read.words.trim()) return undefined;
  const how = howRead(read);
  return TEXTS.reading.readAs(how === '' ? shown : `${shown}: ${how}`);
}

/** Why a value cannot be used and what to do; undefined where the field's own words say it. */
export function troubleWords({ code, field, words }: ReadTrouble): string | undefined {
  const said = TEXTS.reading;
  const [first = '', second = '', third = ''] = words;
  switch (code) {
    case 'impossible-date':
      return said.impossible(first);
    case 'either-date':
      return said.either(first, cellText(second, 'date'), cellText(third, 'date'));
    case 'unreadable':
      return unreadableWords(field, first);
    case 'negative-amount':
      return said.negative(first);
    case 'ambiguous-place':
      return said.ambiguous(first, words.slice(1));
    case 'other-currency':
      return said.currency(first);
    case 'several-deals':
      return said.several(words);
    case 'contradiction':
      return said.contradiction(OPPORTUNITY_FORM.find(({ name }) => name === field)?.label ?? '', words);
    default:
      return undefined;
  }
}

function unreadableWords(field: ReadTrouble['field'], words: string): string | undefined {
  const said = TEXTS.reading;
  switch (field) {
    case 'targetCloseDate':
      return said.vague(words);
    case 'country':
    case 'region':
      return said.unknownPlace(words);
    case 'industry':
      return said.unknownIndustry(words, nearest(words, INDUSTRIES));
    case 'expectedAnnualUsd':
      return said.noAmount(words);
    default:
      return undefined;
  }
}

/** A value as the form shows it: what a seller would have typed. */
export function shownValue(name: string, value: string | number): string {
  if (name === 'place') return countryName(String(value));
  if (name === 'targetCloseDate') return cellText(String(value), 'date');
  if (typeof value === 'number') return new Intl.NumberFormat('en-US').format(value);
  return String(value);
}

function howRead({ note }: ReadValue): string {
  return note === undefined ? '' : TEXTS.reading.how[note];
}
