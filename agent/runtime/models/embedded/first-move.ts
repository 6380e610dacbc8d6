import type { ModelRequest } from '../model.ts';
import { argumentsOf, type Draft, wordRefusedValues } from './conversation/draft.ts';
import type { Turn } from './conversation/history.ts';
import type { Plan } from './conversation/plan.ts';
import { insightCall } from './insight/insight-calls.ts';
import { lookupCall } from './lookup/lookup-calls.ts';
import { ask, callOrSay, type Move, offers } from './move.ts';
import { requestCalls } from './requests/request-calls.ts';
import { wordInsightTrouble } from './wording/insight-troubles.ts';
import { wordQuestion } from './wording/questions.ts';
import { wordRecall } from './wording/recall.ts';
import { wordRefusal, wordTalk } from './wording/talk.ts';
import type { Call } from './working-set/moves.ts';
import { sessionMove, suppositionCall } from './working-set/moves.ts';

/** What is done about a message before any operation was called. */
export function firstMove({ decision: { plan, state }, declinedBefore }: Turn, request: ModelRequest): Move {
  const { settings } = request;
  switch (plan.kind) {
    case 'say':
      return { say: wordTalk(plan.what, settings, request.promptSessionAttributes.sellerName) };
    case 'recall':
      return { say: wordRecall(state.draft, plan.wanted) };
    case 'refuse-values':
      return { say: wordRefusedValues(plan.problems) };
    case 'find':
      return callOrSay(request, [lookupCall(plan.lookup)]);
    case 'ask':
      return ask(wordQuestion(state.draft, plan.fields, settings), request);
    case 'decline':
      return offers(request, 'declineRequest') === undefined
        ? { say: wordRefusal(plan.reason, declinedBefore ? [] : undefined) }
        : { call: [{ operation: 'declineRequest', input: { reason: plan.reason } }] };
    case 'analyze':
      return callOrSay(request, [{ operation: 'analyzeOpportunity', input: argumentsOf(state.draft) }]);
    case 'requests':
      return callOrSay(request, [
        ...(plan.about.analysisId === undefined ? [] : sectionCalls({ ...plan.about, wishes: plan.wishes })),
        ...requestCalls(plan.requests, plan.about, []),
      ]);
    case 'insight':
      return callOrSay(request, [insightCall(plan, settings)]);
    case 'insight-trouble':
      return { say: wordInsightTrouble(plan.trouble) };
    case 'sections':
      return callOrSay(request, sectionCalls(plan));
    case 'what-if':
      return callOrSay(request, [suppositionCall(plan.supposed)]);
    case 'session': {
      const canFind = offers(request, 'findOpportunity') !== undefined;
      const move = sessionMove(plan.request, state, callsOf(plan.also, state.draft), canFind);
      if ('ask' in move) return ask(move.ask, request);
      return 'say' in move ? move : callOrSay(request, move.call);
    }
  }
}

function sectionCalls({
  wishes,
  analysisId = '',
}: Pick<Extract<Plan, { kind: 'requests' }>, 'wishes'> & {
  readonly analysisId?: string;
}): readonly Call[] {
  return wishes.map(({ section }) => ({ operation: 'getAnalysisSection', input: { analysisId, section } }));
}

/** The calls of what is asked in one breath with a switch. */
function callsOf(plan: Plan | null, draft: Draft): readonly Call[] {
  switch (plan?.kind) {
    case 'sections':
      return sectionCalls(plan);
    case 'analyze':
      return [{ operation: 'analyzeOpportunity', input: argumentsOf(draft) }];
    case 'what-if':
      return [suppositionCall(plan.supposed)];
    case 'requests':
      return requestCalls(plan.requests, plan.about, []);
    default:
      return [];
  }
}
