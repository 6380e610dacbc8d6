import type { AnalysisSectionReply, AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { asObject, operationOf, type ToolReply, type Turn } from '../conversation/history.ts';
import { type Compared, wordComparison } from './comparison.ts';
import { wordForgotten, wordRenamed, wordSwitched } from './working-set.ts';

/**
 * Words for replies that are of the session's opportunities together: a comparison, a switch, a new name, what
 * was forgotten. Null when they are not, or when one of them is no result. It goes by the calls, since the
 * working set may have changed with them.
 */
export function wordSessionReplies(turn: Turn): string | null {
  const { replies, decision } = turn;
  if (replies.some(({ reply }) => reply.code !== 'ok')) return null;
  const finds = replies.filter(isFind);
  const summaries = replies.flatMap((reply) => summaryIn(reply, turn));
  const [first] = finds;
  if (first === undefined) {
    const { plan } = decision;
    const by = plan.kind === 'session' && plan.request.kind === 'compare' ? plan.request.by : null;
    return summaries.length > 1 && summaries.length === replies.length ? wordComparison(summaries, by) : null;
  }
  const { name, renameTo, forget, makeCurrent } = first.use.input;
  if (forget === true && finds.length === replies.length)
    return wordForgotten(
      finds.map(({ use }) => String(use.input.name)),
      turn.known,
    );
  if (typeof renameTo === 'string' && replies.length === 1) return wordRenamed(String(name), renameTo);
  const [only] = summaries;
  return makeCurrent === true && only !== undefined && replies.length === 2
    ? wordSwitched(String(name), only.summary)
    : null;
}

/** A switch that only prepares what else was asked says nothing itself. */
export function isPreparation({ use }: ToolReply, { replies }: Turn): boolean {
  return operationOf(use.name) === 'findOpportunity' && use.input.makeCurrent === true && replies.length > 1;
}

function isFind({ use }: ToolReply): boolean {
  return operationOf(use.name) === 'findOpportunity';
}

function summaryIn({ use, reply }: ToolReply, turn: Turn): readonly Compared[] {
  if (operationOf(use.name) !== 'getAnalysisSection' || use.input.section !== 'summary') return [];
  const { analysisId, content } = asObject(reply.result) as unknown as AnalysisSectionReply;
  const summary = content as AnalysisSummary;
  const known = turn.known.find((each) => each.analysisId === analysisId);
  return [{ name: known?.name ?? summary.opportunity.customerName, summary }];
}
