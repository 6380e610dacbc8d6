import { analysisQuestions } from './next/analysis-questions.ts';
import { answerExamples, exampleOpportunity } from './next/answer-examples.ts';
import { followOnQuestions } from './next/follow-on-questions.ts';
import { fundingQuestions } from './next/funding-questions.ts';
import { insightQuestions } from './next/insight-questions.ts';
import { lookupQuestions } from './next/lookup-questions.ts';
import { returnQuestions } from './next/return-questions.ts';
import { partOf } from './next/topics.ts';
import type { NextQuestion, TurnView } from './next/turn-view.ts';

/** How many are offered at most. */
export const MOST_OFFERED = 4;

/**
 * What a seller may want to ask next: computed from what the turn's results hold and what the session has
 * not shown yet, never written by a model.
 */
export function nextQuestions(view: TurnView, limit = MOST_OFFERED): readonly string[] {
  return offersOf(view)
    .slice(0, limit)
    .map(({ text }) => text);
}

/** All that could be offered after a turn, best first. */
export function offersOf(view: TurnView): readonly NextQuestion[] {
  const asked = new Set(view.shown.topics);
  const offers = candidates(view).filter(({ topic }) => topic === undefined || !asked.has(topic));
  // Of one topic the first is enough.
  return offers.filter(
    ({ topic, text }, index) =>
      offers.findIndex((other) => other.text === text || (topic !== undefined && other.topic === topic)) ===
      index,
  );
}

function candidates(view: TurnView): readonly NextQuestion[] {
  if (view.outcome === undefined) return [];
  if (view.outcome === 'asked') return answerExamples(view);
  const ofResults = [
    ...followOnQuestions(view),
    ...fundingQuestions(view),
    ...returnQuestions(view),
    ...insightQuestions(view),
    ...analysisQuestions(view),
    ...lookupQuestions(view),
  ];
  return ofResults.length > 0 ? ofResults : [...startingPoints(view)];
}

/** Where a turn has shown no result: on with an opportunity of the session, or one to begin with. */
function startingPoints({ shown, today }: TurnView): readonly NextQuestion[] {
  const [customer] = shown.customers;
  if (customer === undefined) return [exampleOpportunity(today), ...PORTFOLIO, HELP];
  const { analysisId, name } = customer;
  return [
    { text: `How much is ${name} worth?`, topic: partOf('metrics', analysisId) },
    { text: `What are the risks of ${name}?`, topic: partOf('risks', analysisId) },
    { text: `Which services will ${name} use?`, topic: partOf('services', analysisId) },
    { text: `How sure is the estimate of ${name}?`, topic: partOf('confidence', analysisId) },
    { text: `Sum up ${name}.`, topic: partOf('summary', analysisId) },
  ].map((each) => ({ ...each, operation: 'getAnalysisSection' }));
}

/** Portfolio questions to begin with. */
const PORTFOLIO: readonly NextQuestion[] = [
  'How many deals did we win last year?',
  'Average ARR by industry last year?',
].map((text) => ({ text, operation: 'runInsightQuery' }));

const HELP: NextQuestion = { text: 'What can you do?', operation: null };
