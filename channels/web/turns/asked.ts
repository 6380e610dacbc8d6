import { z } from 'zod';
import { TIERS } from '#agent/definition/agent-definition.ts';
import type { Registration } from '#channels/turn/ledger/turn-ledger.ts';
import { requestHashOf, type TurnJob } from '#channels/turn/worker/turn-job.ts';
import { WEB_CHANNEL, type WebQuestion } from './web-turns.ts';

const asked = z.object({
  thread: z.string(),
  text: z.string(),
  createdAt: z.string(),
  tier: z.enum(TIERS).optional(),
  today: z.string().optional(),
});

/** What was asked, as the ledger keeps it. */
export type Asked = z.infer<typeof asked>;

export function readAsked(registration: Registration): Asked {
  return asked.parse(registration.asked);
}

/** A hash of what a seller asked; a conversation that begins with it has no name yet. */
export function questionHash(turnId: string, { thread = '', ...question }: WebQuestion): string {
  return requestHashOf(jobOf(turnId, question.sellerId, { ...question, thread }));
}

/** The turn that a worker runs. */
export function jobOf(turnId: string, sellerId: string, asked: Omit<Asked, 'createdAt'>): TurnJob {
  const { thread, text, tier, today } = asked;
  return {
    turnId,
    sellerId,
    channel: WEB_CHANNEL,
    thread,
    text,
    ...(tier === undefined ? {} : { tier }),
    ...(today === undefined ? {} : { today }),
  };
}
