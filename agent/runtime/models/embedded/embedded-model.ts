import type { AnalysisSectionReply, AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import {
  ASK_USER_TOOL,
  type Json,
  type Model,
  type ModelEvent,
  type ModelRequest,
  type ToolUse,
} from '../model.ts';
import { argumentsOf, type Draft, remarksOn, wordRefusedValues } from './conversation/draft.ts';
import {
  asObject,
  operationOf,
  readTurn,
  rejectedFields,
  type ToolReply,
  type Turn,
} from './conversation/history.ts';
import type { Plan } from './conversation/plan.ts';
import { understoodOf } from './conversation/understood.ts';
import { insightCall } from './insight/insight-calls.ts';
import { lookupCall, lookupsApart, lookupsTold } from './lookup/lookup-calls.ts';
import { wordFailure, wordRejection } from './wording/failures.ts';
import { type WordedInsight, wordInsight } from './wording/insight.ts';
import { wordInsightRejection } from './wording/insight-rejection.ts';
import { type WordedSql, wordInsightSql } from './wording/insight-sql.ts';
import { wordInsightTrouble } from './wording/insight-troubles.ts';
import { wordFind } from './wording/lookup.ts';
import { wordQuestion } from './wording/questions.ts';
import { wordRecall } from './wording/recall.ts';
import { wordSection } from './wording/sections.ts';
import { isPreparation, wordSessionReplies } from './wording/session-replies.ts';
import { piecesOf } from './wording/stream.ts';
import { wordSummary } from './wording/summary.ts';
import { wordRefusal, wordTalk } from './wording/talk.ts';
import { wordWhatIf } from './wording/what-if.ts';
import { type Call, sessionMove, suppositionCall } from './working-set/moves.ts';

/**
 * A deterministic model: it reads a seller's message with grammars and word lists, calls the operations it
 * is offered, and words their results. It knows nothing but the request: messages, tools, prompt session
 * attributes (`today` is needed) and settings.
 */
export function createEmbeddedModel(): Model {
  return {
    modelId: 'embedded',
    async *converse(request) {
      request.signal.throwIfAborted();
      const today = request.promptSessionAttributes.today ?? '';
      if (!/^\d{4}-\d{2}-\d{2}$/.test(today))
        throw new TypeError('promptSessionAttributes.today: a date YYYY-MM-DD is needed');
      const turn = readTurn(request, today);
      const isFirst = turn.replies.length === 0;
      const understood = isFirst ? understoodOf(turn.decision, turn.text) : null;
      if (understood !== null) yield { type: 'understood', ...understood };
      const move = isFirst ? firstMove(turn, request) : afterReplies(turn, request);
      yield* emit(move, request);
    },
  };
}

/** What the model does in one call: says something, or calls tools. */
type Move =
  | { readonly say: string }
  | {
      readonly call: readonly {
        readonly operation: string;
        readonly input: Readonly<Record<string, Json>>;
      }[];
    };

function firstMove({ decision: { plan, state }, declinedBefore }: Turn, request: ModelRequest): Move {
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

function sectionCalls({ wishes, analysisId }: Extract<Plan, { kind: 'sections' }>): readonly Call[] {
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
    default:
      return [];
  }
}

/** Words for what the tools replied; a rejected argument is asked for again, anything else is said. */
function afterReplies(turn: Turn, request: ModelRequest): Move {
  const rejected = turn.replies.find(
    ({ reply, use }) => reply.code === 'invalid-arguments' && operationOf(use.name) === 'analyzeOpportunity',
  );
  if (rejected !== undefined && rejectedFields(rejected.reply).length > 0)
    return ask(wordRejection(rejected.reply), request);
  const apart = lookupsApart(turn);
  if (apart.length > 0) return callOrSay(request, apart);
  const ofSession = wordSessionReplies(turn);
  if (ofSession !== null) return { say: ofSession };
  const words = lookupsTold(turn).map((reply) =>
    isPreparation(reply, turn)
      ? `Back to **${String(reply.use.input.name)}**.`
      : wordReply(reply, turn, request),
  );
  return { say: words.filter((each) => each !== '').join('\n\n') };
}

function wordReply(
  { use, reply }: ToolReply,
  { decision: { plan, state }, declinedBefore }: Turn,
  { settings }: ModelRequest,
): string {
  const operation = operationOf(use.name);
  if (operation === 'findOpportunity')
    return wordFind(reply, use.input, settings, plan.kind === 'find' ? plan.lookup.about : undefined);
  if (reply.code === 'invalid-arguments' && plan.kind === 'insight') return wordInsightRejection(reply);
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

function ask(question: string, request: ModelRequest): Move {
  return offers(request, ASK_USER_TOOL) === undefined
    ? { say: question }
    : { call: [{ operation: ASK_USER_TOOL, input: { question } }] };
}

function callOrSay(request: ModelRequest, calls: Extract<Move, { call: unknown }>['call']): Move {
  const absent = calls.find(({ operation }) => offers(request, operation) === undefined);
  return absent === undefined
    ? { call: calls }
    : { say: `I cannot do that here: the operation ${absent.operation} is not offered to me.` };
}

/** The offered tool of an operation. */
function offers({ tools }: ModelRequest, operation: string): ModelRequest['tools'][number] | undefined {
  return tools.find(({ name }) => name === operation || operationOf(name) === operation);
}

async function* emit(move: Move, request: ModelRequest): AsyncGenerator<ModelEvent> {
  const inputTokens = Math.ceil(
    (request.system.length + JSON.stringify(request.messages).length + JSON.stringify(request.tools).length) /
      4,
  );
  if ('say' in move) {
    for (const text of piecesOf(move.say)) {
      request.signal.throwIfAborted();
      yield { type: 'text-delta', text };
    }
    yield { type: 'stop', reason: 'end-turn', inputTokens, outputTokens: Math.ceil(move.say.length / 4) };
    return;
  }
  let written = 0;
  for (const [index, { operation, input }] of move.call.entries()) {
    const tool = offers(request, operation);
    const toolUse: ToolUse = {
      toolUseId: `embedded_${request.messages.length}_${index}`,
      name: tool?.name ?? operation,
      input: accepted(input, tool?.inputSchema),
    };
    written += JSON.stringify(toolUse).length;
    yield { type: 'tool-use', toolUse };
  }
  yield { type: 'stop', reason: 'tool-use', inputTokens, outputTokens: Math.ceil(written / 4) };
}

/** Only what the tool's schema names is sent. */
function accepted(
  input: Readonly<Record<string, Json>>,
  schema: Readonly<Record<string, Json>> | undefined,
): Readonly<Record<string, Json>> {
  const properties = asObject(schema?.properties);
  if (Object.keys(properties).length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => name in properties));
}
