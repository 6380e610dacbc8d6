import { z } from 'zod';

/** How a model is to sample, as a prompt's front matter has it (`model`). What is left out stays with the agent's tier. */
export const modelSettings = z.strictObject({
  /** Longest message, in tokens; a message that is cut there fails the turn. */
  maxTokens: z.number().int().min(1).max(100_000).optional(),
  /** 0 to 1. */
  temperature: z.number().min(0).max(1).optional(),
  /** Above 0, at most 1. */
  topP: z.number().gt(0).max(1).optional(),
});

export type ModelSettings = Readonly<z.infer<typeof modelSettings>>;
