import { z } from 'zod';
import { monthRange, range } from './range.ts';

/** The middle of the ARR as it would be with one value of an input. */
const variation = z.object({
  /** `Enterprise`, `not known`, `twice as many`. */
  value: z.string(),
  medianUsd: z.number(),
  /** High over low of its range. */
  spreadRatio: z.number().nullable(),
});

/** One input, with what the ARR would be for each of its usual values: a bar of a tornado. */
export const inputSensitivity = z.object({
  input: z.string(),
  /** Null where it is not known. */
  given: z.string().nullable(),
  lowUsd: z.number(),
  highUsd: z.number(),
  /** High over low: how far the input alone moves the middle. */
  swingRatio: z.number(),
  variations: z.array(variation),
});
export type InputSensitivity = z.infer<typeof inputSensitivity>;

/** What an analysis of type `enhanced` adds, each figure recomputed with one input changed. */
export const sensitivity = z.object({
  /** `model`: recomputed by the trained model; `projects`: medians of the similar projects that have the value. */
  basis: z.enum(['model', 'projects']),
  medianUsd: z.number(),
  /** The one that moves most first. */
  inputs: z.array(inputSensitivity),
  /** The deal closing a quarter earlier and later. */
  dates: z.array(
    z.object({ targetCloseDate: z.string(), arrUsd: range.nullable(), launchMonth: monthRange.nullable() }),
  ),
  /** What the median by the customer's size alone says of the ARR; null where no model was trained. */
  secondOpinion: z
    .object({
      group: z.string(),
      medianUsd: z.number(),
      projects: z.number().int(),
      /** The predicted middle over it. */
      timesMedian: z.number(),
      isInsideRange: z.boolean(),
    })
    .nullable(),
  /** What is not known and would narrow the range, the most first. */
  narrowing: z.array(
    z.object({
      input: z.string(),
      spreadRatio: z.number(),
      /** On the geometric mean over its values, by how many similar projects have each. */
      spreadRatioIfKnown: z.number(),
    }),
  ),
});
export type Sensitivity = z.infer<typeof sensitivity>;
