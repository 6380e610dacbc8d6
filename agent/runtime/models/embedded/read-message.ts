import { readCustomer } from './facts/customer.ts';
import { type CustomerMention, isNamelike } from './facts/customer-mention.ts';
import { readWishLeads } from './facts/customer-subject.ts';
import { describeRest } from './facts/description.ts';
import { inside, type TokenRange, touches } from './facts/fact.ts';
import { createFindings, type Findings } from './facts/findings.ts';
import { readLabelledFacts, saysWork } from './facts/labelled-facts.ts';
import { type LabelledField, readLabels } from './facts/labels.ts';
import { isTakenBack, readTakenBack, takenBackRange } from './facts/negation.ts';
import { readNoise } from './facts/noise.ts';
import { readOpportunityName } from './facts/opportunity-name.ts';
import { readPartners } from './facts/partner.ts';
import {
  noteLanguage,
  stateAmount,
  stateAttributes,
  stateCloseDate,
  stateCustomer,
  statePartner,
  statePlace,
} from './facts/prose-facts.ts';
import { sliceSource, spanOf, type Token } from './text/tokens.ts';
import type { Understanding } from './understanding.ts';
import { readAttributes } from './values/attributes.ts';
import { readDates } from './values/dates.ts';
import { readBareMoney, readMoney } from './values/money.ts';
import { type PlaceMention, readPlaces } from './values/places.ts';

/** What a message is read as, and where in it a customer may begin, for telling deals apart. */
export interface MessageReading {
  readonly understanding: Understanding;
  /** Places in the source, in order. */
  readonly customerStarts: readonly number[];
}

/** Reads the tokens of a message, or of a part of it, as of one deal. */
export function readMessage(source: string, tokens: readonly Token[], today: string): MessageReading {
  const labels = readLabels(tokens);
  const labelled = readLabelledFacts(source, tokens, labels, today);
  const zones = zonesBetween(tokens.length, labels);
  const inZones = <Mention extends TokenRange>(mentions: readonly Mention[]) =>
    mentions.filter((mention) => inside(mention, zones) && !isTakenBack(tokens, mention));

  const named = readPlaces(tokens);
  // `Rio de Janeiro` ends with a month.
  const allDates = readDates(tokens, today);
  const allMoney = readMoney(tokens);
  const dates = inZones(allDates).filter(
    (date) => !named.some(({ from, to }) => from < date.from && date.from < to),
  );
  const money = inZones(allMoney).filter((mention) => !touches(mention, dates));
  const places = inZones(named).filter((mention) => !touches(mention, dates));
  const labelledCustomer = labels.find(({ field }) => field === 'customerName')?.value ?? null;
  const attributes = readAttributes(tokens).filter(
    (mention) =>
      (labelledCustomer !== null && inside(mention, [labelledCustomer])) ||
      (inside(mention, zones) &&
        !isTakenBack(tokens, mention) &&
        !touches(mention, dates) &&
        !touches(mention, places)),
  );

  const takenBack = readTakenBack(tokens);
  const takenAt = marks(tokens.length, [
    ...dates,
    ...money,
    ...places,
    ...attributes.filter(({ strength }) => strength === 'sure'),
  ]);
  const describesTo = new Map(
    [...places.filter((mention) => isDescriptive(tokens, mention)), ...attributes].map(({ from, to }) => [
      from,
      to,
    ]),
  );
  const endsAt = marks(tokens.length, [...dates, ...money, ...places]);
  const placeAt = marks(tokens.length, places);
  const dateAt = marks(tokens.length, dates);
  const around = {
    places: (at: number) => placeAt[at] === true,
    taken: (at: number) => takenAt[at] === true,
    ends: (at: number) => endsAt[at] === true,
    describes: (at: number) => describesTo.get(at) ?? null,
  };
  const partners = zones.flatMap((zone) => readPartners(tokens, zone, around));
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
      ]
        .filter(
          ({ name }) =>
            !touches(
              name,
              partners.map(({ uses }) => uses),
            ),
        )
        .sort((a, b) => b.score - a.score);
  const customer = customers[0];

  const findings = createFindings(source, tokens, labelled);
  const { add, has, isUsed, use } = findings;
  const name = customer?.name ?? null;
  stateCustomer(findings, customers);
  statePartner(findings, partners);
  statePlace(findings, places, name);
  stateCloseDate(findings, dates);
  stateAmount(findings, money);
  stateAttributes(findings, attributes, { prose: name, label: labelledCustomer });

  for (const range of readNoise(source, tokens)) use(range);
  for (const mention of [...allDates, ...allMoney, ...named]) {
    const back = takenBackRange(tokens, mention);
    if (back !== null) use(back);
  }
  const leads = zones.flatMap((zone) => readWishLeads(tokens, zone, isUsed));
  for (const lead of leads) use(lead);
  const wishAt = customers.find((each) => each.wishAt !== null)?.wishAt ?? leads[0]?.to ?? null;
  if (!has('opportunityName') && wishAt !== null) {
    const called = readOpportunityName(tokens, wishAt, isUsed);
    if (called !== null)
      add('opportunityName', sliceSource(source, spanOf(tokens, called.from, called.to)), called);
  }
  if (!has('description')) {
    const rest = describeRest(source, tokens, zones, isUsed, (at) => dateAt[at] === true);
    if (rest !== null) add('description', rest.text, rest);
    // `Opp: SAP ECC to S/4HANA on AWS`: what it is called is all that is said of the wish.
    else describeByName(findings, labels);
  }
  noteLanguage(findings);
  const understanding: Understanding = {
    source,
    tokens,
    deals: [],
    facts: findings.facts,
    problems: findings.problems,
    customerScore: labelled.facts.some(({ field }) => field === 'customerName') ? 10 : (customer?.score ?? 0),
    statesWish: has('description') || wishAt !== null,
    mentions: { dates, places, money, bare: readBareMoney(tokens, [...dates, ...money]), takenBack },
  };
  return { understanding, customerStarts: customerStarts(tokens, labels, customers) };
}

function describeByName({ source, tokens, add }: Findings, labels: readonly LabelledField[]): void {
  const named = labels.find(
    ({ field, value }) => field === 'opportunityName' && saysWork(tokens.slice(value.from, value.to)),
  );
  if (named !== undefined)
    add('description', sliceSource(source, spanOf(tokens, named.value.from, named.value.to)), named.value);
}

/** Where a label names a customer, a wish has its subject, or a line begins with a name. */
function customerStarts(
  tokens: readonly Token[],
  labels: readonly { readonly field: string; readonly from: number }[],
  customers: readonly CustomerMention[],
): readonly number[] {
  const at = [
    ...labels.filter(({ field }) => field === 'customerName').map(({ from }) => from),
    ...customers
      .filter(
        ({ score, name, surety, wishAt }) =>
          score >= 4 && isNamelike(tokens, name) && (surety !== 'guessed' || wishAt === null),
      )
      .map(({ name, uses, wishAt }) => (wishAt === null ? lineStart(tokens, name.from) : uses.from))
      .filter((from) => from !== null),
  ];
  return [...new Set(at)].sort((a, b) => a - b).map((from) => tokens[from]?.start ?? 0);
}

const MOST_BEFORE_NAME = 6;

function lineStart(tokens: readonly Token[], name: number): number | null {
  for (let at = name; at >= name - MOST_BEFORE_NAME; at -= 1)
    if (at === 0 || tokens[at - 1]?.kind === 'line' || (at === name && tokens[at - 1]?.fold === ';'))
      return Math.max(at, 0);
  return null;
}

/** A country anywhere, a region as `Nordic` or `European`: they describe what follows. */
function isDescriptive(tokens: readonly Token[], { place, to }: PlaceMention): boolean {
  return place.kind === 'country' || /(?:ic|an)$/.test(tokens[to - 1]?.fold ?? '');
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
