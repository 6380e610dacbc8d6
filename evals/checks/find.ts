import type { Match } from '../cases/match.ts';
import { type Check, lastCall, shownSteps, verdict } from './check.ts';
import { unmet } from './meets.ts';

/** What findOpportunity was asked, a subset of its arguments. */
export const find: Check<Readonly<Record<string, Match>>> = (expected, { observed }) => {
  const call = lastCall(observed, 'findOpportunity');
  if (call === undefined) return verdict(1, [`findOpportunity was not called (${shownSteps(observed)})`]);
  return verdict(Object.keys(expected).length, unmet('find', expected, call.arguments));
};
