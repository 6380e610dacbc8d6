import { otherLanguage } from '../text/language.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { AttributeMention } from '../values/attributes.ts';
import type { DateMention, DateReading } from '../values/dates.ts';
import { annualUsd, type MoneyMention } from '../values/money.ts';
import { namesOf, type PlaceMention } from '../values/places.ts';
import { appositionAfter } from './apposition.ts';
import { attributesOfCustomer } from './attributes-of-customer.ts';
import { calendarClauses, rateDates } from './close-date.ts';
import { type CustomerMention, SURE_NAME } from './customer-mention.ts';
import { readSecondCustomer } from './customer-standing.ts';
import { amountUses, annualNote, expectationOf } from './expected-amount.ts';
import { type TokenRange, touches } from './fact.ts';
import type { Findings } from './findings.ts';
import { countryOfFlags } from './flags.ts';
import { isInstitution } from './name-run.ts';
import type { PartnerMention } from './partner.ts';
import { placesOfCustomer } from './place-of-customer.ts';

/** The surest name; two that are as sure, or stand side by side, contradict each other. */
export function stateCustomer(
  { source, tokens, add, trouble, use }: Findings,
  customers: readonly CustomerMention[],
): void {
  const customer = customers[0];
  if (customer === undefined) return;
  use(customer.uses);
  const apposition = appositionAfter(tokens, customer.uses.to);
  if (apposition !== null) use(apposition);
  add('customerName', nameOf(source, tokens, customer), customer.name, { surety: customer.surety });
  const rival = customers.find(
    (other) =>
      other.score >= SURE_NAME &&
      nameOf(source, tokens, other).toLowerCase() !== nameOf(source, tokens, customer).toLowerCase(),
  );
  if (customer.score >= SURE_NAME && rival !== undefined && rival.score === customer.score)
    trouble('contradiction', 'customerName', [customer.name, rival.name]);
  else {
    const second = readSecondCustomer(tokens, customer.name);
    if (second !== null) {
      const { name } = customer;
      // `Acme and Bolt, both …` was read as one name.
      const first = second.to === name.to ? { from: name.from, to: second.from - 1 } : name;
      trouble('contradiction', 'customerName', [first, second]);
    }
  }
}

/** The partner, when one is named; of several the first, since the field takes one. */
export function statePartner(
  { source, tokens, has, add, use }: Findings,
  partners: readonly PartnerMention[],
): void {
  for (const { uses } of partners) use(uses);
  const partner = partners[0];
  if (partner !== undefined && !has('partnerName'))
    add('partnerName', sliceSource(source, spanOf(tokens, partner.name.from, partner.name.to)), partner.name);
}

const DEMONYM = /(?:ish|ian|ese|wegian)$/;

/** Where the customer is: the surest place that is not part of the name. */
export function statePlace(
  { source, tokens, has, add, trouble, use }: Findings,
  places: readonly PlaceMention[],
  customer: TokenRange | null,
): void {
  const nameRanges = customer === null ? [] : [customer];
  const place = placesOfCustomer(
    tokens,
    places.filter((mention) => !touches(mention, nameRanges)),
  );
  for (const range of place.uses) use(range);
  if (!has('country') && place.country !== null) add('country', place.country.value, place.country.range);
  // `University of Graz`: when no other place is named, the one in the name says where the customer is.
  const inner = places.find(
    (mention) =>
      touches(mention, nameRanges) &&
      (tokens[mention.from - 1]?.fold === 'of' ||
        isInstitution(tokens[mention.from - 1]) ||
        // `the Danish Road Authority`
        (mention.from === customer?.from && DEMONYM.test(tokens[mention.from]?.fold ?? ''))) &&
      mention.place.kind === 'country',
  );
  const { unsure } = place;
  const placeless =
    place.country === null && place.region === null && place.rivals.length === 0 && unsure === null;
  const flag = placeless && inner === undefined && !has('country') ? countryOfFlags(source) : null;
  if (flag !== null)
    add(
      'country',
      flag.country,
      { from: 0, to: 0 },
      { span: flag.span, text: source.slice(flag.span.start, flag.span.end), note: 'from the flag' },
    );
  if (!has('country') && placeless && inner?.place.kind === 'country')
    add('country', inner.place.country, inner, { note: 'from the customer’s name' });
  if (!has('country') && unsure !== null) {
    const name = sliceSource(source, unsure.span);
    trouble('ambiguous-place', 'country', [unsure], [name, ...namesOf(unsure.place)]);
  }
  if (!has('country') && place.rivals.length > 1) trouble('contradiction', 'country', place.rivals);
  if (!has('region') && !has('country') && place.country === null && place.region !== null)
    add('region', place.region.value, place.region.range);
}

/** Whether two readings can be one day: `5 May` and `May 5th 2027`. */
export function sameDay(a: DateReading, b: DateReading): boolean {
  const days = (reading: DateReading) =>
    reading.kind === 'date'
      ? [reading.date]
      : reading.kind === 'either'
        ? [reading.monthFirst, reading.dayFirst]
        : [];
  return days(a).some((day) => days(b).includes(day));
}

/** The date of the close by the words around it; clauses that only name other dates are used up. */
export function stateCloseDate(
  { source, tokens, has, add, trouble, use }: Findings,
  dates: readonly DateMention[],
): void {
  const rated = rateDates(tokens, dates);
  const best = [...rated].sort((a, b) => b.score - a.score)[0];
  if (!has('targetCloseDate') && best !== undefined && best.score > -1) {
    const equal = rated.filter(
      (other) =>
        other !== best &&
        best.score >= 3 &&
        Math.abs(other.score - best.score) < 0.5 &&
        !sameDay(other.mention.reading, best.mention.reading),
    );
    use(best.uses);
    if (equal.length > 0) {
      for (const { uses } of equal) use(uses);
      trouble('contradiction', 'targetCloseDate', [best.mention, ...equal.map(({ mention }) => mention)]);
    } else if (best.mention.reading.kind === 'impossible')
      trouble('impossible-date', 'targetCloseDate', [best.mention]);
    else if (best.mention.reading.kind === 'vague') trouble('unreadable', 'targetCloseDate', [best.mention]);
    else
      add('targetCloseDate', sliceSource(source, best.mention.span), best.mention, {
        reading: best.mention.reading,
      });
  }

  for (const clause of calendarClauses(tokens, dates)) use(clause);
}

/** The amount that is surest to be expected of the deal, a year; two that differ contradict each other. */
export function stateAmount(
  { source, tokens, has, add, trouble, use }: Findings,
  money: readonly MoneyMention[],
): void {
  if (has('expectedAnnualUsd')) return;
  const rated = money
    .map((mention) => ({ mention, score: expectationOf(tokens, mention), annual: annualUsd(mention) }))
    .filter(({ score }) => score > 0);
  for (const { mention } of rated) {
    if (mention.negative) trouble('negative-amount', 'expectedAnnualUsd', [mention]);
    else if (mention.currency === 'other') trouble('other-currency', 'expectedAnnualUsd', [mention]);
    use(amountUses(tokens, mention));
  }
  const usable = rated.filter(({ mention, annual }) => annual !== null && !mention.negative);
  const best = Math.max(0, ...usable.map(({ score }) => score));
  const [first, ...others] = usable.filter(({ score }) => score === best);
  if (first === undefined) return;
  const rival =
    best === 2 ? others.find(({ annual }) => differs(Number(first.annual), Number(annual))) : undefined;
  if (rival === undefined)
    add('expectedAnnualUsd', Number(first.annual), first.mention, annualNote(first.mention));
  else
    trouble(
      'contradiction',
      'expectedAnnualUsd',
      [first.mention, rival.mention],
      [sliceSource(source, first.mention.span), sliceSource(source, rival.mention.span)],
    );
}

/** `20k MRR, 240k ARR` say the same; so does a rounded one. */
function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > 0.05 * Math.max(a, b);
}

/** Industry, size, type and phase, where they speak of the customer. */
export function stateAttributes(
  { tokens, facts, has, add, use, trouble }: Findings,
  attributes: readonly AttributeMention[],
  name: { readonly prose: TokenRange | null; readonly label: TokenRange | null },
): void {
  const ofCustomer = attributesOfCustomer(tokens, attributes, name.prose ?? name.label);
  // `Segment SMB. … Segment Enterprise.`
  const [segment, ...others] = ofCustomer.filter(
    ({ field, range }) => field === 'customerSegment' && saysSegment(tokens, range),
  );
  const rival = others.find(({ value }) => value !== segment?.value);
  const inDoubt = segment !== undefined && rival !== undefined && !has('customerSegment');
  if (inDoubt) trouble('contradiction', 'customerSegment', [segment.range, rival.range]);
  for (const { field, value, range } of ofCustomer) {
    if (inDoubt && field === 'customerSegment') {
      use({ from: range.from - 1, to: range.to });
      continue;
    }
    if (!has(field) && !facts.some((fact) => fact.field === field)) add(field, value, range);
    // `expansion of the EKS platform` is the wish as well.
    if (tokens[range.to]?.fold !== 'of' && (name.prose === null || !touches(range, [name.prose]))) use(range);
  }
}

function saysSegment(tokens: readonly Token[], { from }: TokenRange): boolean {
  return /^(?:segment|size)$/.test(tokens[from - 1]?.fold ?? '');
}

/** Only English is read: another language is said. */
export function noteLanguage({ tokens, trouble }: Findings): void {
  const language = otherLanguage(tokens);
  if (language !== null)
    trouble('other-language', 'description', [{ from: 0, to: tokens.length }], [language]);
}

function nameOf(source: string, tokens: readonly Token[], { name }: CustomerMention): string {
  return sliceSource(source, spanOf(tokens, name.from, name.to)).replace(/['’]s$/, '');
}
