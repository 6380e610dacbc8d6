import type { Target } from '#evals/runner/target.ts';
import type { AgentThread } from './agent-thread.ts';

/**
 * A target whose conversations are held side by side on several agents, each conversation on one of them from its
 * beginning to its end: on the one that has the fewest at the time, the target's own agent first.
 */
export function spreadOver(target: Target, threads: readonly AgentThread[]): Target {
  const places = [target, ...threads].map(({ ask, artifacts }) => ({ at: { ask, artifacts }, open: 0 }));
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
      await Promise.all(threads.map((thread) => thread.close()));
      await target.close();
    },
  };
}
