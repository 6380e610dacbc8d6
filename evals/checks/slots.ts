import type { Expectation } from '../cases/expectation.ts';
import { type Check, lastCall, shownSteps, verdict } from './check.ts';
import { unmet } from './meets.ts';

/** What the opportunity was understood as: arguments of analyzeOpportunity, a subset. */
export const slots: Check<NonNullable<Expectation['slots']>> = (expected, { observed }) => {
  const call = lastCall(observed, 'analyzeOpportunity');
  const parts = Object.keys(expected).length;
  if (call === undefined) return verdict(1, [`analyzeOpportunity was not called (${shownSteps(observed)})`]);
  return verdict(parts, unmet('slots', expected, call.arguments));
};
