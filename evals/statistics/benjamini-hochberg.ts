/** P-values adjusted by Benjamini and Hochberg's method, in the order given: the share of false ones stays at the level. */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, at) => at).sort((one, other) => (ps[other] ?? 1) - (ps[one] ?? 1));
  const adjusted = [...ps];
  let lowest = 1;
  order.forEach((at, rank) => {
    lowest = Math.min(lowest, (ps.length * (ps[at] ?? 1)) / (ps.length - rank));
    adjusted[at] = lowest;
  });
  return adjusted;
}
