import { dayNumber } from '../calendar-date.ts';
import type { RawProject } from '../normalise-project.ts';
import { sampleCustomer } from './sample-customers.ts';
import { type DirtKind, dirty, duplicateOf } from './sample-dirt.ts';
import { sampleJourney } from './sample-journey.ts';
import { sampleProject } from './sample-project.ts';
import { createRandom } from './seeded-random.ts';

export interface SampleOptions {
  /** Projects; the rows are a few more, since some projects come twice. */
  readonly rows: number;
  /** A whole number; the same seed gives the same rows. */
  readonly seed: number;
  /** The last possible close date, 'YYYY-MM-DD'; the history begins ten years before it. */
  readonly throughDate: string;
}

export interface SampleRow {
  readonly raw: RawProject;
  /** What was done to the row, null for a clean one; a feed does not tell. */
  readonly dirt: DirtKind | null;
}

const DIRTY_SHARE = 0.046;
const DUPLICATE_SHARE = 0.006;

/**
 * The rows of a feed of partner projects, one customer after the other, of any length in constant memory.
 * The rows of a shorter sample are the first rows of a longer one with the same seed and date.
 */
export function* generateSampleProjects(options: SampleOptions): Generator<SampleRow> {
  const { rows, seed, throughDate } = options;
  const throughDay = dayNumber(throughDate);
  let index = 0;
  for (let place = 0; index < rows; place += 1) {
    const random = createRandom(seed, place);
    const customer = sampleCustomer(place, seed, random);
    for (const planned of sampleJourney(customer, throughDay, random)) {
      if (index >= rows) break;
      const clean = sampleProject(customer, planned, { index, seed, throughDay, random });
      index += 1;
      if (random.chance(DUPLICATE_SHARE)) yield { raw: duplicateOf(clean), dirt: 'duplicate' };
      yield random.chance(DIRTY_SHARE) ? dirty(clean, random) : { raw: clean, dirt: null };
    }
  }
}
