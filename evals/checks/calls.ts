import { parseStructured } from '#action-groups/kernel/coerce.ts';
import type { Expectation } from '../cases/expectation.ts';
import { type Check, type CheckContext, shownSteps, verdict } from './check.ts';
import { covers } from './covers.ts';
import { meets } from './meets.ts';

type Expected = NonNullable<Expectation['calls']>;

/** Operations that were called, each with a subset of its arguments, in any order. */
export const calls: Check<Expected> = (expected, { observed }) => {
  const faults = expected.map((each) => faultsOf(each, observed));
  const missed = faults.filter((each) => each.length > 0).length;
  const all = verdict(expected.length, faults.flat());
  return all.status === 'pass' ? all : { ...all, score: 1 - missed / expected.length };
};

function faultsOf(
  { operation, arguments: wanted = {} }: Expected[number],
  observed: CheckContext['observed'],
): string[] {
  const made = observed.steps.filter((step) => step.operation === operation);
  if (made.length === 0) return [`${operation} was not called (${shownSteps(observed)})`];
  const each = made.map(({ arguments: given }) => argumentFaults(operation, wanted, given));
  // The call that comes nearest is the one that was meant.
  return each.reduce((best, faults) => (faults.length < best.length ? faults : best));
}

function argumentFaults(
  operation: string,
  wanted: NonNullable<Expected[number]['arguments']>,
  given: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(wanted).flatMap(([name, match]) => {
    const isMet = Array.isArray(match)
      ? covers(parseStructured(given[name] ?? '') ?? given[name], match)
      : meets(given[name], match);
    return isMet
      ? []
      : [`${operation}.${name}: ${JSON.stringify(given[name])}, not ${JSON.stringify(match)}`];
  });
}
