import { type Check, type CheckContext, lastCall, shownSteps, type Verdict, verdict } from './check.ts';

/** Words that the description of the opportunity holds. */
export const described: Check<readonly string[]> = (expected, context) =>
  inDescription(expected, context, (has, word, text) => (has ? [] : [`“${word}” is not in “${text}”`]));

/** Words that are no part of it: dates, names, signatures. */
export const notDescribed: Check<readonly string[]> = (expected, context) =>
  inDescription(expected, context, (has, word, text) => (has ? [`“${word}” is in “${text}”`] : []));

function inDescription(
  words: readonly string[],
  { observed }: CheckContext,
  faultsOf: (has: boolean, word: string, text: string) => string[],
): Verdict {
  const call = lastCall(observed, 'analyzeOpportunity');
  if (call === undefined) return verdict(1, [`analyzeOpportunity was not called (${shownSteps(observed)})`]);
  const text = (call.arguments.description ?? '').toLowerCase();
  return verdict(
    words.length,
    words.flatMap((word) => faultsOf(text.includes(word.toLowerCase()), word, text)),
  );
}
