import { z } from 'zod';

/** What was pressed, by `action_id`; those of several in one block go on behind a colon (`ask:2`). */
export const ACTIONS = {
  /** Its value is a question, asked as if the seller had typed it. */
  ask: 'ask',
  /** How a result was made: its value is an {@link ArtifactReference}. */
  method: 'method',
  /** A result as a file: its value is an {@link ArtifactReference}. */
  csv: 'csv',
  /** Thumbs: the value is a {@link FeedbackReference}. */
  feedback: 'feedback',
  /** Opens the form of an opportunity. */
  opportunity: 'opportunity',
} as const;

/** The views that are sent back, by `callback_id`. */
export const VIEWS = { opportunity: 'opportunity_form', feedback: 'feedback_reason' } as const;

/** Which stored result a button is about. It is loaded for whoever presses: an id is no permission. */
export const artifactReference = z.object({ type: z.string(), id: z.string(), turnId: z.string() });
export type ArtifactReference = z.infer<typeof artifactReference>;

export const feedbackReference = z.object({ turnId: z.string(), verdict: z.enum(['up', 'down']) });
export type FeedbackReference = z.infer<typeof feedbackReference>;

/** `ask:2` is `ask`. */
export function actionKind(actionId: string): string {
  return actionId.split(':')[0] ?? actionId;
}

/** The value of a pressed button as `schema` has it; undefined where it is none. */
export function readValue<Value>(schema: z.ZodType<Value>, value: unknown): Value | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
