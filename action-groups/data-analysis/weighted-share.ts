import type { EvidenceRow } from './analysis.ts';

/** Most ids that a finding carries. */
const MOST_IDS = 10;

/** The weight of the rows that `holds`, as a share of the rows that `counts` (all without it); null without any. */
export function weightedShare(
  rows: readonly EvidenceRow[],
  holds: (row: EvidenceRow) => boolean,
  counts: (row: EvidenceRow) => boolean = () => true,
): number | null {
  const counted = rows.filter(counts);
  if (counted.length === 0) return null;
  return weightOf(counted.filter(holds)) / weightOf(counted);
}

export function weightOf(rows: readonly EvidenceRow[]): number {
  return rows.reduce((sum, { weight }) => sum + weight, 0);
}

/** The ids of the weightiest of some rows; of equals the first id. */
export function idsOf(rows: readonly EvidenceRow[]): string[] {
  return [...rows]
    .sort((a, b) => b.weight - a.weight || (a.opportunityId < b.opportunityId ? -1 : 1))
    .slice(0, MOST_IDS)
    .map(({ opportunityId }) => opportunityId);
}

/** Rows by a key, in the order in which the keys came. */
export function rowsBy(
  rows: readonly EvidenceRow[],
  keyOf: (row: EvidenceRow) => string,
): Map<string, EvidenceRow[]> {
  const groups = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** A figure as it is stored: two decimals say enough of a share. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
