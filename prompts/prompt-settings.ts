import { z } from 'zod';

/** What a first answer about an opportunity may hold behind its figures. */
export const ANSWER_SECTIONS = ['confidence', 'services', 'projects', 'risks'] as const;
export type AnswerSection = (typeof ANSWER_SECTIONS)[number];

/**
 * The typed settings of an agent. They are rendered into the prompts' texts, and they are all that a model without
 * language understanding may read of them. Each prompt of an agent declares its own; none is declared twice.
 */
export const promptSettings = z.strictObject({
  tone: z.enum(['plain', 'warm', 'formal']),
  length: z.enum(['short', 'normal', 'detailed']),
  /** How many next questions a language model may offer in its words, 0 to 4; those of a channel are computed. */
  nextQuestions: z.number().int().min(0).max(4),
  /** What stands behind the figures, in this order; by `length` when left out. */
  sections: z
    .array(z.enum(ANSWER_SECTIONS))
    .min(1)
    .refine((all) => new Set(all).size === all.length, 'a section stands twice')
    .readonly()
    .optional(),
  /** How thorough an analysis is that nobody asked to be otherwise; `standard` when left out. */
  analysisType: z.enum(['standard', 'enhanced']).optional(),
  /** Most words of a search of the documents, 1 to 60; the whole question when left out. */
  searchTerms: z.number().int().min(1).max(60).optional(),
  /** The most passages that a search of the documents brings, 1 to 25; as many as the turn asks for when left out. */
  passages: z.number().int().min(1).max(25).optional(),
});

export type PromptSettings = Readonly<z.infer<typeof promptSettings>>;

/** What one prompt's file declares: some of the settings. */
export const declaredSettings = promptSettings.partial();
export type DeclaredSettings = Readonly<z.infer<typeof declaredSettings>>;

/** A setting as the text has it. */
export function settingText(value: string | number | readonly string[]): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
