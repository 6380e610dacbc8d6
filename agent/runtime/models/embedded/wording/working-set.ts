import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatDate, formatUsd } from '#action-groups/kernel/format.ts';
import type { ConversationState } from '../conversation/plan.ts';
import type { Analysed } from '../conversation/return-to.ts';
import { inOrder } from '../working-set/comparing.ts';
import { wordMetrics } from './metrics.ts';
import { joined } from './tone.ts';

/** The opportunities of the session in the order they came up, a line each; the current one is marked. */
export function wordList({ known, analysisId }: ConversationState): string {
  const lines = inOrder(known).map(
    (each, index) =>
      `${index + 1}. **${each.name}**${each.analysisId === analysisId ? ' (current)' : ''}: ${factsOf(each).join(', ')}`,
  );
  const count = known.length === 1 ? 'One opportunity' : `${known.length} opportunities`;
  return `${count} in this session:\n${lines.join('\n')}`;
}

function factsOf({ name, headline, draft }: Analysed): readonly string[] {
  const { customerName, targetCloseDate } = draft.values;
  const customer = String(customerName?.value ?? '');
  const close = String(targetCloseDate?.value ?? '');
  return [
    ...(customer === '' || name.includes(customer) ? [] : [`customer ${customer}`]),
    ...(headline === null
      ? []
      : [headline.arrUsd === null ? 'not enough evidence for ARR' : arr(headline.arrUsd)]),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(close) ? [`closing ${formatDate(close)}`] : []),
    ...(headline === null ? [] : [`confidence ${headline.confidence}`]),
  ];
}

function arr({ low, high }: { low: number; high: number }): string {
  return `ARR ${formatUsd(low)} to ${formatUsd(high)}`;
}

/** Asks which of several is meant, each by what tells it from the others. */
export function wordWhich(among: readonly Analysed[]): string {
  const names = among.map(({ name, draft }) => {
    const close = String(draft.values.targetCloseDate?.value ?? '');
    return /^\d{4}-\d{2}-\d{2}$/.test(close) ? `${name} (closing ${formatDate(close)})` : name;
  });
  return `Which one do you mean: ${joined(names, 'or')}?`;
}

/** Words that name no opportunity of the session, and the names that do. */
export function wordUnknown(said: string, { known }: ConversationState): string {
  const names = inOrder(known).map(({ name }) => name);
  return `I have no “${said}” in this session. There ${names.length === 1 ? 'is' : 'are'} ${joined(names)}.`;
}

/** After a what-if that is not kept. */
export function wordLeft({ known, analysisId }: ConversationState): string {
  const name = known.find((each) => each.analysisId === analysisId)?.name;
  return `${name ?? 'The opportunity'} stays as it was.`;
}

/** The opportunity turned to: its figures, and no more until asked. */
export function wordSwitched(name: string, summary: AnalysisSummary): string {
  const { opportunity, confidence, metrics, outcome } = summary;
  const title = name.includes(opportunity.customerName) ? name : `${name} (${opportunity.customerName})`;
  const opening = `Back to **${title}**, closing ${formatDate(opportunity.targetCloseDate)}.`;
  return outcome === 'predicted'
    ? `${opening}\n\n${wordMetrics(metrics, { isShort: true })}\n\n**Confidence: ${confidence.level}.**`
    : `${opening} There is not enough evidence for a prediction.`;
}

export function wordRenamed(name: string, to: string): string {
  return `${name} is called **${to}** from now on.`;
}

/** What was forgotten, and what is left. */
export function wordForgotten(gone: readonly string[], known: readonly Analysed[]): string {
  const left = inOrder(known)
    .filter(({ name }) => !gone.includes(name))
    .map(({ name }) => name);
  const rest = left.length === 0 ? 'No opportunity is left in this session.' : `Left: ${joined(left)}.`;
  return `I have dropped ${joined(gone)} from this session. ${rest} Stored results stay until they expire.`;
}
