import { z } from 'zod';
import { ARCHITECTURE_PARTS } from './architecture-parts.ts';

const sharedService = z.object({ service: z.string(), share: z.number(), projects: z.number().int() });

/** What similar projects were built of, in eight parts; every part stands in it, one with nothing as well. */
export const architecture = z.object({
  /** Similar projects that name their services. */
  projects: z.number().int(),
  parts: z.array(
    z.object({
      part: z.enum(ARCHITECTURE_PARTS),
      /** Weighted share of them that have any of its services; of the whole: that have all of its services. */
      share: z.number(),
      projects: z.number().int(),
      /** By share; of the whole: those that at least half of the projects have. */
      services: z.array(sharedService),
      opportunityIds: z.array(z.string()),
    }),
  ),
  /** Services that no table places. */
  unplaced: z.array(sharedService),
});
export type Architecture = z.infer<typeof architecture>;
