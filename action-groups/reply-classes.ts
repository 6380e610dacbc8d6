import type { DataClass } from '#knowledge-base/data-class.ts';

/** The class of what an operation tells the model. */
export interface ReplyClass {
  /** `as-artifacts`: what it tells stands in the artifacts of its reply. */
  readonly ok: DataClass | 'as-artifacts';
  /** Of a reply that is none: it may name what there is instead, such as customers of a like name. */
  readonly rejected: DataClass;
}

const ofOneDeal: ReplyClass = { ok: 'confidential', rejected: 'confidential' };
/** They look nobody up: what they refuse is said of their own arguments. */
const ofGivenDeal: ReplyClass = { ok: 'confidential', rejected: 'internal' };

/**
 * By operation, each of the agent's (a test holds the two together); one that is not here tells what is not known,
 * and counts as restricted.
 */
export const REPLY_CLASSES: Readonly<Record<string, ReplyClass>> = {
  generateSimilarProjectsQuery: ofGivenDeal,
  generateInsightQuery: ofOneDeal,
  analyzeOpportunity: ofGivenDeal,
  getAnalysisSection: ofOneDeal,
  runInsightQuery: { ok: 'as-artifacts', rejected: 'confidential' },
  findOpportunity: ofOneDeal,
  recommendFunding: ofOneDeal,
  calculateReturnOnInvestment: ofOneDeal,
  findFollowOnOpportunities: ofOneDeal,
  buildRoadmap: ofOneDeal,
  declineRequest: { ok: 'internal', rejected: 'internal' },
};
