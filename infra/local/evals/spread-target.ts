import type { Target } from '#evals/runner/target.ts';
import type { AgentThread } from './agent-thread.ts';

/**
 * A target whose conversations are held side by side on several agents, each conversation on one of them from its
 * beginning to its end: on the one that has the fewest at the time, the target's own agent first. The others are
 * taken in as they get ready; one that cannot start is told of and done without.
 */
export function spreadOver(
  target: Target,
  starting: readonly Promise<AgentThread>[],
  onFailure: (where: string, error: unknown) => void,
): Target {
  const placeOf = ({ ask, artifacts }: Pick<Target, 'ask' | 'artifacts'>) => ({
    at: { ask, artifacts },
    open: 0,
  });
  const places = [placeOf(target)];
  const settled = starting.map((each) =>
    each.then(
      (thread) => {
        places.push(placeOf(thread));
        return thread;
      },
      (error: unknown) => void onFailure('a thread of the agent', error),
    ),
  );
  return {
    ...target,
    beginConversation() {
      const [place] = places.toSorted((a, b) => a.open - b.open);
      if (place === undefined) throw new TypeError('there is nobody to ask');
      place.open += 1;
      return {
        ...place.at,
        end: () => {
          place.open -= 1;
        },
      };
    },
    async close() {
      for (const thread of await Promise.all(settled)) await thread?.close();
      await target.close();
    },
  };
}
