import { TERM_WEIGHTS } from '../query-generation/known-terms.ts';
import {
  bestScore,
  type SimilarProjectsSpecification,
  totalWeight,
} from '../query-generation/query-specification.ts';
import type { SimilarProject } from './analysis.ts';
import type { Candidate } from './read-candidates.ts';

/** So many points fewer than the best project, and a project weighs half. */
export const HALVING_POINTS = 4;

/** A project is evidence when it has this share of the telling terms, by weight. */
export const LEAST_COVERAGE = 0.3;

/**
 * The candidates that are evidence, with their weights. The weight halves with every HALVING_POINTS of score below
 * the best project, so that one other technology (10 points) costs more than another country (2), and sums to 1.
 * Verbs of the trade (weight 2) tell nothing alone: they count for coverage only when there is nothing else.
 */
export function weighNeighbours(
  candidates: readonly Candidate[],
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
): SimilarProject[] {
  const used = candidates.filter((candidate) => coverage(candidate, specification.terms) >= LEAST_COVERAGE);
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

/** The share of the telling terms that a project has, by weight, 0 to 1. */
export function coverage(
  { reasons }: Pick<Candidate, 'reasons'>,
  terms: SimilarProjectsSpecification['terms'],
): number {
  const telling = terms.filter(({ weight }) => weight > TERM_WEIGHTS.action);
  const counted = telling.length === 0 ? terms : telling;
  const matched = counted.filter(({ term }) =>
    reasons.some(({ kind, text }) => kind === 'term' && text === term),
  );
  return totalWeight(matched) / totalWeight(counted);
}
