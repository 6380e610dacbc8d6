import { type CheckedFigure, checkGrounding } from '#agent/grounding/check-grounding.ts';
import { readFigures } from '#agent/grounding/read-figures.ts';
import type { Expectation } from '../cases/expectation.ts';
import type { ExpectedNumber } from '../cases/match.ts';
import { toleranceOf } from '../cases/values.ts';
import { type Check, type CheckContext, verdict } from './check.ts';
import { derivedValues } from './derived-values.ts';
import { resultsOfTurn, shownResults } from './shown-results.ts';

type Expected = NonNullable<Expectation['numbers']>;

/** Every number of the answer stands in a result or is made from one as declared; named values are what they are to be. */
export const numbers: Check<Expected> = (expected, context) => {
  const values = Object.entries(expected.values ?? {});
  const faults = [
    ...(expected.grounded === false ? [] : ungrounded(expected, context)),
    ...values.flatMap(([name, value]) => valueFaults(name, value, context)),
  ];
  return verdict(values.length + Number(expected.grounded !== false), faults);
};

function ungrounded({ derive = [] }: Expected, context: CheckContext): string[] {
  const { observed, turn } = context;
  const { unmatched } = checkGrounding(observed.answer, {
    results: shownResults(context),
    message: turn.user,
  });
  if (unmatched.length === 0) return [];
  const derived =
    derive.length === 0
      ? []
      : derivedValues(
          resultsOfTurn(context).map(({ value }) => value),
          derive,
        );
  return unmatched
    .filter((figure) => !isDerived(figure, observed.answer, derived))
    .map(({ text }) => `${text} stands in no result`);
}

function isDerived({ start, end }: CheckedFigure, answer: string, derived: readonly number[]): boolean {
  const figure = readFigures(answer).find((each) => each.start === start && each.end === end);
  if (figure === undefined || figure.kind === 'date' || figure.kind === 'verbatim') return false;
  return derived.some((value) => figure.from - 1e-9 <= value && value <= figure.to + 1e-9);
}

/** A path leads to a value of a result; any other name is a number that the answer has to show. */
function valueFaults(name: string, expected: ExpectedNumber, context: CheckContext): string[] {
  const within = toleranceOf(expected);
  const wanted = `${expected.is}${within === 0 ? '' : ` ± ${within}`}`;
  const [head = '', ...path] = name.split('.');
  const results = resultsOfTurn(context);
  if (path.length > 0) {
    const result = results.find((each) => each.name === head);
    if (result === undefined) return [`${name}: there is no ${head} in this turn`];
    const value = valueAt(result.value, path);
    if (typeof value !== 'number') return [`${name}: there is no number at this place`];
    return Math.abs(value - expected.is) <= within ? [] : [`${name}: ${value}, not ${wanted}`];
  }
  const shown = readFigures(context.observed.answer);
  // What is shown is rounded: the nearest value that it can stand for decides.
  const isShown = shown.some(({ from, to }) => from - within <= expected.is && expected.is <= to + within);
  return isShown
    ? []
    : [`${name}: the answer shows ${shown.map(({ text }) => text).join(', ') || 'no number'}, not ${wanted}`];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
