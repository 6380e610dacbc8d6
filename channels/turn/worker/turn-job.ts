import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TIERS } from '#agent/definition/agent-definition.ts';
import type { QueueMessage } from '../queue/turn-queue.ts';

/** A turn that a channel asks a worker for: what `Turn.run` takes, and its id. */
export const turnJob = z.object({
  turnId: z.string().regex(/^[0-9a-f]{32}$/),
  sellerId: z.string(),
  channel: z.string(),
  thread: z.string(),
  text: z.string(),
  today: z.string().optional(),
  tier: z.enum(TIERS).optional(),
});
export type TurnJob = z.infer<typeof turnJob>;

export const jobBody = z.object({ kind: z.literal('turn'), job: turnJob });

/** The same for the same key of the same seller, so that asking twice asks once. */
export function turnIdOfKey(sellerId: string, channel: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([channel, sellerId, key]))
    .digest('hex')
    .slice(0, 32);
}

/** All that is asked, in one hash. */
export function requestHashOf({ turnId: _, ...asked }: TurnJob): string {
  const sorted = Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** Turns of one conversation run one after another. */
export function queueMessageOf(job: TurnJob): QueueMessage {
  const group = createHash('sha256')
    .update(JSON.stringify([job.channel, job.sellerId, job.thread]))
    .digest('hex');
  return { group, key: job.turnId, body: { kind: 'turn', job } };
}
