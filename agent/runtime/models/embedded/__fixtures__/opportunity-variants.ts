import { addDays, daysInMonth, mondayOfWeek, parseDay, weekday } from '../values/calendar.ts';
import {
  FIELDS,
  INTRODUCTIONS,
  LABELS,
  OPPORTUNITIES,
  type Opportunity,
  SIGNATURES,
} from './variant-words.ts';

/** A message a seller could write of an opportunity, and the arguments it must be read as. */
export interface Variant {
  readonly text: string;
  readonly shape: string;
  readonly expected: Readonly<Record<string, string | number>>;
}

/** The day the variants are written on. */
export const VARIANTS_TODAY = '2026-11-25';

/** `count` messages of each of the ten opportunities, the same ones for a seed. */
export function opportunityVariants({
  count,
  seed,
}: {
  readonly count: number;
  readonly seed: number;
}): Variant[] {
  return OPPORTUNITIES.flatMap((opportunity, index) => {
    const random = createRandom(seed + index * 1_000_003);
    return Array.from({ length: count }, () => variantOf(opportunity, random));
  });
}

type Random = () => number;

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** The facts of an opportunity, each in one of its forms. */
interface Worded {
  readonly customer: string;
  readonly place: string;
  readonly wish: string;
  readonly date: string;
  readonly money: string;
  /** What the customer is: `a hospital group`. */
  readonly kind: string;
  readonly segment: string;
  readonly type: string;
  readonly partner: string;
}

function variantOf(opportunity: Opportunity, random: Random): Variant {
  const shape = pick(SHAPES, random);
  const worded: Worded = {
    customer: opportunity.customerName,
    place: pick(opportunity.places, random),
    wish: opportunity.wish,
    date: pick(dateForms(opportunity.targetCloseDate), random),
    money: pick(moneyForms(opportunity.expectedAnnualUsd), random),
    kind: pick(opportunity.kinds, random),
    segment: pick(FIELDS.segment[opportunity.customerSegment], random),
    type: pick(FIELDS.type[opportunity.opportunityType], random),
    partner: pick(FIELDS.partner, random).replace('NAME', opportunity.partnerName),
  };
  const { customerName, wish, targetCloseDate, country, industry } = opportunity;
  return {
    text: shape.write(worded, opportunity, random),
    shape: shape.name,
    expected: {
      customerName,
      description: wish,
      targetCloseDate,
      country,
      industry,
      customerSegment: opportunity.customerSegment,
      opportunityType: opportunity.opportunityType,
      partnerName: opportunity.partnerName,
      expectedAnnualUsd: opportunity.expectedAnnualUsd,
    },
  };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const ORDINALS = ['first', 'second', 'third', 'fourth'];
const pad = (value: number) => String(value).padStart(2, '0');

/** A day in every form that means it, as written on the day of the variants. */
export function dateForms(date: string): readonly string[] {
  const { year, month, day } = parseDay(date);
  const name = MONTHS[month - 1] ?? '';
  const short = name.slice(0, 3);
  const nth = `${day}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`;
  const days = (Date.parse(date) - Date.parse(VARIANTS_TODAY)) / 86_400_000;
  const last = day === daysInMonth(year, month);
  const quarter = last && month % 3 === 0 ? month / 3 : null;
  const week = weekday(date) === 5 ? isoWeek(date) : null;
  return [
    date,
    `${day} ${name} ${year}`,
    `${name} ${day}, ${year}`,
    `${nth} of ${name}`,
    `${short} ${nth}`,
    `${day}-${short}-${year}`,
    `${pad(day)}.${pad(month)}.${year}`,
    `${day} ${short} '${String(year).slice(2)}`,
    `${year}/${pad(month)}/${pad(day)}`,
    `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday(date) - 1]} ${day} ${name} ${year}`,
    ...(days % 7 === 0 ? [`in ${days / 7} weeks`] : [`in ${days} days`]),
    ...(last
      ? [
          `end of ${name}`,
          `the end of ${short} ${year}`,
          `the last day of ${name}`,
          `second half of ${name} ${year}`,
        ]
      : []),
    ...(quarter === null
      ? []
      : [
          `Q${quarter} ${year}`,
          `end of Q${quarter}`,
          `the end of the ${ORDINALS[quarter - 1]} quarter of ${year}`,
        ]),
    ...(day === 15
      ? [`mid ${name}`, `mid-${name} ${year}`, `the middle of ${name}`, `first half of ${name}`]
      : []),
    ...(week === null
      ? []
      : [
          `${year}-W${pad(week)}`,
          `week ${week} of ${year}`,
          `the ${ORDINALS[Math.floor((day - 1) / 7)]} Friday of ${name}`,
          `the ${ORDINALS[Math.floor((day - 1) / 7)]} week of ${name} ${year}`,
        ]),
  ].filter((form) => !form.includes('undefined'));
}

function isoWeek(date: string): number | null {
  const { year } = parseDay(date);
  for (let week = 1; week <= 53; week += 1) {
    const monday = mondayOfWeek(year, week);
    if (monday !== null && addDays(monday, 4) === date) return week;
  }
  return null;
}

/** An amount a year in every form that means it. */
export function moneyForms(annualUsd: number): readonly string[] {
  const thousands = annualUsd / 1000;
  const millions = annualUsd / 1_000_000;
  const monthly = annualUsd / 12;
  const grouped = annualUsd.toLocaleString('en-US');
  return [
    `$${thousands}k a year`,
    `USD ${grouped} per year`,
    `${thousands}k USD p.a.`,
    `$${grouped} ARR`,
    `${thousands}k ARR`,
    `about $${thousands}K annually`,
    `around ${thousands} thousand dollars a year`,
    `between ${thousands - 20} and ${thousands + 20}k a year`,
    `$${thousands - 50}k-$${thousands + 50}k ARR`,
    `USD${thousands}k/yr`,
    ...(String(millions).length <= 4
      ? [
          `$${millions}M ARR`,
          `about ${millions} million dollars a year`,
          `USD ${String(millions).replace('.', ',')} Mio per year`,
        ]
      : []),
    ...(Number.isInteger(monthly / 1000)
      ? [
          `$${monthly / 1000}k a month`,
          `${monthly / 1000}k MRR`,
          `${monthly.toLocaleString('en-US')} dollars per month`,
        ]
      : []),
  ];
}

interface Shape {
  readonly name: string;
  write(worded: Worded, opportunity: Opportunity, random: Random): string;
}

/** Sentences of the facts that are not in the first one, in any order. */
function rest(
  worded: Worded,
  random: Random,
  left: readonly ('date' | 'money' | 'kind' | 'segment' | 'type' | 'partner')[],
): string {
  const say = {
    date: () => pick(FIELDS.close, random).replace('DATE', worded.date),
    money: () => pick(FIELDS.worth, random).replace('MONEY', worded.money),
    kind: () => pick(FIELDS.is, random).replace('KIND', worded.kind),
    segment: () => pick(FIELDS.sized, random).replace('SEGMENT', worded.segment),
    type: () => pick(FIELDS.typed, random).replace('TYPE', worded.type),
    partner: () => worded.partner,
  };
  const sentences = shuffled(left, random).map((field) => say[field]());
  return random() < 0.7
    ? sentences.map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`).join(' ')
    : `${sentences.join('; ')}.`;
}

const ALL = ['date', 'money', 'kind', 'segment', 'type', 'partner'] as const;
const bullets = ['- ', '* ', '• ', '– ', '1) ', ''];

function labelled(worded: Worded, opportunity: Opportunity, random: Random, mark: string): readonly string[] {
  const fields: readonly (readonly [keyof typeof LABELS, string])[] = [
    ['country', worded.place],
    ['description', worded.wish],
    ['targetCloseDate', worded.date],
    ['expectedAnnualUsd', worded.money],
    ['industry', opportunity.industry],
    ['customerSegment', worded.segment],
    ['opportunityType', worded.type],
    ['partnerName', opportunity.partnerName],
  ];
  return [['customerName', worded.customer] as const, ...shuffled(fields, random)].map(
    ([field, value]) => `${pick(LABELS[field], random)}${mark}${value}`,
  );
}

/** The sentences, lists, forms and mails that a variant can be. */
export const SHAPES: readonly Shape[] = [
  {
    name: 'wants',
    write: (w, _, r) =>
      `${pick(INTRODUCTIONS, r)}${w.customer} in ${w.place} ${pick(FIELDS.wants, r)} ${w.wish}. ${rest(w, r, ALL)}`,
  },
  {
    name: 'brackets',
    write: (w, _, r) => `${w.customer} (${w.place}) ${pick(FIELDS.wants, r)} ${w.wish}; ${rest(w, r, ALL)}`,
  },
  {
    name: 'appositive',
    write: (w, _, r) =>
      `${w.customer}, ${w.kind} in ${w.place}, ${pick(FIELDS.wants, r)} ${w.wish}. ${rest(w, r, ['date', 'money', 'segment', 'type', 'partner'])}`,
  },
  {
    name: 'working with',
    write: (w, _, r) =>
      `${pick(['We are working with', "I'm working with", 'Just met with', 'We spoke with'], r)} ${w.customer} from ${w.place}. They ${pick(['want to', 'would like to', 'need to', 'plan to'], r)} ${w.wish}. ${rest(w, r, ALL)}`,
  },
  {
    name: 'customer is',
    write: (w, _, r) =>
      `The customer is ${w.customer}. They are ${pick(['based', 'located', 'headquartered'], r)} in ${w.place}. They ${pick(['want to', 'need to', 'would like to'], r)} ${w.wish}. ${rest(w, r, ALL)}`,
  },
  {
    name: 'opportunity with',
    write: (w, _, r) =>
      `${pick(['Opportunity with', 'New deal with', 'New opportunity for', 'Lead from'], r)} ${w.customer} in ${w.place}: ${w.wish}. ${rest(w, r, ALL)}`,
  },
  {
    name: 'size this',
    write: (w, _, r) =>
      `${pick(['Can you size this', 'Please estimate', 'What would this be worth', 'Numbers please'], r)}: ${w.customer} (${w.place}) ${pick(FIELDS.wants, r)} ${w.wish}, closing ${w.date}. ${rest(w, r, ['money', 'kind', 'segment', 'type', 'partner'])}`,
  },
  {
    name: 'date first',
    write: (w, _, r) =>
      `We hope to sign ${/^in |^the /.test(w.date) ? '' : 'on '}${w.date}. ${w.customer} in ${w.place} ${pick(FIELDS.wants, r)} ${w.wish}. ${rest(w, r, ['money', 'kind', 'segment', 'type', 'partner'])}`,
  },
  {
    name: 'slashes',
    write: (w, _, r) => {
      const mark = pick([' / ', ' | ', '; '], r);
      return [
        w.customer,
        ...shuffled(
          [
            w.place,
            w.wish,
            `${pick(['close', 'closing', 'sign'], r)} ${w.date}`,
            w.money,
            w.segment,
            w.type,
            w.kind.replace(/^an? /, ''),
          ],
          r,
        ),
        w.partner,
      ].join(mark);
    },
  },
  {
    name: 'form',
    write: (w, o, r) => labelled(w, o, r, pick([': ', ' = ', ': '], r)).join('\n'),
  },
  {
    name: 'bulleted form',
    write: (w, o, r) => {
      const bullet = pick(bullets, r);
      return labelled(w, o, r, pick([': ', ': ', ' - '], r))
        .map((line) => `${bullet}${line}`)
        .join('\n');
    },
  },
  {
    name: 'bold form',
    write: (w, o, r) =>
      labelled(w, o, r, ':* ')
        .map((line) => `*${line}`)
        .join('\n'),
  },
  {
    name: 'form on one line',
    write: (w, o, r) => labelled(w, o, r, pick([': ', '='], r)).join(pick(['; ', ' | '], r)),
  },
  {
    name: 'notes',
    write: (w, _, r) => {
      const bullet = pick(['- ', '* ', '• '], r);
      const lines = shuffled(
        [
          `they ${pick(['want to', 'need to', 'would like to'], r)} ${w.wish}`,
          pick(FIELDS.close, r).replace('DATE', w.date),
          pick(FIELDS.worth, r).replace('MONEY', w.money),
          pick(FIELDS.is, r).replace('KIND', w.kind),
          pick(FIELDS.sized, r).replace('SEGMENT', w.segment),
          pick(FIELDS.typed, r).replace('TYPE', w.type),
          w.partner,
        ],
        r,
      );
      return [
        `${pick(['Call notes', 'Notes', 'FW: intro call', 'Quick recap'], r)}`,
        `${bullet}${w.customer}, ${w.place}`,
        ...lines.map((line) => `${bullet}${line}`),
      ].join('\n');
    },
  },
  {
    name: 'mail',
    write: (w, _, r) =>
      [
        'From: Robin Example <robin@partner.example>',
        'Sent: Monday, 23 November 2026 09:12',
        'To: Sales <sales@partner.example>',
        `Subject: FW: ${w.customer}`,
        '',
        pick(['Hi team,', 'Hello all,', 'Hi,'], r),
        '',
        `${w.customer} in ${w.place} ${pick(FIELDS.wants, r)} ${w.wish}.`,
        rest(w, r, ALL),
        '',
        pick(SIGNATURES, r),
      ].join('\n'),
  },
  {
    name: 'quoted mail',
    write: (w, _, r) =>
      `fyi\n\nOn Mon, Nov 23, 2026 at 9:12 AM Robin Example wrote:\n${[
        `${w.customer} in ${w.place} ${pick(FIELDS.wants, r)} ${w.wish}.`,
        rest(w, r, ALL),
        '',
        pick(SIGNATURES, r),
      ]
        .join('\n')
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`,
  },
];
