import type { ObservedArtifact } from '../runner/run-record.ts';
import type { CheckContext } from './check.ts';

interface Named {
  readonly name: string;
  readonly value: unknown;
}

/** All that the session has shown so far, this turn last: what operations replied, and the results they made. */
export function shownResults(context: CheckContext): readonly Named[] {
  const { turn, earlier } = context;
  return [...earlier, turn]
    .filter(({ session }) => session === turn.session)
    .flatMap(({ observed }) => {
      if (observed === undefined) return [];
      return [
        { name: 'understood', value: observed.understood },
        ...observed.artifacts.map((artifact) => ({ name: artifact.type, value: bodyOf(artifact, context) })),
        ...observed.steps.flatMap(({ operation, arguments: given, reply }) => [
          { name: operation, value: reply },
          { name: `${operation} arguments`, value: given },
        ]),
      ];
    });
}

/** The results of this turn alone, by type and by operation; of several of one name the last counts. */
export function resultsOfTurn(context: CheckContext): readonly Named[] {
  const { artifacts, steps } = context.observed;
  return [
    ...steps.map(({ operation, reply }) => ({ name: operation, value: reply })),
    ...artifacts.map((artifact) => ({ name: artifact.type, value: bodyOf(artifact, context) })),
  ].reverse();
}

/** The body of a result: a turn that opens what an earlier one made holds only its id. */
export function bodyOf({ id, body }: ObservedArtifact, { earlier, observed }: CheckContext): unknown {
  if (body !== undefined) return body;
  return [...earlier.flatMap((turn) => turn.observed?.artifacts ?? []), ...observed.artifacts].findLast(
    (each) => each.id === id && each.body !== undefined,
  )?.body;
}
