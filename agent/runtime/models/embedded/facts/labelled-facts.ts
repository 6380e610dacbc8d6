import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import { attributeOf } from '../values/attributes.ts';
import { type DateReading, readDates } from '../values/dates.ts';
import { annualUsd, readAmountField } from '../values/money.ts';
import { namesOf, placeOf, statedPlace } from '../values/places.ts';
import { LONGEST_DESCRIPTION } from './description.ts';
import { annualNote } from './expected-amount.ts';
import type { Fact, FactField, Problem } from './fact.ts';
import type { LabelledField } from './labels.ts';
import { technologyAt } from './name-run.ts';
import { WORK_VERB } from './name-words.ts';
import { sameDay } from './prose-facts.ts';

/** The values of `Label: value` fields; two different values of one field contradict each other. */
export function readLabelledFacts(
  source: string,
  tokens: readonly Token[],
  labels: readonly LabelledField[],
  today: string,
): { readonly facts: readonly Fact[]; readonly problems: readonly Problem[] } {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const label of labels) {
    if (label.value.to <= label.value.from) continue;
    if (isOpen(label.field, tokens.slice(label.value.from, label.value.to))) continue;
    const span = spanOf(tokens, label.value.from, label.value.to);
    const text = sliceSource(source, span);
    const read = readValue(label, tokens.slice(label.value.from, label.value.to), text, today);
    if (read === null) continue;
    if ('code' in read) {
      problems.push({ code: read.code, field: read.field ?? label.field, texts: read.texts ?? [text], span });
      continue;
    }
    for (const { field, value, ...more } of read.facts) {
      const earlier = facts.find((fact) => fact.field === field);
      if (earlier !== undefined && same(earlier, value, more.reading)) continue;
      if (field === 'description' && earlier !== undefined) {
        // `Scope: …` and `Notes: …` both describe; `Ask: what ARR can we expect` asks.
        facts[facts.indexOf(earlier)] = { ...earlier, value: bothOf(String(earlier.value), String(value)) };
        continue;
      }
      if (earlier !== undefined)
        problems.push({ code: 'contradiction', field, texts: [earlier.text, text], span });
      else facts.push({ field, value, span, text, by: 'label', ...more });
    }
  }
  const inDoubt = new Set(problems.filter(({ code }) => code === 'contradiction').map(({ field }) => field));
  return { facts: facts.filter(({ field }) => !inDoubt.has(field)), problems };
}

/** `where: ??`, `Customer: TBD`: a field that is still to be filled. */
function isOpen(field: LabelledField['field'], value: readonly Token[]): boolean {
  // `Country: BE` is Belgium, and the page writes Namibia as `NA`.
  if (field === 'country' && value.length === 1 && /^[A-Z]{2}$/.test(value[0]?.text ?? '')) return false;
  const words = value.filter(({ kind }) => kind === 'word' || kind === 'number');
  return words.length <= 3 && words.every(({ fold }) => OPEN.has(fold));
}

const OPEN: ReadonlySet<string> = new Set(
  'tbd tba tbc unknown na n a none open pending not yet known to be confirmed determined announced defined'.split(
    ' ',
  ),
);

function bothOf(earlier: string, later: string): string {
  if (isQuestionText(later)) return earlier;
  return isQuestionText(earlier) ? later : `${earlier}; ${later}`.slice(0, LONGEST_DESCRIPTION);
}

function isQuestionText(text: string): boolean {
  return /\?\s*$|^(?:what|how|which|when|can|could|would|please|estimate|size)\b/i.test(text);
}

function same(fact: Fact, value: string | number, reading: DateReading | undefined): boolean {
  if (fact.reading !== undefined && reading !== undefined) return sameDay(fact.reading, reading);
  return String(fact.value).toLowerCase() === String(value).toLowerCase();
}

type ReadValue =
  | { readonly facts: readonly (Pick<Fact, 'field' | 'value'> & Partial<Fact>)[] }
  | { readonly code: Problem['code']; readonly field?: FactField; readonly texts?: readonly string[] };

function readValue(
  label: LabelledField,
  value: readonly Token[],
  text: string,
  today: string,
): ReadValue | null {
  const one = (content: string | number | null, more: Partial<Fact> = {}): ReadValue =>
    content === null ? { code: 'unreadable' } : { facts: [{ field: label.field, value: content, ...more }] };
  switch (label.field) {
    case 'customerName':
      return named(value, text);
    case 'description':
      return one(text.replace(/\n+/g, '; ').slice(0, LONGEST_DESCRIPTION));
    case 'opportunityName':
      // A mail has a subject whatever it is about: `Subject: quick question`.
      if (label.label === 'subject' && !saysWork(value)) return null;
      return one(text.replace(/^["“](.*)["”]$/, '$1'));
    case 'partnerName':
      return one(text.replace(/^["“](.*)["”]$/, '$1'));
    case 'country':
    case 'region': {
      const place = placeOf(value);
      if (place === null) return { code: 'unreadable', field: 'country' };
      const fact = statedPlace(place);
      if (fact !== null) return { facts: [fact] };
      return { code: 'ambiguous-place', field: 'country', texts: [text, ...namesOf(place)] };
    }
    case 'targetCloseDate': {
      const reading = readDates(value, today)[0]?.reading;
      if (reading === undefined || reading.kind === 'vague') return { code: 'unreadable' };
      return reading.kind === 'impossible' ? { code: 'impossible-date' } : one(text, { reading });
    }
    case 'expectedAnnualUsd':
      return amount(label, value);
    default:
      return one(attributeOf(label.field, value));
  }
}

/** Whether a technology or a kind of work is named. */
export function saysWork(value: readonly Token[]): boolean {
  return value.some(
    ({ fold }, at) =>
      technologyAt(value, at) !== null || (fold.length > 5 && WORK_VERB.test(fold)) || WORK_NOUN.test(fold),
  );
}

const WORK_NOUN =
  /^(?:data|cloud|database|server|app|application|platform|portal|warehouse|lake|analytic|backup|disaster|contact|website|genai|ai|ml|iot|vm|workload|renewal|pilot|poc)s?$/;

/** The name as written, quotes and a trailing bracket of known words aside: `Banco Azul (bank, Brazil)`. */
function named(value: readonly Token[], text: string): ReadValue {
  const bracket = /^(.*\S)\s*\(([^()]*)\)$/s.exec(text);
  const within = bracket === null ? null : bracketFacts(value);
  const name = (within === null ? text : (bracket?.[1] ?? text)).replace(/^["“](.*)["”]$/, '$1');
  return {
    facts: [{ field: 'customerName', value: name.slice(0, 200), surety: 'explicit' }, ...(within ?? [])],
  };
}

function bracketFacts(value: readonly Token[]): readonly Pick<Fact, 'field' | 'value'>[] | null {
  const open = value.findLastIndex((token) => token.fold === '(');
  const inner = value.slice(open + 1, -1);
  const place = placeOf(inner);
  const industry = attributeOf('industry', inner);
  const placed = place === null ? null : statedPlace(place);
  if (placed === null && industry === null) return null;
  return [
    ...(placed === null ? [] : [placed]),
    ...(industry === null ? [] : [{ field: 'industry' as const, value: industry }]),
  ];
}

function amount(label: LabelledField, value: readonly Token[]): ReadValue | null {
  const read = readAmountField(value);
  if (read === null) return { code: 'unreadable' };
  if (read.negative) return { code: 'negative-amount' };
  if (read.currency === 'other') return { code: 'other-currency' };
  const mention = { ...read, per: read.per ?? (/mrr|month/.test(label.label) ? 'month' : 'year') } as const;
  const annual = annualUsd(mention);
  if (annual === null) return { code: 'unreadable' };
  return { facts: [{ field: 'expectedAnnualUsd', value: annual, ...annualNote(mention) }] };
}
