import { z } from 'zod';

const reply = z.object({
  code: z.string(),
  artifacts: z.array(z.object({ type: z.string(), id: z.string() })).default([]),
});

export interface OperationReplySummary extends z.output<typeof reply> {
  /** What the operation replied, whole; undefined when it cannot be read. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The code of a reply that is not one of ours: it counts as a failure. */
export const UNREADABLE_REPLY = 'unreadable-reply';

/** An operation's code and the stored results it names, from the text of its reply. */
export function readReply(text: string | undefined): OperationReplySummary {
  try {
    const body = JSON.parse(text ?? '') as Readonly<Record<string, unknown>>;
    return { ...reply.parse(body), body };
  } catch {
    return { code: UNREADABLE_REPLY, artifacts: [] };
  }
}
