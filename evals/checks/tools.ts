import type { Expectation } from '../cases/expectation.ts';
import { type Check, verdict } from './check.ts';

type Expected = NonNullable<Expectation['tools']>;

/** Which operations were called: in this order, never these, so many. */
export const tools: Check<Expected> = (expected, { observed }) => {
  const called = observed.steps.map(({ operation }) => operation);
  const { order, mode = 'in-order', none, forbid = [], calls } = expected;
  const shown = called.join(', ') || 'none';
  const { min = 0, max = Number.POSITIVE_INFINITY } = calls ?? {};
  return verdict(Object.keys(expected).filter((key) => key !== 'mode').length, [
    ...(none === true && called.length > 0 ? [`called ${shown}, none expected`] : []),
    ...forbid.filter((name) => called.includes(name)).map((name) => `${name} is forbidden`),
    ...(order !== undefined && !HOLDS[mode](called, order)
      ? [`called ${shown}, not ${order.join(', ')} (${mode})`]
      : []),
    ...(called.length < min || called.length > max
      ? [`${called.length} calls (${shown}), not ${inWords(calls)}`]
      : []),
  ]);
};

type Holds = (called: readonly string[], order: readonly string[]) => boolean;

const HOLDS: Readonly<Record<NonNullable<Expected['mode']>, Holds>> = {
  exact: (called, order) => called.length === order.length && called.every((name, at) => name === order[at]),
  'in-order': (called, order) => {
    let at = 0;
    for (const name of called) if (name === order[at]) at += 1;
    return at === order.length;
  },
  // Each as often as it is named.
  'any-order': (called, order) => {
    const left = [...called];
    return order.every((name) => {
      const found = left.indexOf(name);
      if (found >= 0) left.splice(found, 1);
      return found >= 0;
    });
  },
};

function inWords({ min, max }: NonNullable<Expected['calls']> = {}): string {
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}
