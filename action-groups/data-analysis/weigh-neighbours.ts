import { TELLING_WEIGHT } from '../query-generation/known-terms.ts';
import { bestScore, type SimilarProjectsSpecification } from '../query-generation/query-specification.ts';
import { bestTermScore, termGroups } from '../query-generation/term-groups.ts';
import type { SimilarProject } from './analysis.ts';
import type { Candidate } from './read-candidates.ts';
import { effectiveSample } from './weighted-quantile.ts';

/**
 * So many points fewer than the best project, and a project weighs half: the first of these that leaves an
 * effective sample of LEAST_SHARP_SAMPLE, else the last. Much history is looked at sharply, little more widely.
 */
export const HALVING_POINTS = [2.5, 4, 6] as const;
export const LEAST_SHARP_SAMPLE = 12;

/** A project is evidence when it has this share of the telling terms, by weight. */
export const LEAST_COVERAGE = 0.3;

/** Where no term tells anything alone, a project must have this share of all of them. */
export const LEAST_COVERAGE_OF_UNKNOWN = 0.6;

/**
 * Projects that are evidence, with their weights, which sum to 1: what was learned of likeness, or, where nothing
 * was, weights that halve with every few points of score below the best project, so that another technology
 * (10 points) costs far more than another country (2).
 */
export function weighNeighbours(
  used: readonly Candidate[],
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
  learned?: readonly number[],
): SimilarProject[] {
  const raw = learned ?? scoreWeights(used);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const possible = bestScore(specification);
  return used.map(({ told: _, ...candidate }, index) => ({
    ...candidate,
    weight: (raw[index] ?? 0) / total,
    similarity: candidate.score / possible,
  }));
}

/** The candidates that are evidence. */
export function evidenceAmong(
  candidates: readonly Candidate[],
  { terms }: Pick<SimilarProjectsSpecification, 'terms'>,
): readonly Candidate[] {
  return candidates.filter((candidate) => isEvidence(candidate, terms));
}

/** Weights by the score alone: how many projects there are that resemble, however sharply a model looks at them. */
export function scoreWeights(rows: readonly { readonly score: number }[]): number[] {
  const scores = rows.map(({ score }) => score);
  const best = Math.max(...scores);
  const attempts = HALVING_POINTS.map((points) => scores.map((score) => 2 ** ((score - best) / points)));
  return attempts.find((weights) => effectiveSample(weights) >= LEAST_SHARP_SAMPLE) ?? attempts.at(-1) ?? [];
}

type Terms = SimilarProjectsSpecification['terms'];

/** Verbs of the trade and words we do not know tell nothing alone: they count only when there is nothing else. */
function isEvidence(candidate: Candidate, terms: Terms): boolean {
  const least = tellingOf(terms).length === 0 ? LEAST_COVERAGE_OF_UNKNOWN : LEAST_COVERAGE;
  return coverage(candidate, terms) >= least;
}

/** The terms of the things that tell: a name at half weight tells when the thing does. */
function tellingOf(terms: Terms): Terms {
  return termGroups(terms)
    .filter(([best]) => best !== undefined && best.weight >= TELLING_WEIGHT)
    .flat();
}

/** The share of the telling terms that a project has, by weight, 0 to 1; of the names of one thing the best counts. */
export function coverage({ reasons }: Pick<Candidate, 'reasons'>, terms: Terms): number {
  const telling = tellingOf(terms);
  const counted = telling.length === 0 ? terms : telling;
  const matched = counted.filter(({ term }) =>
    reasons.some(({ kind, text }) => kind === 'term' && text === term),
  );
  return bestTermScore(matched) / bestTermScore(counted);
}
