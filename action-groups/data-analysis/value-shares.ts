/** What one similar project has of an attribute, and what the project weighs. */
export interface WeighedValue {
  readonly value: string | null;
  readonly weight: number;
}

/** A value that hardly any similar project has is not tried. */
export const LEAST_VALUE_SHARE = 0.03;

/** The values by their share of the weight of those that are known, the most frequent first. */
export function shareByLevel(
  values: readonly WeighedValue[],
): readonly { readonly value: string; readonly share: number }[] {
  const weights = new Map<string, number>();
  // In an order of their own: sums do not depend on the order of the projects.
  for (const { value, weight } of values.toSorted((a, b) => a.weight - b.weight))
    if (value !== null) weights.set(value, (weights.get(value) ?? 0) + weight);
  const total = [...weights.values()].toSorted((a, b) => a - b).reduce((sum, weight) => sum + weight, 0);
  return [...weights]
    .map(([value, weight]) => ({ value, share: weight / total }))
    .filter(({ share }) => share >= LEAST_VALUE_SHARE)
    .sort((a, b) => b.share - a.share || (a.value < b.value ? -1 : 1));
}
