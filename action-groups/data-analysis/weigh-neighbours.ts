import { TELLING_WEIGHT } from '../query-generation/known-terms.ts';
import {
  bestScore,
  type SimilarProjectsSpecification,
  totalWeight,
} from '../query-generation/query-specification.ts';
import type { SimilarProject } from './analysis.ts';
import type { Candidate } from './read-candidates.ts';

/** So many points fewer than the best project, and a project weighs half. Chosen by the backtest (README). */
export const HALVING_POINTS = 2.5;

/** A project is evidence when it has this share of the telling terms, by weight. */
export const LEAST_COVERAGE = 0.3;

/** Where no term tells anything alone, a project must have this share of all of them. */
export const LEAST_COVERAGE_OF_UNKNOWN = 0.6;

/**
 * The candidates that are evidence, with their weights. The weight halves with every HALVING_POINTS of score below
 * the best project, so that another technology (10 points) costs far more than another country (2), and sums to 1.
 * Verbs of the trade and words we do not know tell nothing alone: they count for coverage only when there is nothing else.
 */
export function weighNeighbours(
  candidates: readonly Candidate[],
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
): SimilarProject[] {
  const used = candidates.filter((candidate) => isEvidence(candidate, specification.terms));
  const best = Math.max(...used.map(({ score }) => score));
  const raw = used.map(({ score }) => 2 ** ((score - best) / HALVING_POINTS));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const possible = bestScore(specification);
  return used.map((candidate, index) => ({
    ...candidate,
    weight: (raw[index] ?? 0) / total,
    similarity: candidate.score / possible,
  }));
}

type Terms = SimilarProjectsSpecification['terms'];

function isEvidence(candidate: Candidate, terms: Terms): boolean {
  const least = tellingOf(terms).length === 0 ? LEAST_COVERAGE_OF_UNKNOWN : LEAST_COVERAGE;
  return coverage(candidate, terms) >= least;
}

function tellingOf(terms: Terms): Terms {
  return terms.filter(({ weight }) => weight >= TELLING_WEIGHT);
}

/** The share of the telling terms that a project has, by weight, 0 to 1. */
export function coverage({ reasons }: Pick<Candidate, 'reasons'>, terms: Terms): number {
  const telling = tellingOf(terms);
  const counted = telling.length === 0 ? terms : telling;
  const matched = counted.filter(({ term }) =>
    reasons.some(({ kind, text }) => kind === 'term' && text === term),
  );
  return totalWeight(matched) / totalWeight(counted);
}
