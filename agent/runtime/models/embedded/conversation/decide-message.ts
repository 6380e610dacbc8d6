import { SURE_NAME } from '../facts/customer-mention.ts';
import { decideInsight } from '../insight/decide-insight.ts';
import { readIntents } from '../intents/intents.ts';
import { oneProject } from '../intents/one-project.ts';
import { sectionWishes } from '../intents/section-intents.ts';
import type { Understanding } from '../understand.ts';
import { askOfWhich } from '../working-set/decide-session.ts';
import { type Mentioned, mentionedIn } from '../working-set/mentioned.ts';
import { readSupposition } from '../working-set/supposing.ts';
import { readAnswer } from './answers.ts';
import { answersAsked, saysNothingOfAsked, unreadPlace } from './asked.ts';
import { begin, chooseDeal, proceed } from './begin.ts';
import { changeOf } from './change-of.ts';
import { isOnTopic, isQuestion, looksLikeChange, statesOnlyFacts } from './changes.ts';
import { askWhichDeal, chosenDeal, readChoices } from './choice.ts';
import { missingFields, withFacts } from './draft.ts';
import { type ConversationState, type Decision, EMPTY_STATE, type Plan } from './plan.ts';
import { readRecall } from './recall.ts';
import { refusalOf } from './refusal.ts';
import { readNamed, returnTo } from './return-to.ts';
import { isRestart, joinsWishes, smallTalk } from './small-talk.ts';
import { isOpportunityNote, mayName, startsOpportunity } from './starts.ts';
import { describesDeal, statedFacts } from './stated.ts';
import { suppose } from './talk-after.ts';

export interface Read {
  readonly understanding: Understanding;
  /** The opportunity of the session that it surely names. */
  readonly named: Mentioned | null;
  readonly text: string;
  readonly today: string;
  /** Whether it asks what would be; the words that say so are blank in what was understood. */
  readonly isSupposing: boolean;
}

/** What a message means that asks nothing of the session: of the opportunity at hand, a new one, or the portfolio. */
export function decideMessage(
  before: ConversationState,
  { understanding, named: own, text, today, isSupposing }: Read,
): Decision {
  const named = own ?? namedBefore(before, understanding, today);
  // `move the bank deal to May` is about one's own.
  const intents = readIntents(understanding.tokens).filter(({ id }) => named === null || id !== 'others');
  // A question about another opportunity of this session, or a change of it, makes it the current one.
  const isElsewhere = named !== null && named.opportunity.analysisId !== before.analysisId;
  const state = isElsewhere ? returnTo(before, named.opportunity) : before;
  const stay = (plan: Plan): Decision => ({ plan, state });
  if (understanding.deals.length > 0) return askWhichDeal(state, understanding);
  const chosen = chosenDeal(state.deals ?? [], understanding);
  if (chosen !== null) return chooseDeal(state, state.deals ?? [], chosen);

  if (isRestart(understanding, intents)) {
    const empty = { ...EMPTY_STATE, known: state.known, insight: state.insight };
    return { plan: { kind: 'say', what: 'restart' }, state: invited(empty) };
  }
  const portfolio =
    named !== null || answersAsked(state, understanding)
      ? null
      : decideInsight(before.insight, understanding, intents, {
          today,
          hasOpportunity: before.analysisId !== null || before.draft.values.customerName !== undefined,
          statesOpportunity: startsOpportunity(before, understanding) || describesDeal(understanding),
        });
  if (portfolio !== null)
    return { plan: portfolio.plan, state: { ...before, insight: portfolio.insight }, parts: portfolio.parts };
  const recalled = readRecall(understanding);
  if (recalled !== null) return stay({ kind: 'recall', wanted: recalled });
  const refusal = refusalOf(understanding, intents);
  if (refusal !== null) return stay({ kind: 'decline', reason: refusal });
  if (startsOpportunity(state, understanding)) return begin(state, understanding);
  const { analysisId, asked } = state;
  if (analysisId !== null && asked.length === 0) {
    const base = { draft: state.draft, analysisId, supposed: state.talk.supposed };
    const supposition = readSupposition(base, understanding, intents, isSupposing);
    if (supposition !== null) return suppose(state, supposition, understanding.problems);
  }
  const labelled = new Set(understanding.facts.filter(({ by }) => by === 'label').map(({ field }) => field));
  if (state.draft.values.customerName === undefined && state.asked.length === 0 && labelled.size >= 2)
    return proceed(
      state,
      withFacts(state.draft, understanding.facts, understanding.problems),
      understanding.facts,
      understanding.problems,
    );
  const language = understanding.problems.find(({ code }) => code === 'other-language')?.texts[0];
  if (
    language !== undefined &&
    state.asked.length === 0 &&
    statedFacts(understanding).length === 0 &&
    !isOnTopic(understanding)
  )
    return stay({ kind: 'decline', reason: inLanguage(language) });
  const talk = smallTalk(intents);
  const asksForPart = sectionWishes(intents, false).length > 0 && (intents[0]?.score ?? 0) >= 3;
  const talksOnly =
    (talk !== null && statedFacts(understanding).length === 0 && !isOnTopic(understanding)) ||
    (asksForPart && isQuestion(understanding));
  if (state.asked.length > 0 && !talksOnly) {
    const choices = readChoices(state.draft.problems, understanding, today);
    const facts = [
      ...choices,
      ...readAnswer(understanding, state.asked).filter(
        ({ field }) =>
          !choices.some((choice) => choice.field === field) &&
          (field !== 'customerName' || mayName(state, understanding)),
      ),
    ];
    const unread = facts.length === 0 ? unreadPlace(state, understanding) : null;
    const problems = unread === null ? understanding.problems : [...understanding.problems, unread];
    if (facts.length > 0 || problems.length > 0)
      return proceed(state, withFacts(state.draft, facts, problems), facts, problems);
  }
  if (state.draft.values.customerName !== undefined || state.draft.values.description !== undefined) {
    const changed = changeOf(state.draft, understanding, intents, { naming: named?.words ?? '' });
    if (changed !== null && changed.facts.length === 0 && missingFields(changed.draft).length === 0)
      return {
        ...stay({ kind: 'refuse-values', problems: understanding.problems }),
        doubts: understanding.problems,
      };
    if (changed !== null) return proceed(state, changed.draft, changed.facts, understanding.problems);
  }
  if (intents[0]?.id === 'retry' && missingFields(state.draft).length === 0)
    return stay({ kind: 'analyze', changed: [] });
  // `need numbers for a data lake deal …`: what a deal is made of outweighs a word that also asks.
  if (state.analysisId === null && describesDeal(understanding)) return begin(state, understanding);
  const wishes = oneProject(intents, understanding) ?? sectionWishes(intents, joinsWishes(text));
  const small = smallTalk(intents);
  if (
    wishes.length > 0 &&
    (small === null || small.score <= (intents.find(({ id }) => id !== small.id)?.score ?? 0))
  ) {
    // All is known and nothing came of it: the operation failed, so a question about its result asks for it again.
    if (state.analysisId === null && missingFields(state.draft).length === 0)
      return stay({ kind: 'analyze', changed: [] });
    if (state.analysisId === null && state.known.length > 0 && isOpen(state))
      return askOfWhich(state, wishes);
    // Told what is needed, the seller may answer with a bare name.
    return state.analysisId === null
      ? {
          plan: { kind: 'say', what: 'needs-opportunity' },
          state: invited(state),
        }
      : stay({ kind: 'sections', analysisId: state.analysisId, wishes });
  }
  if (small !== null)
    return {
      plan: { kind: 'say', what: small.what },
      state: small.what === 'greeting' ? invited(state) : state,
    };
  if (named !== null)
    return stay({
      kind: 'sections',
      analysisId: named.opportunity.analysisId,
      wishes: [{ section: 'summary', aspect: null }],
    });
  if (isOpportunityNote(understanding, state.analysisId !== null)) return begin(state, understanding);
  // What is meant as a change, or is too short to be about anything else, is asked about and not declined.
  if (
    state.analysisId !== null &&
    !isQuestion(understanding) &&
    (understanding.tokens.length <= 3 || looksLikeChange(understanding) || statesOnlyFacts(understanding))
  )
    return stay({ kind: 'say', what: 'unclear' });
  // In the midst of a question, what says nothing of it gets the question again.
  if (language === undefined && saysNothingOfAsked(state, understanding))
    return stay({ kind: 'ask', fields: missingFields(state.draft) });
  return stay(
    language === undefined
      ? {
          kind: 'decline',
          reason: 'I found no question about a deal or a project in that.',
          isUnread: true,
        }
      : { kind: 'decline', reason: inLanguage(language) },
  );
}

function inLanguage(language: string): string {
  return `That looks ${language} and I read English only, so please write it in English.`;
}

/** Whether nothing is described or asked for yet. */
function isOpen({ draft, asked }: ConversationState): boolean {
  return asked.length === 0 && Object.keys(draft.values).length === 0;
}

/** After the assistant has asked for a description, bare answers are facts. */
function invited(state: ConversationState): ConversationState {
  return state.analysisId === null ? { ...state, asked: missingFields(state.draft) } : state;
}

/** The analysed opportunity a message goes back to; one that describes an opportunity or names a customer anew does not. */
function namedBefore(
  state: ConversationState,
  understanding: Understanding,
  today: string,
): Mentioned | null {
  if (state.asked.includes('customerName') || understanding.tokens.length > 20) return null;
  const renames = understanding.facts.some(({ field, by }) => field === 'customerName' && by === 'label');
  if (renames || understanding.customerScore >= SURE_NAME || startsOpportunity(state, understanding))
    return null;
  const { known, analysisId, talk } = state;
  const whole = readNamed(known, understanding);
  return whole !== null
    ? { opportunity: whole, words: whole.name }
    : mentionedIn(understanding, { known, analysisId, today, listed: talk.listed });
}
