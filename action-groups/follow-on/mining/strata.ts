import type { Moment, Timeline } from './timelines.ts';

/** A stratum of fewer moments is joined with its like of other industries, then of other segments, then of all. */
const LEAST_MOMENTS = 40;
/** From the third project on customers are peers of one another. */
const MOST_ORDINAL = 2;
/** What is sold changes: moments are compared with those of the same two years. */
const ERA_DAYS = 730;

/**
 * Which moments are peers, in numbers: those of customers of the same segment and industry, at the same project in
 * their order, in the same two years. Told by how many moments there are, never by what was bought next.
 * @returns the stratum of each moment, by customer and place
 */
export function strataOf(timelines: readonly Timeline[], throughDay: number): readonly (readonly number[])[] {
  const keys = timelines.map(({ moments }) =>
    moments.map((moment, place) => keysOf(moment, place, throughDay)),
  );
  const sizes = new Map<string, number>();
  for (const each of keys.flat(2)) sizes.set(each, (sizes.get(each) ?? 0) + 1);
  const numbers = new Map<string, number>();
  return keys.map((moments) =>
    moments.map((coarser) => {
      const key = coarser.find((each) => (sizes.get(each) ?? 0) >= LEAST_MOMENTS) ?? 'all';
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    }),
  );
}

/** From the finest to the coarsest. */
function keysOf(
  { day, customerSegment, industry }: Moment,
  place: number,
  throughDay: number,
): readonly string[] {
  const ordinal = Math.min(place, MOST_ORDINAL);
  const era = Math.floor((throughDay - day) / ERA_DAYS);
  return [
    `${era}|${ordinal}|${customerSegment}|${industry}`,
    `${era}|${ordinal}|${customerSegment}`,
    `${era}|${ordinal}`,
    `${era}`,
  ];
}
