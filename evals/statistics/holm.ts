/** P-values adjusted by Holm's method, in the order given: the chance of any false one stays at the level. */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, at) => at).sort((one, other) => (ps[one] ?? 1) - (ps[other] ?? 1));
  const adjusted = [...ps];
  let highest = 0;
  order.forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * (ps[at] ?? 1)));
    adjusted[at] = highest;
  });
  return adjusted;
}
