import { tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import type { Draft } from './draft.ts';
import type { ConversationState } from './plan.ts';

/** An opportunity that was analysed in this session. */
export interface Analysed {
  readonly name: string;
  readonly analysisId: string;
  readonly draft: Draft;
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

/** The conversation with `analysed` as what is talked about. */
export function returnTo(state: ConversationState, analysed: Analysed): ConversationState {
  return { ...state, draft: analysed.draft, analysisId: analysed.analysisId, asked: [] };
}
