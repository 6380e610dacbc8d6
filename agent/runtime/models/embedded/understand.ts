import { attributesOfCustomer } from './facts/attributes-of-customer.ts';
import { calendarClauses, rateDates } from './facts/close-date.ts';
import {
  type CustomerMention,
  readCustomer,
  readSecondCustomer,
  readWishLeads,
  SURE_NAME,
} from './facts/customer.ts';
import { describeRest } from './facts/description.ts';
import { amountUses, isExpectedAmount } from './facts/expected-amount.ts';
import { type Fact, type FactField, inside, type Problem, type TokenRange, touches } from './facts/fact.ts';
import { readLabelledFacts } from './facts/labelled-facts.ts';
import { readLabels } from './facts/labels.ts';
import { isTakenBack } from './facts/negation.ts';
import { readOpportunityName } from './facts/opportunity-name.ts';
import { placesOfCustomer } from './facts/place-of-customer.ts';
import { otherLanguage } from './text/language.ts';
import { sliceSource, spanOf, type Token, tokenize } from './text/tokens.ts';
import { readAttributes } from './values/attributes.ts';
import { type DateMention, readDates } from './values/dates.ts';
import { annualUsd, type MoneyMention, readMoney } from './values/money.ts';
import { type PlaceMention, readPlaces } from './values/places.ts';

/** What a message says of an opportunity, each value with where it stands. */
export interface Understanding {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** The surest way in which a customer is named, for telling a new opportunity from a correction. */
  readonly customerScore: number;
  /** True when what the customer wants was stated: by a label, or after a verb of wanting. */
  readonly statesWish: boolean;
  readonly mentions: {
    readonly dates: readonly DateMention[];
    readonly places: readonly PlaceMention[];
    readonly money: readonly MoneyMention[];
  };
}

/** Reads one message as seen on `today` (YYYY-MM-DD); pure, linear in its length, and never throws. */
export function understand(source: string, { today }: { readonly today: string }): Understanding {
  const tokens = tokenize(source);
  const labels = readLabels(tokens);
  const labelled = readLabelledFacts(source, tokens, labels, today);
  const zones = zonesBetween(tokens.length, labels);
  const inZones = <Mention extends TokenRange>(mentions: readonly Mention[]) =>
    mentions.filter((mention) => inside(mention, zones) && !isTakenBack(tokens, mention));

  const dates = inZones(readDates(tokens, today));
  const money = inZones(readMoney(tokens)).filter((mention) => !touches(mention, dates));
  const places = inZones(readPlaces(tokens)).filter((mention) => !touches(mention, dates));
  const labelledCustomer = labels.find(({ field }) => field === 'customerName')?.value ?? null;
  const attributes = readAttributes(tokens).filter(
    (mention) =>
      (labelledCustomer !== null && inside(mention, [labelledCustomer])) ||
      (inside(mention, zones) &&
        !isTakenBack(tokens, mention) &&
        !touches(mention, dates) &&
        !touches(mention, places)),
  );

  const takenAt = marks(tokens.length, [
    ...dates,
    ...money,
    ...places,
    ...attributes.filter(({ strength }) => strength === 'sure'),
  ]);
  const describesTo = new Map(
    [...places.filter(({ place }) => place.kind === 'country'), ...attributes].map(({ from, to }) => [
      from,
      to,
    ]),
  );
  const endsAt = marks(tokens.length, [...dates, ...money, ...places]);
  const placeAt = marks(tokens.length, places);
  const around = {
    places: (at: number) => placeAt[at] === true,
    taken: (at: number) => takenAt[at] === true,
    ends: (at: number) => endsAt[at] === true,
    describes: (at: number) => describesTo.get(at) ?? null,
  };
  const customers = labelled.facts.some(({ field }) => field === 'customerName')
    ? []
    : [
        ...zones.flatMap((zone) => readCustomer(tokens, zone, around)),
        ...labels
          .filter(({ field }) => field === 'opportunityName')
          .flatMap(({ value }) =>
            // `Deal: Sybase exit at Acme`: what the deal is called begins with no customer, but may name one.
            readCustomer(tokens, value, around).filter(({ name }) => name.from > value.from),
          ),
      ].sort((a, b) => b.score - a.score);
  const customer = customers[0];

  const used = marks(tokens.length, []);
  const use = ({ from, to }: TokenRange) => used.fill(true, from, to);
  const nameRanges = customer === undefined ? [] : [customer.name];
  const facts: Fact[] = [...labelled.facts];
  const problems: Problem[] = [...labelled.problems];
  const has = (field: FactField) =>
    labelled.facts.some((fact) => fact.field === field) ||
    labelled.problems.some((problem) => problem.field === field);
  const add = (field: FactField, value: string | number, range: TokenRange, more: Partial<Fact> = {}) => {
    const span = spanOf(tokens, range.from, range.to);
    facts.push({ field, value, span, text: sliceSource(source, span), by: 'prose', ...more });
  };
  const trouble = (code: Problem['code'], field: FactField, ranges: readonly TokenRange[]) => {
    const first = ranges[0] ?? { from: 0, to: 0 };
    problems.push({
      code,
      field,
      texts: ranges.map((range) => sliceSource(source, spanOf(tokens, range.from, range.to))),
      span: spanOf(tokens, first.from, first.to),
    });
  };

  if (customer !== undefined) {
    use(customer.uses);
    add('customerName', nameOf(source, tokens, customer), customer.name);
    const rival = customers.find(
      (other) =>
        other.score >= SURE_NAME &&
        nameOf(source, tokens, other).toLowerCase() !== nameOf(source, tokens, customer).toLowerCase(),
    );
    if (customer.score >= SURE_NAME && rival !== undefined && rival.score === customer.score)
      trouble('contradiction', 'customerName', [customer.name, rival.name]);
    else {
      const second = readSecondCustomer(tokens, customer.name);
      if (second !== null) trouble('contradiction', 'customerName', [customer.name, second]);
    }
  }

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
      tokens[mention.from - 1]?.fold === 'of' &&
      mention.place.kind === 'country',
  );
  const placeless = place.country === null && place.region === null && place.rivals.length === 0;
  if (!has('country') && placeless && inner?.place.kind === 'country')
    add('country', inner.place.country, inner, { note: 'from the customer’s name' });
  if (!has('country') && place.rivals.length > 1) trouble('contradiction', 'country', place.rivals);
  if (!has('region') && !has('country') && place.country === null && place.region !== null)
    add('region', place.region.value, place.region.range);

  const rated = rateDates(tokens, dates);
  const best = [...rated].sort((a, b) => b.score - a.score)[0];
  if (!has('targetCloseDate') && best !== undefined && best.score > -1) {
    const equal = rated.filter(
      (other) =>
        best.score >= 3 &&
        Math.abs(other.score - best.score) < 0.5 &&
        JSON.stringify(other.mention.reading) !== JSON.stringify(best.mention.reading),
    );
    use(best.uses);
    if (equal.length > 0)
      trouble('contradiction', 'targetCloseDate', [best.mention, ...equal.map(({ mention }) => mention)]);
    else if (best.mention.reading.kind === 'impossible')
      trouble('impossible-date', 'targetCloseDate', [best.mention]);
    else
      add('targetCloseDate', sliceSource(source, best.mention.span), best.mention, {
        reading: best.mention.reading,
      });
  }

  for (const clause of calendarClauses(tokens, dates)) use(clause);

  for (const mention of money) {
    if (has('expectedAnnualUsd') || !isExpectedAmount(tokens, mention)) continue;
    if (mention.negative) trouble('negative-amount', 'expectedAnnualUsd', [mention]);
    else if (mention.currency === 'other') trouble('other-currency', 'expectedAnnualUsd', [mention]);
    else {
      const annual = annualUsd(mention);
      if (annual === null || facts.some(({ field }) => field === 'expectedAnnualUsd')) continue;
      add('expectedAnnualUsd', annual, mention, noteOf(mention));
    }
    use(amountUses(tokens, mention));
  }

  for (const { field, value, range } of attributesOfCustomer(
    tokens,
    attributes,
    customer?.name ?? labelledCustomer,
  )) {
    if (!has(field) && !facts.some((fact) => fact.field === field)) add(field, value, range);
    // `expansion of the EKS platform` is the wish as well.
    if (tokens[range.to]?.fold !== 'of' && (customer === undefined || !touches(range, [customer.name])))
      use(range);
  }

  const leads = zones.flatMap((zone) => readWishLeads(tokens, zone, (at) => used[at] === true));
  for (const lead of leads) use(lead);
  const wishAt = customers.find((each) => each.wishAt !== null)?.wishAt ?? leads[0]?.to ?? null;
  if (!has('opportunityName') && wishAt !== null) {
    const name = readOpportunityName(tokens, wishAt, (at) => used[at] === true);
    if (name !== null) add('opportunityName', sliceSource(source, spanOf(tokens, name.from, name.to)), name);
  }
  if (!has('description')) {
    const rest = describeRest(source, tokens, zones, used);
    if (rest !== null) add('description', rest.text, rest);
  }
  const language = otherLanguage(tokens);
  if (language !== null)
    problems.push({
      code: 'other-language',
      field: 'description',
      texts: [language],
      span: spanOf(tokens, 0, tokens.length),
    });
  return {
    source,
    tokens,
    facts,
    problems,
    customerScore: labelled.facts.some(({ field }) => field === 'customerName') ? 10 : (customer?.score ?? 0),
    statesWish: has('description') || wishAt !== null,
    mentions: { dates, places, money },
  };
}

function nameOf(source: string, tokens: readonly Token[], { name }: CustomerMention): string {
  return sliceSource(source, spanOf(tokens, name.from, name.to)).replace(/['’]s$/, '');
}

function noteOf(mention: MoneyMention): { note: string } | Record<string, never> {
  if (mention.per === 'month') return { note: 'a month, times 12' };
  if (mention.per === 'quarter') return { note: 'a quarter, times 4' };
  if (mention.per === 'week') return { note: 'a week, times 52' };
  if (mention.per === 'years') return { note: `over ${mention.years} years, divided by ${mention.years}` };
  return mention.per === null ? { note: 'taken as a year' } : {};
}

function zonesBetween(length: number, labels: readonly TokenRange[]): readonly TokenRange[] {
  const zones: TokenRange[] = [];
  let from = 0;
  for (const label of labels) {
    if (label.from > from) zones.push({ from, to: label.from });
    from = Math.max(from, label.to);
  }
  if (from < length) zones.push({ from, to: length });
  return zones;
}

function marks(length: number, ranges: readonly TokenRange[]): boolean[] {
  const marked = new Array<boolean>(length).fill(false);
  for (const { from, to } of ranges) marked.fill(true, from, to);
  return marked;
}
