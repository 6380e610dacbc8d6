import type { EvidenceRow, SimilarProject } from './analysis.ts';

/** One figure above the other by more than this factor is at odds with it. */
export const AT_ODDS = 1.25;

/** The ARR as stated beside 12 × MRR + upfront costs of the services, where each is known. */
export function comparedMoney({
  statedArrUsd,
  mrrUsd,
  upfrontUsd,
}: Pick<EvidenceRow, 'statedArrUsd' | 'mrrUsd' | 'upfrontUsd'>): SimilarProject['money'] {
  const computedArrUsd =
    mrrUsd === null || mrrUsd <= 0 ? null : Math.round((12 * mrrUsd + (upfrontUsd ?? 0)) * 100) / 100;
  return {
    statedArrUsd,
    computedArrUsd,
    isAtOdds: statedArrUsd !== null && computedArrUsd !== null && areAtOdds(statedArrUsd, computedArrUsd),
  };
}

export function areAtOdds(a: number, b: number): boolean {
  return a > b * AT_ODDS || b > a * AT_ODDS;
}
