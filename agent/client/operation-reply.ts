import { z } from 'zod';

const reply = z.object({
  code: z.string(),
  artifacts: z.array(z.object({ type: z.string(), id: z.string() })).default([]),
});

export type OperationReplySummary = z.output<typeof reply>;

/** The code of a reply that is not one of ours: it counts as a failure. */
export const UNREADABLE_REPLY = 'unreadable-reply';

/** An operation's code and the stored results it names, from the text of its reply. */
export function readReply(text: string | undefined): OperationReplySummary {
  try {
    return reply.parse(JSON.parse(text ?? ''));
  } catch {
    return { code: UNREADABLE_REPLY, artifacts: [] };
  }
}
