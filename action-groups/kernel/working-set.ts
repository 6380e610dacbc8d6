import { z } from 'zod';

const remembered = z.object({
  /** A short name a seller can say: the customer's. */
  name: z.string(),
  analysisId: z.string(),
  opportunity: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What an operation asks the session to keep. */
export type Remembered = z.infer<typeof remembered>;

const workingSet = z.object({
  /** `name` of the opportunity that is talked about now. */
  current: z.string().nullable(),
  opportunities: z.array(remembered),
});

/** The opportunities of a session, latest first; travels as JSON in session and prompt session attributes. */
export type WorkingSet = z.infer<typeof workingSet>;

export const WORKING_SET_ATTRIBUTE = 'workingSet';

/** Attributes are bounded, so that a session of any length stays small. */
const MOST_OPPORTUNITIES = 8;

/** Reads the attribute; absent or unreadable text is an empty set, since attributes may come from elsewhere. */
export function parseWorkingSet(text: string | undefined): WorkingSet {
  if (text === undefined) return { current: null, opportunities: [] };
  try {
    return workingSet.parse(JSON.parse(text));
  } catch {
    return { current: null, opportunities: [] };
  }
}

/** The set with `entry` first and current; the one it replaces is gone, the oldest fall out. */
export function rememberIn(set: WorkingSet, entry: Remembered): WorkingSet {
  const others = set.opportunities.filter((other) => other.name !== entry.name);
  return { current: entry.name, opportunities: [entry, ...others].slice(0, MOST_OPPORTUNITIES) };
}
