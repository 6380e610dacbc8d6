import type { AnalysisSectionReply, AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import type { ModelRequest, ToolUse } from '../model.ts';
import { remarksOn } from './conversation/draft.ts';
import { asObject, operationOf, rejectedFields, type ToolReply, type Turn } from './conversation/history.ts';
import type { Plan } from './conversation/plan.ts';
import { lookupsApart, lookupsTold } from './lookup/lookup-calls.ts';
import { ask, callOrSay, type Move } from './move.ts';
import { readerOf } from './requests/readers.ts';
import type { Request } from './requests/request.ts';
import { requestCalls } from './requests/request-calls.ts';
import { type CitedWords, joinCited } from './wording/cited-words.ts';
import { wordSources } from './wording/documents.ts';
import { wordFailure, wordRejection } from './wording/failures.ts';
import { type WordedInsight, wordInsight } from './wording/insight.ts';
import { wordInsightRejection } from './wording/insight-rejection.ts';
import { type WordedSql, wordInsightSql } from './wording/insight-sql.ts';
import { wordFind } from './wording/lookup.ts';
import { REQUEST_WORDS, SEARCH, wordRequested } from './wording/requested.ts';
import { wordSection } from './wording/sections.ts';
import { isPreparation, wordSessionReplies } from './wording/session-replies.ts';
import { wordSummary } from './wording/summary.ts';
import { wordWhatIf } from './wording/what-if.ts';
import type { Call } from './working-set/moves.ts';

/** Words for what the tools replied; a rejected argument is asked for again, anything else is said. */
export function afterReplies(turn: Turn, request: ModelRequest): Move {
  const rejected = turn.replies.find(
    ({ reply, use }) => reply.code === 'invalid-arguments' && operationOf(use.name) === 'analyzeOpportunity',
  );
  if (rejected !== undefined && rejectedFields(rejected.reply).length > 0)
    return ask(wordRejection(rejected.reply), request);
  const next = nextCalls(turn);
  if (next.length > 0) return callOrSay(request, next);
  const apart = lookupsApart(turn);
  if (apart.length > 0) return callOrSay(request, apart);
  const ofSession = wordSessionReplies(turn);
  if (ofSession !== null) return { say: ofSession };
  const sources = sourcesTold(turn);
  if (sources !== null) return { say: sources.text, citations: sources.citations };
  const words = lookupsTold(turn).map((reply) =>
    isPreparation(reply, turn)
      ? `Back to **${String(reply.use.input.name)}**.`
      : wordReply(reply, turn, request),
  );
  const { text, citations } = joinCited(words, '\n\n');
  return { say: text, citations };
}

/** Calls that had to wait for what others brought. */
function nextCalls({ decision: { plan }, replies }: Turn): readonly Call[] {
  const told = replies.map(({ use, reply }) => ({
    operation: operationOf(use.name),
    input: use.input,
    code: String(reply.code),
    result: asObject(reply.result),
  }));
  const also = plan.kind === 'session' ? plan.also : plan;
  if (also?.kind === 'requests') return requestCalls(also.requests, also.about, told);
  if (also?.kind !== 'analyze' || also.after === undefined) return [];
  const analysed = told.find(({ operation, code }) => operation === 'analyzeOpportunity' && code === 'ok');
  const id = analysed?.result.analysisId;
  return typeof id === 'string' ? requestCalls(also.after, { analysisId: id }, told) : [];
}

/** Where several documents were looked into for what was said: one answer of all of them; null for anything else. */
function sourcesTold({ decision: { plan }, replies }: Turn): CitedWords | null {
  const looked = replies.flatMap(({ use, reply }) => {
    const asked = requestFor(plan, operationOf(use.name), use.input);
    return asked?.kind === 'document' && asked.aspect === 'source'
      ? [{ reply, question: String(use.input.searchQuery ?? ''), documentId: asked.documentId }]
      : [];
  });
  return looked.length > 0 && looked.length === replies.length ? wordSources(looked) : null;
}

/** The request that a reply answers: of several searches the one with these words. */
function requestFor(plan: Plan, operation: string, input: ToolUse['input']): Request | undefined {
  const also = plan.kind === 'session' ? plan.also : plan;
  const requests =
    also?.kind === 'requests' ? also.requests : also?.kind === 'analyze' ? (also.after ?? []) : [];
  const own = requests.filter(({ kind }) => readerOf(kind).operation === operation);
  return own.find(({ given }) => given.searchQuery === input.searchQuery) ?? own[0];
}

function wordReply(
  { use, reply }: ToolReply,
  { decision: { plan, state }, declinedBefore }: Turn,
  { settings }: ModelRequest,
): string | CitedWords {
  const operation = operationOf(use.name);
  if (operation === 'findOpportunity')
    return wordFind(reply, use.input, settings, plan.kind === 'find' ? plan.lookup.about : undefined);
  if (reply.code === 'invalid-arguments' && plan.kind === 'insight') return wordInsightRejection(reply);
  if (operation in REQUEST_WORDS || operation === SEARCH) {
    const asked = requestFor(plan, operation, use.input);
    return wordRequested(operation, reply, asked, use.input, settings);
  }
  if (reply.code !== 'ok') return wordFailure(reply, operation, declinedBefore);
  const result = asObject(reply.result) as unknown;
  if (operation === 'analyzeOpportunity') {
    const { whatIf } = result as AnalysisSummary;
    if (plan.kind === 'what-if' && whatIf !== undefined) {
      const { draft, changed } = plan.supposed;
      return wordWhatIf({ ...(result as AnalysisSummary), whatIf }, remarksOn(draft, changed), settings);
    }
    const changed = plan.kind === 'analyze' ? plan.changed : [];
    return wordSummary(result as AnalysisSummary, remarksOn(state.draft, changed), settings);
  }
  if (plan.kind === 'insight')
    return operation === 'runInsightQuery'
      ? wordInsight(result as WordedInsight, plan, settings)
      : wordInsightSql(result as WordedSql);
  const section = result as AnalysisSectionReply;
  const wish =
    plan.kind === 'sections' ? plan.wishes.find((each) => each.section === section.section) : undefined;
  return wordSection(section, wish ?? { section: section.section, aspect: null }, settings);
}
