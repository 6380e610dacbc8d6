/**
 * A whole total in whole parts that add up to it exactly: each is its portion of the total rounded down, and what
 * is left goes by one to the largest remainders, of equals to the first.
 * @param portions not negative; where they sum to 0 everything falls to the last.
 */
export function apportion(total: number, portions: readonly number[]): number[] {
  const sum = portions.reduce((all, portion) => all + portion, 0);
  const exact = portions.map((portion, at) =>
    sum > 0 ? (total * portion) / sum : at === portions.length - 1 ? total : 0,
  );
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, Math.max(0, left))) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
