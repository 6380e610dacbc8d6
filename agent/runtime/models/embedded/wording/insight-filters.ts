import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import { countryName } from '../values/places.ts';

type Filter = NonNullable<InsightSpecification['filters']>[number];

/** ` in Healthcare, for Enterprise customers, not in Germany`: which projects count, or nothing. */
export function wordFilters(filters: InsightSpecification['filters']): string {
  return filters === undefined || filters.length === 0 ? '' : ` ${filters.map(wordFilter).join(', ')}`;
}

function wordFilter({ field, operator, values }: Filter): string {
  if (operator === 'atLeast' || operator === 'atMost')
    return `with ${FIGURES[field] ?? field} of ${operator === 'atLeast' ? 'at least' : 'at most'} ${amount(field, values[0] ?? '')}`;
  const shown = values.map((value) => (field === 'country' ? countryName(value) : value));
  const list = shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
  const [before = '', after = ''] = PHRASES[field] ?? [`with ${field}`];
  return `${operator === 'isNot' ? 'not ' : ''}${`${before} ${field === 'text' ? `“${list}”` : list} ${after}`.trim()}`;
}

const PHRASES: Readonly<Partial<Record<Filter['field'], readonly [string, string?]>>> = {
  industry: ['in the industry'],
  customerSegment: ['for', 'customers'],
  region: ['in'],
  country: ['in'],
  partnerName: ['by partner'],
  customerName: ['for customer'],
  service: ['using'],
  program: ['under'],
  migrationPhase: ['in the phase'],
  opportunityType: ['of type'],
  projectType: ['of project type'],
  stage: ['in stage'],
  text: ['about'],
};

const FIGURES: Readonly<Partial<Record<Filter['field'], string>>> = {
  arrUsd: 'ARR',
  mrrUsd: 'MRR',
  upfrontUsd: 'upfront cost',
  durationMonths: 'a duration',
  gapDays: 'a time from close to start',
};

function amount(field: Filter['field'], value: string): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (field === 'durationMonths') return formatCount(number, 'month');
  return field === 'gapDays' ? formatCount(number, 'day') : formatUsd(number);
}
