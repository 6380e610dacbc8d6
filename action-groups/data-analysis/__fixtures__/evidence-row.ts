import type { EvidenceRow } from '../analysis.ts';

/** A sound project; a test says only what matters to it. */
export function evidenceRow(change: Partial<EvidenceRow> & { readonly opportunityId: string }): EvidenceRow {
  return {
    customerName: `Customer of ${change.opportunityId}`,
    opportunityName: 'A project',
    partnerName: 'Northwind Cloudworks',
    industry: 'Healthcare',
    customerSegment: 'Enterprise',
    country: 'US',
    closeDate: '2026-03-05',
    startDate: '2026-04-04',
    endDate: '2026-10-04',
    gapDays: 30,
    durationMonths: 6,
    mrrUsd: 10_000,
    upfrontUsd: 0,
    arrUsd: 120_000,
    statedArrUsd: null,
    services: [{ service: 'Amazon Aurora', monthlyUsd: 10_000, upfrontUsd: 0 }],
    doubts: [],
    score: 10,
    weight: 0.1,
    reasons: [{ kind: 'term', text: 'sybase', weight: 10 }],
    ...change,
  };
}

/** So many sound projects of the same weight, each of its own customer. */
export function evidenceRows(
  count: number,
  change: (index: number) => Partial<EvidenceRow> = () => ({}),
): EvidenceRow[] {
  return Array.from({ length: count }, (_, index) =>
    evidenceRow({ opportunityId: `project-${index}`, weight: 1 / count, ...change(index) }),
  );
}
