import type { Expectation } from '../cases/expectation.ts';
import { type Check, shownSteps, verdict } from './check.ts';

/** Which section of an analysis was opened; one of several, where more than one is right. */
export const section: Check<NonNullable<Expectation['section']>> = (expected, { observed }) => {
  const opened = observed.steps
    .filter(({ operation }) => operation === 'getAnalysisSection')
    .map((step) => step.arguments.section ?? '');
  const accepted = typeof expected === 'string' ? [expected] : expected.anyOf;
  const isOpened = accepted.some((name) => opened.includes(name));
  return verdict(
    1,
    isOpened ? [] : [`${opened.join(', ') || shownSteps(observed)}, not ${accepted.join(' or ')}`],
  );
};
