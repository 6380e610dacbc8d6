import type { ChangedCase, Comparison, MetricRow, TagSlice } from '#evals/compare/comparison.ts';
import { differenceText, intervalText, marginText, metricName, pText } from './figure-words.ts';

/** The one sentence that a comparison comes to. */
export function headline(comparison: Comparison): string {
  const { infra, invalid, rows, unfinished, verdict } = comparison;
  const [row] = rows;
  if (infra.length > 0)
    return `no verdict: ${count(infra.length, 'case')} could not be asked; go on with eval run --resume`;
  if (unfinished.length > 0) return `no verdict: not all was asked (${unfinished.join('; ')})`;
  if (invalid.length > 0) return `no verdict: ${count(invalid.length, 'case')} or their judges are broken`;
  if (row === undefined) return 'no verdict: nothing was measured';
  const name = metricName(row);
  switch (verdict) {
    case 'better':
      return `better: ${name} ${differenceText(row, row.measured.difference)}`;
    case 'worse':
      return `worse: ${name} ${differenceText(row, row.measured.difference)}`;
    case 'equivalent':
      return comparison.isIdentical
        ? 'equivalent: every answer is the same'
        : `equivalent: ${name} differs by less than ${marginText(row)}`;
    case 'inconclusive':
      return `inconclusive: ${name} could be better or worse by more than ${marginText(row)}${neededText(row)}`;
  }
}

/** How a row ends, in a few words. */
export function verdictText(row: MetricRow): string {
  const margin = `margin ${marginText(row)}`;
  if (row.guardrail !== undefined) return `guardrail ${row.guardrail} (${margin})`;
  return row.role === 'told' ? `${row.verdict} (told)` : `${row.verdict} (${margin})`;
}

/** What an inconclusive row would take. */
export function neededText({ casesToDecide, measured }: MetricRow): string {
  if (measured.method === 'too-few') return '; there are too few conversations for an interval';
  if (casesToDecide === undefined) return '';
  return `; about ${casesToDecide.toLocaleString('en-US')} cases would tell (there are ${measured.cases.toLocaleString('en-US')})`;
}

/** How many ids are named on one line. */
const MOST_NAMED = 8;

export function changedText(label: string, changed: readonly ChangedCase[]): string {
  if (changed.length === 0) return `${label}: none`;
  const named = changed.slice(0, MOST_NAMED).map(changedCaseText).join(', ');
  const more = changed.length > MOST_NAMED ? ` and ${changed.length - MOST_NAMED} more` : '';
  return `${label} (${changed.length}): ${named}${more}`;
}

function changedCaseText({ base, candidate, caseId, isCritical, isKnownGap }: ChangedCase): string {
  const isRepeated = Math.max(base.repeats, candidate.repeats) > 1;
  const marks = [
    ...(isCritical ? ['critical'] : []),
    ...(isKnownGap ? ['known gap'] : []),
    ...(isRepeated ? [`${passedText(base)} → ${passedText(candidate)}`] : []),
  ];
  return marks.length === 0 ? caseId : `${caseId} [${marks.join(', ')}]`;
}

export function passedText({ passed, repeats }: ChangedCase['base']): string {
  return `${passed} of ${repeats}`;
}

export function criticalText({ critical }: Comparison): string {
  if (critical.cases === 0) return 'critical cases: none are marked';
  if (critical.failing.length === 0) return `critical cases: all ${critical.cases} pass in the candidate`;
  return changedText(`critical cases failing, of ${critical.cases}`, critical.failing);
}

/** Slices that stand out; without the words “exploratory” they would be read as findings. */
export function slicesText(slices: readonly TagSlice[], isRelative: boolean): string {
  if (slices.length === 0) return 'by tag: no tag has enough conversations';
  const found = slices.filter(({ adjustedP = 1 }) => adjustedP <= 0.05).slice(0, 4);
  if (found.length === 0) return `by tag (exploratory): nothing stands out in ${count(slices.length, 'tag')}`;
  const told = found.map(
    ({ tag, measured, adjustedP }) =>
      `${tag} ${differenceText({ isRelative }, measured.difference)} (${intervalText({ measured })}, p ${pText(adjustedP)})`,
  );
  return `by tag (exploratory, ${count(slices.length, 'tag')} looked at): ${told.join('; ')}`;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
