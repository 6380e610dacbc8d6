import { z } from 'zod';

/** A predicted quantity in whole units; `level` is the share of outcomes the interval is meant to hold. */
export const range = z.object({
  low: z.number(),
  median: z.number(),
  high: z.number(),
  /** 0.8: the interval runs from the 10th to the 90th percentile. */
  level: z.number(),
  /** Projects behind it. */
  evidence: z.number().int(),
});
export type Range = z.infer<typeof range>;

/** Like `range`, in calendar months `YYYY-MM`. */
export const monthRange = z.object({
  low: z.string(),
  median: z.string(),
  high: z.string(),
  level: z.number(),
  evidence: z.number().int(),
});
export type MonthRange = z.infer<typeof monthRange>;
