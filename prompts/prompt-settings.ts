import { z } from 'zod';

/**
 * The typed settings of a prompt's front matter. They are rendered into its text, and they are all that a
 * model without language understanding may read of it.
 */
export const promptSettings = z.strictObject({
  tone: z.enum(['plain', 'warm', 'formal']),
  length: z.enum(['short', 'normal', 'detailed']),
  /** How many next questions a language model may offer in its words, 0 to 4; those of a channel are computed. */
  nextQuestions: z.number().int().min(0).max(4),
});

export type PromptSettings = Readonly<z.infer<typeof promptSettings>>;
