import type { Headline, LastCall } from '#action-groups/kernel/working-set.ts';
import { tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { NO_TALK } from '../working-set/talk.ts';
import type { Draft } from './draft.ts';
import type { ConversationState } from './plan.ts';

/** An opportunity that was analysed in this session. */
export interface Analysed {
  /** Short, as the seller would say it. */
  readonly name: string;
  readonly analysisId: string;
  readonly draft: Draft;
  /** In which order they came up, from 1. */
  readonly since: number;
  /** Null when only the messages know it. */
  readonly headline: Headline | null;
  /** Of the operations about it, as the working set has them. */
  readonly lastCalls?: Readonly<Record<string, LastCall>>;
}

/** The analysed opportunity that the message names (`what did you say about Nordwind?`); null when it names none. */
export function readNamed(known: readonly Analysed[], { tokens }: Understanding): Analysed | null {
  const said = ` ${tokens.map(({ fold }) => fold).join(' ')} `;
  return (
    known.find(({ name }) => {
      const words = tokenize(name).map(({ fold }) => fold);
      return words.length > 0 && said.includes(` ${words.join(' ')} `);
    }) ?? null
  );
}

/** The conversation with `analysed` as what is talked about, and as the one used latest. */
export function returnTo(state: ConversationState, analysed: Analysed): ConversationState {
  const isIt = (each: Analysed) => each.analysisId === analysed.analysisId;
  const known = [...state.known.filter(isIt), ...state.known.filter((each) => !isIt(each))];
  return {
    ...state,
    known,
    draft: analysed.draft,
    analysisId: analysed.analysisId,
    asked: [],
    talk: NO_TALK,
    // What follows is of this opportunity, and not of the last question about the portfolio.
    insight: state.insight === null ? null : { ...state.insight, isLatest: false },
    requests: { ...state.requests, isLatest: false, waiting: [] },
  };
}
