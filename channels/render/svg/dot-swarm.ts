export interface Dot {
  readonly x: number;
  readonly radius: number;
}

/**
 * Vertical offsets that keep dots apart, in the order given: each stands as near to the middle line as the
 * earlier ones leave room for. Beyond `most` pixels from it there is no room, and dots lie over each other.
 */
export function swarmOffsets(dots: readonly Dot[], most: number): readonly number[] {
  const placed: (Dot & { readonly y: number })[] = [];
  for (const [index, dot] of dots.entries()) {
    const near = placed.filter((other) => Math.abs(other.x - dot.x) < other.radius + dot.radius);
    const free = candidates(most).find((y) => near.every((other) => apart(dot, y, other)));
    placed.push({ ...dot, y: free ?? crowded(index, most) });
  }
  return placed.map(({ y }) => y);
}

function candidates(most: number): readonly number[] {
  const offsets = [0];
  for (let offset = 1; offset <= most; offset += 1) offsets.push(-offset, offset);
  return offsets;
}

function apart(dot: Dot, y: number, other: Dot & { readonly y: number }): boolean {
  return Math.hypot(other.x - dot.x, other.y - y) >= other.radius + dot.radius + 0.5;
}

/** Spreads the ones without room evenly over the height: 7 is coprime to the usual heights. */
function crowded(index: number, most: number): number {
  const height = 2 * Math.floor(most) + 1;
  return ((index * 7) % height) - Math.floor(most);
}
