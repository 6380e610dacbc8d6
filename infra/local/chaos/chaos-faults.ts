import type { FaultPlan } from '#channels/slack/fake/api-server.ts';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';

export interface FaultShares {
  /** Of calls that post, change or end a message: the connection drops, half of the time after the work was done. */
  readonly ambiguous: number;
  /** Of all calls. */
  readonly rateLimited: number;
}

/** What goes wrong with the calls of a run, in their order. */
export function chaosFaults(seed: number, { ambiguous, rateLimited }: FaultShares): FaultPlan {
  const random = createRandom(seed, 2);
  return ({ method }) => {
    const drawn = random.next();
    const side = random.chance(0.5);
    if (drawn < rateLimited) return { kind: 'rate-limited', retryAfterSeconds: 1 };
    if (drawn < rateLimited + ambiguous && method.startsWith('chat.'))
      return { kind: side ? 'drop-before' : 'drop-after' };
    return undefined;
  };
}
