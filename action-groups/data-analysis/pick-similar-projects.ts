import { searchWords } from '#knowledge-base/projects/search-text.ts';
import type { SimilarProject } from './analysis.ts';

const MOST = 3;

/**
 * The three most similar projects, of three customers when there are so many: then those with figures and
 * without doubts, then the latest.
 */
export function pickSimilarProjects(rows: readonly SimilarProject[]): SimilarProject[] {
  const sorted = [...rows].sort(
    (a, b) =>
      b.score - a.score ||
      completeness(b) - completeness(a) ||
      compare(b.closeDate ?? '', a.closeDate ?? '') ||
      compare(a.opportunityId, b.opportunityId),
  );
  const customers = new Set<string>();
  const firsts: SimilarProject[] = [];
  const others: SimilarProject[] = [];
  for (const row of sorted) {
    const customer = customerKey(row);
    (customers.has(customer) ? others : firsts).push(row);
    customers.add(customer);
  }
  return [...firsts, ...others].slice(0, MOST);
}

/** One customer, however its name is spelt. */
export function customerKey({ customerName }: { readonly customerName: string }): string {
  return searchWords(customerName).join(' ');
}

function completeness({ arrUsd, durationMonths, gapDays, doubts }: SimilarProject): number {
  return [arrUsd !== null, durationMonths !== null, gapDays !== null, doubts.length === 0].filter(Boolean)
    .length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
