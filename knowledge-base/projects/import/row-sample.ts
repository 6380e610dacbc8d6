import { ownText } from '../normalise-text.ts';

/** A row of a sample: what its cells hold, by the place of the row among all. */
export interface SampledRow {
  readonly place: number;
  readonly cells: readonly unknown[];
}

/** Rows chosen by their places alone, so that any number of threads choose the same ones. */
export interface RowSample {
  /** Every row whose number is below this share is in it; 1 is all of them. */
  readonly share: number;
  readonly rows: readonly SampledRow[];
}

const MOST_ROWS = 10_000;

/** Collects a sample of at most 10,000 rows; it holds all of fewer. */
export function createRowSampler() {
  let share = 1;
  let rows: SampledRow[] = [];
  return {
    add(place: number, cells: readonly unknown[]): void {
      if (shareOf(place) >= share) return;
      // A cell is a part of the text of its block, which would stay with it.
      rows.push({ place, cells: cells.map(ownCell) });
      if (rows.length <= MOST_ROWS) return;
      share /= 2;
      rows = rows.filter((row) => shareOf(row.place) < share);
    },
    sample: (): RowSample => ({ share, rows }),
  };
}

/** One sample of several threads'. */
export function mergeSamples(samples: readonly RowSample[]): RowSample {
  let share = Math.min(1, ...samples.map((sample) => sample.share));
  let rows = samples.flatMap((sample) => sample.rows.filter(({ place }) => shareOf(place) < share));
  while (rows.length > MOST_ROWS) {
    share /= 2;
    rows = rows.filter(({ place }) => shareOf(place) < share);
  }
  return { share, rows: rows.sort((a, b) => a.place - b.place) };
}

/** A number from 0 to 1 that is a place's own, and tells nothing about it. */
function shareOf(place: number): number {
  let hash = Math.imul((place % 0x1_0000_0000) ^ Math.floor(place / 0x1_0000_0000), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

const LONGEST = 400;

function ownCell(cell: unknown): unknown {
  return typeof cell === 'string' ? ownText(cell.slice(0, LONGEST)) : cell;
}
