import type { EvidenceRow } from './analysis.ts';

/** A project with what it spends on each of its services. */
export interface ServiceUser {
  readonly row: EvidenceRow;
  readonly weight: number;
  /** By service; a row may name the same one twice. */
  readonly uses: ReadonlyMap<string, { readonly monthlyUsd: number; readonly upfrontUsd: number }>;
}

/** The rows that name any service, in an order of their own: sums do not depend on the order of the rows. */
export function serviceUsers(rows: readonly EvidenceRow[]): readonly ServiceUser[] {
  return rows
    .filter(({ services }) => services.length > 0)
    .toSorted((a, b) => (a.opportunityId < b.opportunityId ? -1 : 1))
    .map((row) => ({ row, weight: row.weight, uses: usesOf(row) }));
}

function usesOf({ services }: EvidenceRow): ServiceUser['uses'] {
  const uses = new Map<string, { monthlyUsd: number; upfrontUsd: number }>();
  for (const { service, monthlyUsd, upfrontUsd } of services) {
    const use = uses.get(service) ?? { monthlyUsd: 0, upfrontUsd: 0 };
    use.monthlyUsd += monthlyUsd;
    use.upfrontUsd += upfrontUsd;
    uses.set(service, use);
  }
  return uses;
}

export function weightOfUsers(users: readonly ServiceUser[]): number {
  return users.reduce((sum, { weight }) => sum + weight, 0);
}
