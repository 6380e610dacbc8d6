import type { TurnEvent } from '../turn/turn-result.ts';

type StepEvent = Extract<TurnEvent, { type: 'step' }>;

/** What an operation is doing, for someone who waits. */
const DOING: Readonly<Record<string, string>> = {
  analyzeOpportunity: 'reading similar projects',
  generateSimilarProjectsQuery: 'writing the query for similar projects',
  generateInsightQuery: 'writing the query for the portfolio',
  runInsightQuery: 'counting the portfolio',
  getAnalysisSection: 'opening the analysis',
  calculateReturnOnInvestment: 'computing the return month by month',
  findOpportunity: 'looking up what is known',
  findFollowOnOpportunities: 'looking for what customers like this bought next',
  buildRoadmap: 'planning the quarters',
  Retrieve: 'reading the knowledge base',
  recommendFunding: 'holding the funding programs against the opportunity',
  declineRequest: 'checking what can be done',
};

/** One line for a step as it starts or ends: `· reading similar projects … 112 ms`. */
export function stepWords(event: StepEvent): string {
  const doing = DOING[event.operation] ?? event.operation;
  if (event.phase === 'started') return `· ${doing} …`;
  const outcome = event.code === 'ok' ? '' : ` (${event.code})`;
  return `· ${doing}${outcome}, ${Math.round(event.ms)} ms`;
}
