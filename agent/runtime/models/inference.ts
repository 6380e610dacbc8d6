import { z } from 'zod';

/** How a model is to sample; data of the agent's definition, sent with every request. */
export const inference = z.strictObject({
  /** Longest message, in tokens; a message that is cut there fails the turn. */
  maxTokens: z.number().int().min(1),
  /** 0 to 1. */
  temperature: z.number().min(0).max(1),
});

export type Inference = Readonly<z.infer<typeof inference>>;
