import type { Expectation } from '../cases/expectation.ts';
import { type Check, shownSteps, verdict } from './check.ts';

/** How the turn ended. */
export const outcome: Check<NonNullable<Expectation['outcome']>> = (expected, { observed }) =>
  verdict(
    1,
    observed.outcome === expected ? [] : [`${observed.outcome}, not ${expected} (${shownSteps(observed)})`],
  );
