import type { CustomerNotTold, FollowOnSummary } from '#action-groups/follow-on/follow-on.ts';
import type { RoadmapSummary } from '#action-groups/follow-on/roadmap.ts';
import type { FundingSummary } from '#action-groups/funding/funding-plan.ts';
import type { ReturnReply } from '#action-groups/funding/return/return-on-investment.ts';
import type { Json, PromptSettings } from '../../model.ts';
import { asObject } from '../conversation/history.ts';
import type { Request } from '../requests/request.ts';
import { type CitedWords, joinCited } from './cited-words.ts';
import { wordDocuments } from './documents.ts';
import { wordFailure } from './failures.ts';
import { wordFollowOn } from './follow-on.ts';
import { wordFunding } from './funding.ts';
import { wordReturn } from './return.ts';
import { wordRoadmap } from './roadmap.ts';
import { sentence } from './tone.ts';

/** What was asked of the reply, and with which arguments. */
export interface Asked {
  readonly aspect: string | null;
  readonly input: Readonly<Record<string, Json>>;
}

/** The words of a reply that was asked for by a request. */
type Words = (result: unknown, asked: Asked, settings: PromptSettings) => string | CitedWords;

/** By operation; a new one is a row. */
export const REQUEST_WORDS: Readonly<Record<string, Words>> = {
  recommendFunding: (result, asked) => wordFunding(result as FundingSummary, asked),
  calculateReturnOnInvestment: (result, asked) => wordReturn(result as ReturnReply, asked),
  findFollowOnOpportunities: (result, asked) =>
    wordFollowOn(result as FollowOnSummary | CustomerNotTold, asked),
  buildRoadmap: (result, asked) => wordRoadmap(result as RoadmapSummary | CustomerNotTold, asked),
};

/** The operation's part of a search tool's name. */
export const SEARCH = 'Search';

/** A reply to a request in words, or why there is none; how the words were read stands after it. */
export function wordRequested(
  operation: string,
  reply: Readonly<Record<string, Json>>,
  request: Request | undefined,
  input: Readonly<Record<string, Json>>,
  settings: PromptSettings,
): string | CitedWords {
  if (operation === SEARCH) return wordDocuments(reply, String(input.searchQuery ?? ''));
  if (reply.code !== 'ok') return wordFailure(reply, operation);
  const asked: Asked = { aspect: request?.aspect ?? null, input };
  const words = REQUEST_WORDS[operation]?.(asObject(reply.result), asked, settings) ?? '';
  const notes = (request?.notes ?? []).map(sentence).join(' ');
  return joinCited([words, notes], '\n\n');
}
