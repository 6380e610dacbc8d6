import { z } from 'zod';
import { DOUBT_REASONS, DROP_REASONS, zeroCounts } from './normalise-reasons.ts';

/** In the data's folder: which version is current. Written last, so what it names is whole. */
export const CURRENT_FILE = 'current.json';

const count = z.int().nonnegative();
/** Counts by reason: those that a version published before had no word for are zero. */
const counts = <R extends string>(reasons: Readonly<Record<R, string>>) =>
  z
    .record(z.string(), count)
    .transform((counted): Record<R, number> => ({ ...zeroCounts(reasons), ...counted }));

/** What `current.json` holds. */
export const currentData = z.object({
  dataVersion: z.string().regex(/^v[0-9a-f]{12}$/),
  rows: count,
  throughDate: z.iso.date(),
  sample: z.boolean(),
  createdAt: z.iso.datetime(),
  /** The partners that have projects and a name; data from before they were noted has none. */
  partners: z.array(z.object({ partnerId: z.string(), name: z.string() })).optional(),
  report: z.object({
    read: count,
    kept: count,
    dropped: counts(DROP_REASONS),
    doubted: counts(DOUBT_REASONS),
  }),
});
export type CurrentData = z.infer<typeof currentData>;
