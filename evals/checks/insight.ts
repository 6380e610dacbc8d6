import { parseStructured } from '#action-groups/kernel/coerce.ts';
import type { Expectation } from '../cases/expectation.ts';
import { type Check, lastCall, shownSteps, verdict } from './check.ts';
import { covers } from './covers.ts';

/** The specification of a portfolio question, a subset. */
export const insight: Check<NonNullable<Expectation['insight']>> = (expected, { observed }) => {
  const call = lastCall(observed, 'runInsightQuery');
  if (call === undefined) return verdict(1, [`runInsightQuery was not called (${shownSteps(observed)})`]);
  const given = Object.fromEntries(
    Object.entries(call.arguments).map(([name, text]) => [name, parseStructured(text) ?? text]),
  );
  const wanted = Object.entries(expected);
  return verdict(
    wanted.length,
    wanted
      .filter(([name, value]) => !covers(given[name], value))
      .map(([name, value]) => `${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(value)}`),
  );
};
