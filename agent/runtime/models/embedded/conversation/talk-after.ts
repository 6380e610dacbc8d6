import type { Problem } from '../facts/fact.ts';
import type { readSupposition } from '../working-set/supposing.ts';
import type { ConversationState, Decision } from './plan.ts';

/** The answer of what would be; the opportunity itself stays as it is. */
export function suppose(
  state: ConversationState,
  { supposed, facts }: NonNullable<ReturnType<typeof readSupposition>>,
  problems: readonly Problem[],
): Decision {
  return {
    plan: { kind: 'what-if', supposed },
    state: { ...state, talk: { supposed, pending: null, listed: null } },
    taken: facts,
    doubts: problems,
  };
}

/** A decision about anything but the session's opportunities: what was asked or listed before is past with it. */
export function withTalk(decision: Decision): Decision {
  const { plan, state } = decision;
  if (plan.kind === 'what-if' || plan.kind === 'session') return decision;
  const isNew = plan.kind === 'analyze' || plan.kind === 'ask';
  const listed =
    plan.kind === 'sections' && plan.wishes.some(({ section }) => section === 'similarProjects')
      ? 'projects'
      : null;
  const supposed = isNew ? null : state.talk.supposed;
  return { ...decision, state: { ...state, talk: { supposed, pending: null, listed } } };
}
