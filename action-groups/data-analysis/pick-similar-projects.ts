import { searchWords } from '#knowledge-base/projects/search-text.ts';
import type { SimilarProject } from './analysis.ts';

const MOST = 3;

/** A project with this share of the best score is nearly as alike, and may go before one of the same kind. */
export const NEARLY_AS_ALIKE = 0.85;

/** Projects that share this much of services, partner, industry and size are of one kind. */
export const ONE_KIND = 0.6;

/**
 * The three most similar projects, of three customers when there are so many, and not three of one kind where others
 * are nearly as alike. Of the same score the one that weighs more goes first, then those with figures and without
 * doubts, then the latest.
 */
export function pickSimilarProjects(rows: readonly SimilarProject[]): SimilarProject[] {
  const sorted = rows.toSorted(
    (a, b) =>
      b.score - a.score ||
      b.weight - a.weight ||
      completeness(b) - completeness(a) ||
      compare(b.closeDate ?? '', a.closeDate ?? '') ||
      compare(a.opportunityId, b.opportunityId),
  );
  const picked: SimilarProject[] = [];
  while (picked.length < Math.min(MOST, sorted.length)) {
    const left = sorted.filter((row) => !picked.includes(row));
    const next = nextOf(left, picked);
    if (next === undefined) break;
    picked.push(next);
  }
  return picked.toSorted((a, b) => sorted.indexOf(a) - sorted.indexOf(b));
}

/** The most alike of another customer; one of another kind than all before, where one is nearly as alike. */
function nextOf(
  left: readonly SimilarProject[],
  picked: readonly SimilarProject[],
): SimilarProject | undefined {
  const others = left.filter((row) => !picked.some((one) => customerKey(one) === customerKey(row)));
  const [best] = others;
  if (best === undefined) return left[0];
  const near = others.filter(({ score }) => score >= best.score * NEARLY_AS_ALIKE);
  return near.find((row) => picked.every((one) => kinship(one, row) < ONE_KIND)) ?? best;
}

/** How much two projects are of one kind, 0 to 1: half by their services, half by partner, industry and size. */
export function kinship(a: SimilarProject, b: SimilarProject): number {
  const [mine, theirs] = [a, b].map(({ services }) => new Set(services.map(({ service }) => service)));
  const both = [...(mine ?? [])].filter((service) => theirs?.has(service)).length;
  const all = new Set([...(mine ?? []), ...(theirs ?? [])]).size;
  const same = (['partnerName', 'industry', 'customerSegment'] as const).filter(
    (attribute) => a[attribute] !== null && a[attribute] === b[attribute],
  ).length;
  return (all === 0 ? 0 : both / all) / 2 + same / 6;
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
