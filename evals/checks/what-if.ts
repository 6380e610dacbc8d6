import { type Check, lastCall, shownSteps, verdict } from './check.ts';

/** Whether the analysis is a trial beside another one, or changes it. */
export const whatIf: Check<boolean> = (expected, { observed }) => {
  const call = lastCall(observed, 'analyzeOpportunity');
  if (call === undefined) return verdict(1, [`analyzeOpportunity was not called (${shownSteps(observed)})`]);
  const is = (call.arguments.whatIfOf ?? '') !== '';
  return verdict(1, is === expected ? [] : [is ? 'it was a what-if' : 'it was no what-if']);
};
