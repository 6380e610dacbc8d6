/** What each operation is doing, for someone who waits; every channel puts its own marks around it. */
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

/** `reading similar projects`; undefined for an operation that has no words. */
export function doingWords(operation: string): string | undefined {
  return Object.hasOwn(DOING, operation) ? DOING[operation] : undefined;
}
