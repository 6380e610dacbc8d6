import type { Evidence } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatDate } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { decimal } from './ranges.ts';
import { inTone, joined } from './tone.ts';

/** Why the numbers are what they are: which projects they come from, in a few sentences. */
export function wordWhy(evidence: Evidence, { length, tone }: PromptSettings): string {
  const { rowsMatched, rowsRead, rowsUsed, terms } = evidence;
  const named = terms.map(({ term }) => term);
  const shared = named.length === 0 ? 'matched the description' : `mention ${joined(named, 'or')}`;
  const lines = [
    `The ranges rest on ${formatCount(rowsUsed, 'similar project')}, closer ones counting more: ${formatCount(rowsMatched, 'project')} ${shared}, the ${rowsRead.toLocaleString('en-US')} closest were read and ${rowsUsed === rowsRead ? 'all' : rowsUsed.toLocaleString('en-US')} used.`,
    `${searched(evidence)}${sampleNote(evidence)}`,
  ];
  if (length !== 'detailed')
    lines.push(
      inTone(tone, {
        plain: 'Ask for the method to see each step, or for the SQL.',
        warm: 'I can also take you through the method, or show you the SQL.',
        formal: 'Available on request: the method step by step, and the SQL.',
      }),
    );
  return lines.join('\n');
}

/** Row counts and reservations; with the SQL as it ran when that was asked for. */
export function wordEvidence(evidence: Evidence, withSql: boolean): string {
  const { queryId, rowsMatched, rowsRead, rowsUsed, sql, terms, values } = evidence;
  const rows = `${formatCount(rowsMatched, 'project')} matched, the ${rowsRead.toLocaleString('en-US')} closest were read, ${rowsUsed.toLocaleString('en-US')} used. ${searched(evidence)}${sampleNote(evidence)}`;
  if (!withSql) {
    const weights =
      terms.length === 0
        ? ''
        : `\nSearched for, with weights: ${terms.map(({ term, weight }) => `${term} (${decimal(weight)})`).join(', ')}.`;
    return `${rows}${weights}${reservations(evidence)}`;
  }
  const bound =
    values.length === 0
      ? ''
      : `\nValues bound to the question marks, in order: ${values.map((value) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))).join(', ')}.`;
  return `The query (${queryId}), as it ran:\n\n\`\`\`sql\n${sql.replaceAll('```', '` ` `')}\n\`\`\`\n${bound}\n\n${rows}${reservations(evidence)}`;
}

function searched({ dataVersion, period, scope }: Evidence): string {
  return `Searched: projects closed between ${formatDate(period.fromDate)} and ${formatDate(period.toDate)}; ${scope}; data version ${dataVersion}.`;
}

function sampleNote({ sampleData }: Evidence): string {
  return sampleData ? ' This is generated sample data, not real deals.' : '';
}

const MOST_RESERVATIONS = 5;

/** What was left out or used with a doubt; codes of doubts as words. */
function reservations({ left }: Evidence): string {
  if (left.length === 0) return '';
  const shown = left
    .slice(0, MOST_RESERVATIONS)
    .map(
      ({ reason, rows }) =>
        `- ${reason.replaceAll('-', ' ').replace(/\barr\b/, 'ARR')}: ${formatCount(rows, 'project')}`,
    );
  const rest = left.length - shown.length;
  return `\n\n**Reservations:**\n${shown.join('\n')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}
