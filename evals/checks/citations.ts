import type { Citation } from '#agent/client/agent-client.ts';
import type { Expectation } from '../cases/expectation.ts';
import { type Check, type CheckContext, verdict } from './check.ts';
import { shownResults } from './shown-results.ts';

/** How many sources the answer cites, and that each is a passage which was found, said of words that are in the answer. */
export const citations: Check<NonNullable<Expectation['citations']>> = (expected, context) => {
  const { min, resolve } = expected;
  const cited = context.observed.citations;
  const faults = resolve === true ? cited.flatMap((each) => unresolved(each, context)) : [];
  return verdict(Number(min !== undefined) + (resolve === true ? Math.max(1, cited.length) : 0), [
    ...(min !== undefined && cited.length < min ? [`${cited.length} citations, not at least ${min}`] : []),
    ...faults,
  ]);
};

function unresolved({ source, passage, span, text }: Citation, context: CheckContext): string[] {
  const { answer } = context.observed;
  const found = passagesOf(shownResults(context)).some(
    (each) => each.source === source && (passage === undefined || each.text.includes(passage)),
  );
  const said = span === undefined ? text : answer.slice(span.start, span.end);
  return [
    ...(found ? [] : [`${source} is cited and was not found by a search of this conversation`]),
    ...(said.trim() !== '' && answer.includes(said.trim())
      ? []
      : [`${source} is cited for words that are not in the answer`]),
  ];
}

function passagesOf(results: readonly { readonly name: string; readonly value: unknown }[]) {
  return results
    .filter(({ name }) => name === 'Retrieve')
    .flatMap(({ value }) => {
      const passages =
        typeof value === 'object' && value !== null ? Reflect.get(value, 'passages') : undefined;
      return Array.isArray(passages)
        ? (passages as { readonly source: string; readonly text: string }[])
        : [];
    });
}
