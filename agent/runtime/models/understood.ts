import { z } from 'zod';

const fact = z.object({
  /** A field of an opportunity, or of whatever else the message was read as. */
  field: z.string().max(64),
  value: z.union([z.string(), z.number()]),
  /** The words it was read from. */
  text: z.string(),
  /** Where they stand in the seller's message of this turn: half-open, in UTF-16 units. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** How it was read, where the words left a choice. */
  note: z.string().optional(),
});

const problem = z.object({
  code: z.string().max(64),
  field: z.string().max(64),
  /** The words that cannot be used; of a contradiction, each of them. */
  texts: z.array(z.string()),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});

/** One value that a model read in the seller's message, and where it stands there. */
export type UnderstoodFact = z.infer<typeof fact>;

/** Something in the message that cannot be used as it stands. */
export type UnderstoodProblem = z.infer<typeof problem>;

/** What a model knows exactly that it read; one that only guesses at this does not say it. */
export interface Understood {
  readonly facts: readonly UnderstoodFact[];
  readonly problems: readonly UnderstoodProblem[];
  /** The fields that it asks for in return; left out when it asks for none. */
  readonly asks?: readonly string[] | undefined;
}

/** The key beside `role` and `content` under which a recorded message keeps what was understood. */
const recorded = z.object({
  role: z.literal('assistant'),
  content: z.array(z.unknown()),
  understood: z.object({
    facts: z.array(fact),
    problems: z.array(problem),
    asks: z.array(z.string().max(64)).max(20).optional(),
  }),
});

/**
 * What a recorded model message says was understood; null when it says nothing of it. It stands beside the
 * message's content, so that no words of a model can be taken for it.
 */
export function readUnderstood(rawMessage: string | undefined): Understood | null {
  // Most messages are other models': one look spares them the parsing.
  if (rawMessage?.includes('"understood":{') !== true) return null;
  try {
    return recorded.safeParse(JSON.parse(rawMessage)).data?.understood ?? null;
  } catch {
    return null;
  }
}
