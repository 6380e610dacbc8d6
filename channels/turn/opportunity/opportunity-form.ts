import { calendarDate, usd } from '#action-groups/kernel/fields.ts';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
} from '#knowledge-base/projects/vocabulary.ts';
import { isPlace } from './places.ts';

/** A field of the form. `label` names it on the page and in the text of the turn. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'lines' | 'date' | 'amount' | 'place' | 'choice';
  readonly required: boolean;
  readonly maxLength: number;
  readonly choices?: readonly string[];
  readonly autocomplete?: string;
  /** What to do when the value is missing or is none. */
  readonly fault: string;
}

const text = { kind: 'text', required: true, maxLength: 200 } as const;
const choice = { kind: 'choice', required: false, maxLength: 100, fault: 'Choose one of the list.' } as const;

/** In the order of the page; the required ones stand first, the others are folded. */
export const OPPORTUNITY_FORM: readonly FormField[] = [
  {
    ...text,
    name: 'customerName',
    label: 'Customer',
    fault: 'Enter the customer’s name.',
    autocomplete: 'organization',
  },
  {
    ...text,
    name: 'place',
    label: 'Country or region',
    kind: 'place',
    fault: 'Choose a country or a sales region.',
  },
  {
    ...text,
    name: 'targetCloseDate',
    label: 'Close date',
    hint: 'When you expect to win it. A day that has passed is accepted.',
    kind: 'date',
    maxLength: 10,
    fault: 'Enter a day that exists, year-month-day, such as 2027-03-05.',
  },
  {
    ...text,
    name: 'opportunityName',
    label: 'Opportunity name',
    maxLength: 300,
    fault: 'Enter a short name of the opportunity.',
  },
  {
    ...text,
    name: 'description',
    label: 'Description',
    hint: 'Workloads, technologies, quantities: the words that past projects are found by.',
    kind: 'lines',
    maxLength: 4000,
    fault: 'Describe what the customer wants.',
  },
  { ...choice, name: 'industry', label: 'Industry', choices: INDUSTRIES },
  { ...choice, name: 'customerSegment', label: 'Segment', choices: CUSTOMER_SEGMENTS },
  { ...choice, name: 'opportunityType', label: 'Opportunity type', choices: OPPORTUNITY_TYPES },
  { ...text, name: 'partnerName', label: 'Partner', required: false, fault: 'Enter the partner’s name.' },
  { ...choice, name: 'migrationPhase', label: 'Migration phase', choices: MIGRATION_PHASES },
  {
    ...text,
    name: 'expectedAnnualUsd',
    label: 'Expected annual USD',
    hint: 'Compared with the prediction, never used for it.',
    kind: 'amount',
    required: false,
    maxLength: 24,
    fault: 'Enter an amount in US dollars, not negative, such as 250000.',
  },
];

export type FormValues = Readonly<Record<string, string>>;
/** Messages by field name. */
export type FormFaults = Readonly<Record<string, string>>;

/** The values as sent, with line breaks as `\n`; a field that was not sent is empty. */
export function readOpportunityForm(sent: URLSearchParams): FormValues {
  return Object.fromEntries(
    OPPORTUNITY_FORM.map(({ name }) => [name, (sent.get(name) ?? '').replace(/\r\n?/g, '\n').trim()]),
  );
}

export function faultsOf(values: FormValues): FormFaults {
  const faults: Record<string, string> = {};
  for (const field of OPPORTUNITY_FORM) {
    const value = values[field.name] ?? '';
    if (value.length > field.maxLength) {
      faults[field.name] =
        `At most ${field.maxLength.toLocaleString('en-US')} characters; this has ${value.length.toLocaleString('en-US')}.`;
    } else if (!isAcceptable(field, value)) faults[field.name] = field.fault;
  }
  return faults;
}

const date = calendarDate();
const amount = usd();

function isAcceptable(field: FormField, value: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(value)) return value === '' && !field.required;
  switch (field.kind) {
    case 'place':
      return isPlace(value);
    case 'choice':
      return field.choices?.includes(value) ?? false;
    case 'date':
      return date.safeParse(value).success;
    case 'amount':
      return amount.safeParse(value).success;
    default:
      return true;
  }
}
