import { z } from 'zod';
import { range } from './range.ts';

/** What one service, or all the others together, has of the predicted amounts. */
export const servicePart = z.object({
  /** Of the MRR, 0 to 1: the weighted mean of what it has of the similar projects' MRR. */
  portionShare: z.number(),
  /** The medians of all parts add up to the median of the MRR. */
  monthlyUsd: range,
  /** The medians of all parts add up to what similar projects pay upfront of the median ARR. */
  upfrontUsd: range,
});
export type ServicePart = z.infer<typeof servicePart>;

/** Two services that projects have together more often than by chance. */
export const servicePair = z.object({
  services: z.tuple([z.string(), z.string()]),
  /** Weighted share of the similar projects that have both, 0 to 1. */
  share: z.number(),
  projects: z.number().int(),
  /** How many times as often as if one had nothing to do with the other. */
  lift: z.number(),
  opportunityIds: z.array(z.string()),
});
export type ServicePair = z.infer<typeof servicePair>;

/** Services beyond the list: what is left of the money, what goes together, what nobody has named. */
export const servicePattern = z.object({
  /** The remainder of the MRR; null where no part can be told. */
  other: servicePart.nullable(),
  together: z.array(servicePair),
  /** Usual services that the description does not name, with what they cost where they are used. */
  notMentioned: z.array(
    z.object({ service: z.string(), share: z.number(), projects: z.number().int(), monthlyUsd: range }),
  ),
});
export type ServicePattern = z.infer<typeof servicePattern>;
