import type { ConversationState, Plan } from '../conversation/plan.ts';
import type { Token } from '../text/tokens.ts';
import { foldsOf } from './words.ts';

/** Words that point to what was supposed: `what are the risks in that case?`. */
const IN_THAT_CASE =
  /\b(?:in|for|of|under|with|on) (?:that|this|the|such a) (?:case|scenario|variant|version|what ?if|hypothetical|option|assumption)\b/;

/** The plan, with a question about what was supposed asked of the what-if's analysis. */
export function onSupposed(plan: Plan, state: ConversationState, tokens: readonly Token[]): Plan {
  const analysisId = state.talk.supposed?.analysisId ?? null;
  if (plan.kind !== 'sections' || analysisId === null) return plan;
  return IN_THAT_CASE.test(foldsOf(tokens, { from: 0, to: tokens.length }).join(' '))
    ? { ...plan, analysisId }
    : plan;
}
