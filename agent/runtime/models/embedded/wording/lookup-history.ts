import type {
  FoundOpportunity,
  HistoryChange,
  HistoryFinding,
} from '#action-groups/data-analysis/found-opportunity.ts';
import { formatDate, formatUsd } from '#action-groups/kernel/format.ts';
import type { Headline } from '#action-groups/kernel/working-set.ts';
import type { HistoryAspect } from '../lookup/history-question.ts';
import { wordMonthRange, wordUsdRange } from './ranges.ts';

type Entry = Pick<
  HistoryFinding['latest'][number],
  'analysedAt' | 'isOwn' | 'customerName' | 'opportunityName'
>;

/** When, by whom and for whom. */
export function wordEntry({ analysedAt, isOwn, customerName, opportunityName }: Entry): string {
  const name = opportunityName === null ? '' : `, ${opportunityName}`;
  const who = isOwn ? 'by you' : 'by a colleague';
  return `${formatDate(analysedAt.slice(0, 10))}, ${who}: ${customerName}${name}`;
}

/** The figures of an analysis on one line. */
export function wordHeadline({ arrUsd, launchMonth, confidence }: Headline): string {
  if (arrUsd === null) return 'not enough evidence for a prediction';
  const launch = launchMonth === null ? '' : `, launch ${wordMonthRange(launchMonth)}`;
  return `ARR ${wordUsdRange(arrUsd)}${launch}, confidence ${confidence}`;
}

const KINDS: Readonly<Record<HistoryFinding['results'][number]['kind'], string>> = {
  'funding-plan': 'funding',
  'return-on-investment': 'return on investment, NPV',
  'follow-on': 'next opportunities',
  roadmap: 'roadmap',
};

/** What else was found, each with its basis where its figures have one. */
export function wordResults(results: HistoryFinding['results']): string {
  const lines = results.map((entry) => {
    const amount = entry.amountUsd === null ? '' : ` ${wordUsdRange(entry.amountUsd)}`;
    const basis = entry.basis === null ? '' : ` (${entry.basis} figures)`;
    const items = entry.items.length === 0 ? '' : `: ${entry.items.join(', ')}`;
    return `- ${wordEntry(entry)}, ${KINDS[entry.kind]}${amount}${basis}${items}`;
  });
  return `**Also found before:**\n${lines.join('\n')}`;
}

/** The latest analysis of an opportunity beside the one before. */
export function wordChange({
  customerName,
  from,
  to,
  arrChangeUsd,
  arrChangePercent,
}: HistoryChange): string {
  const days = `${formatDate(from.analysedAt.slice(0, 10))} to ${formatDate(to.analysedAt.slice(0, 10))}`;
  const heading = `**${customerName}, from the analysis of ${days}:**`;
  const [before, after] = [from.headline.arrUsd, to.headline.arrUsd];
  if (arrChangeUsd === null || before === null || after === null)
    return `${heading} one of the two had not enough evidence for an ARR, so there is no difference to tell.`;
  if (arrChangeUsd === 0) return `${heading} the estimated ARR has not changed.`;
  const percent = arrChangePercent === null ? '' : ` (${Math.abs(arrChangePercent)} %)`;
  return `${heading} the estimated ARR went ${arrChangeUsd > 0 ? 'up' : 'down'} by ${formatUsd(Math.abs(arrChangeUsd))}${percent}, from ${wordUsdRange(before)} to ${wordUsdRange(after)}.`;
}

/**
 * The answer to a question about one thing of the history; null where nothing was found, so that what is known is told.
 */
export function wordAspect(found: FoundOpportunity, about: HistoryAspect): string | null {
  const { history, name, asked, known, unavailable } = found;
  if (!known || unavailable.includes('history')) return null;
  const of = name ?? asked;
  if (about === 'change')
    return history?.change == null
      ? `There are no two analyses of one opportunity of ${of} in the history that you may see, so no change can be told.`
      : wordChange(history.change);
  const results = (history?.results ?? []).filter(({ kind }) => kind === about);
  return results.length === 0
    ? `No earlier ${KINDS[about]} is in the history of ${of} that you may see.`
    : wordResults(results);
}
