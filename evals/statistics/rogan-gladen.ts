/**
 * The true pass rate behind the rate that a judge of known sensitivity and specificity observes, cut to [0, 1].
 * Undefined where the judge is no better than chance.
 */
export function roganGladen(observed: number, sensitivity: number, specificity: number): number | undefined {
  for (const [name, share] of Object.entries({ observed, sensitivity, specificity }))
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} ${share}: from 0 to 1, both inclusive`);
  const information = sensitivity + specificity - 1;
  if (information <= 0) return undefined;
  return Math.min(1, Math.max(0, (observed + specificity - 1) / information));
}
