import { formatDate, formatExactUsd } from '#action-groups/kernel/format.ts';
import { argumentsOf, DRAFT_FIELDS, type Draft } from '../conversation/draft.ts';
import type { Recalled } from '../conversation/recall.ts';
import type { FactField } from '../facts/fact.ts';
import { countryName } from '../values/places.ts';
import { shorten } from './questions.ts';

/** The facts of the opportunity at hand as they are understood; a fact that was not given is said to be so. */
export function wordRecall(draft: Draft, wanted: Recalled): string {
  const values = argumentsOf(draft);
  const known = DRAFT_FIELDS.filter(
    (field) => values[field] !== undefined && (wanted === 'all' || wanted.includes(field)),
  );
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0)
    return `${NAMES[only]}: ${wordValue(only, values[only] ?? '')}.`;
  if (known.length > 0)
    return known.map((field) => `- ${NAMES[field]}: ${wordValue(field, values[field] ?? '')}`).join('\n');
  if (Object.keys(values).length === 0)
    return 'Nothing yet: describe an opportunity with its customer, what they want, their country or region, and the expected close date.';
  const names = wanted === 'all' ? [] : [...new Set(wanted.map((field) => NAMES[field].toLowerCase()))];
  return `I have no ${names.join(' or ')} yet; tell me and I add it.`;
}

function wordValue(field: FactField, value: string | number): string {
  if (field === 'country') return countryName(String(value));
  if (field === 'targetCloseDate') return formatDate(String(value));
  if (field === 'expectedAnnualUsd') return `${formatExactUsd(Number(value))} a year`;
  return field === 'description' ? `“${shorten(String(value))}”` : String(value);
}

const NAMES: Readonly<Record<FactField, string>> = {
  customerName: 'Customer',
  description: 'What they want',
  targetCloseDate: 'Close date',
  country: 'Country',
  region: 'Region',
  opportunityName: 'Opportunity',
  industry: 'Industry',
  customerSegment: 'Customer segment',
  opportunityType: 'Opportunity type',
  partnerName: 'Partner',
  migrationPhase: 'Migration phase',
  expectedAnnualUsd: 'Expected amount',
};
