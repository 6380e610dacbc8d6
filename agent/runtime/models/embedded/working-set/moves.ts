import type { Json } from '../../model.ts';
import { argumentsOf } from '../conversation/draft.ts';
import type { ConversationState } from '../conversation/plan.ts';
import type { Analysed } from '../conversation/return-to.ts';
import { wordLeft, wordList, wordUnknown, wordWhich } from '../wording/working-set.ts';
import type { SetRequest, Supposed } from './talk.ts';

/** A call of an operation. */
export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, Json>>;
}

/** What is done about a request of the session: words, a question, or calls. */
export type SessionMove =
  | { readonly say: string }
  | { readonly ask: string }
  | { readonly call: readonly Call[] };

/**
 * The move for a request. Switching, renaming and forgetting are arguments of `findOpportunity`, comparing is
 * looking into both analyses, listing needs no operation: the working set is in the request.
 */
export function sessionMove(
  request: SetRequest,
  state: ConversationState,
  also: readonly Call[],
  canFind: boolean,
): SessionMove {
  switch (request.kind) {
    case 'list':
      return { say: wordList(state) };
    case 'which':
      return { ask: wordWhich(request.among) };
    case 'unknown':
      return { say: wordUnknown(request.said, state) };
    case 'leave':
    case 'keep':
      return { say: wordLeft(state) };
    case 'switch':
      return {
        call: [
          ...(canFind ? [find(request.target, { makeCurrent: true })] : []),
          ...(also.length > 0 ? also : [summaryOf(request.target)]),
        ],
      };
    case 'look-up':
      return { call: [{ operation: 'findOpportunity', input: { name: request.name } }] };
    case 'compare':
      return { call: request.targets.map(summaryOf) };
    case 'rename':
      return { call: [find(request.target, { renameTo: request.to })] };
    case 'forget':
      return { call: request.targets.map((target) => find(target, { forget: true })) };
  }
}

/** An opportunity as it would be, compared with the analysis it varies. */
export function suppositionCall({ draft, of }: Supposed): Call {
  return { operation: 'analyzeOpportunity', input: { ...argumentsOf(draft), whatIfOf: of } };
}

function find({ name }: Analysed, change: Call['input']): Call {
  return { operation: 'findOpportunity', input: { name, ...change } };
}

function summaryOf({ analysisId }: Analysed): Call {
  return { operation: 'getAnalysisSection', input: { analysisId, section: 'summary' } };
}
