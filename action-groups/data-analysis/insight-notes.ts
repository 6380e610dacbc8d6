import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { formatCount, formatDate } from '../kernel/format.ts';
import { isTimeDimension } from '../query-generation/insight-dimensions.ts';
import { isSideBySide } from '../query-generation/insight-facts.ts';
import type { InsightQuerySpecification } from '../query-generation/insight-query-specification.ts';
import type { InsightRows } from './read-insight-rows.ts';

/** A group of fewer projects says little about the next one. */
export const SMALL_GROUP = 5;

const MOST_NAMED = 5;

/** What a reader has to know to take the numbers for what they are. */
export function insightNotes(
  read: InsightRows,
  specification: InsightQuerySpecification,
  { data, today }: { readonly data: DataVersion; readonly today: string },
): string[] {
  return [
    ...periodNotes(specification, data, today),
    ...(read.totals.projects + (read.totals.compared?.projects ?? 0) === 0
      ? ['No project is left by the filters and the period.']
      : []),
    ...serviceNotes(specification),
    ...smallGroups(read),
  ];
}

function periodNotes(
  { compareWith, dimensions, period }: InsightQuerySpecification,
  { throughDate }: DataVersion,
  today: string,
): string[] {
  const notes: string[] = [];
  const last =
    compareWith !== null && compareWith.toDate > period.toDate ? compareWith.toDate : period.toDate;
  if (period.fromDate > today) notes.push(`The period lies in the future: today is ${formatDate(today)}.`);
  else if (last > throughDate) notes.push(`The data goes up to ${formatDate(throughDate)}.`);
  if (compareWith === null) return notes;
  if (compareWith.fromDate <= period.toDate && period.fromDate <= compareWith.toDate) {
    notes.push('The two periods overlap: some projects are in both.');
  }
  if (dimensions.some(isTimeDimension) && isSideBySide(period, compareWith)) {
    notes.push('Quarters and months of the two periods stand side by side, whatever their year.');
  }
  return notes;
}

function serviceNotes({ dimensions }: InsightQuerySpecification): string[] {
  if (!dimensions.includes('service')) return [];
  return [
    'A project counts once for each of its services, so the rows add up to more projects than there are; ARR, MRR and upfront cost are the service’s own.',
  ];
}

function smallGroups({ rows }: InsightRows): string[] {
  const small = rows.filter(
    ({ kind, projects, compared }) =>
      kind === 'group' && Math.max(projects, compared?.projects ?? 0) < SMALL_GROUP,
  );
  if (small.length === 0) return [];
  const named = small.slice(0, MOST_NAMED).map(({ labels }) => labels.join(', '));
  const more = small.length > MOST_NAMED ? ` and ${small.length - MOST_NAMED} more` : '';
  return [
    `${formatCount(small.length, 'group')} of fewer than ${SMALL_GROUP} projects, too few to say much: ${named.join('; ')}${more}.`,
  ];
}
