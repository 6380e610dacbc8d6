import { formatCount, formatDate } from '../kernel/format.ts';
import { bestScore, type SimilarProjectsSpecification } from '../query-generation/query-specification.ts';
import { termGroups } from '../query-generation/term-groups.ts';
import { CONFIDENCE_THRESHOLDS, LEAST_EFFECTIVE, LEAST_ROWS } from './assess-confidence.ts';
import { WIDENINGS } from './learning/neighbours.ts';
import { LEAST_PROJECTS } from './predict-metrics.ts';
import type { LoadedPredictor } from './prediction/predictor-store.ts';
import { DEAL_FEATURES } from './prediction/project-example.ts';
import {
  HALVING_POINTS,
  LEAST_COVERAGE,
  LEAST_COVERAGE_OF_UNKNOWN,
  LEAST_SHARP_SAMPLE,
} from './weigh-neighbours.ts';

/** Raised with every change of a rule or a weight: results of another version are not reused. */
export const METHOD_VERSION = 11;

/** How the numbers came to be, a line a step; every constant stands in it. */
export function methodology(
  specification: SimilarProjectsSpecification,
  scopeWords: string,
  predictor?: LoadedPredictor,
): string[] {
  const { attributes, limit, period, stages, terms } = specification;
  const { sample, quality, spread } = CONFIDENCE_THRESHOLDS;
  return [
    `Looked at projects of ${scopeWords} that were won (stage ${stages.join(' or ')}) and closed from ${formatDate(period.fromDate)} to ${formatDate(period.toDate)}; lost, open and undated ones are no evidence.`,
    `Scored each by ${formatCount(termGroups(terms).length, 'term')} of the description, of whose names the best that it has counts once, and ${attributes.length} attributes of the opportunity, ${bestScore(specification)} points at best, and read the ${limit} best.`,
    `Used those that have at least ${LEAST_COVERAGE * 100} % of the telling terms by weight (${LEAST_COVERAGE_OF_UNKNOWN * 100} % of all terms, where none is a known product, service or workload); ${predictor === undefined ? `a project weighs half with every ${HALVING_POINTS[0]} points below the best, or with every ${HALVING_POINTS.slice(1).join(' or ')} where that leaves fewer than ${LEAST_SHARP_SAMPLE} in effect` : likenessWords(predictor)}.`,
    'ARR is 12 × MRR + upfront costs of the services, or the stated ARR where no service is priced. Launch is close + gap to the planned start + planned duration: the delivery dates of past projects are plans, whether or not they are over.',
    ...(predictor === undefined ? UNLEARNED : learnedWords(predictor)),
    'A service’s part of the MRR is the weighted mean of what it has of the projects’ own; the parts add up to the middle of the MRR.',
    `Confidence is the worst of three: spread (high over low ARR at most ${spread.HIGH} is HIGH, at most ${spread.MEDIUM} MEDIUM), effective sample (at least ${sample.HIGH} HIGH, at least ${sample.MEDIUM} MEDIUM), and projects without a doubt (at least ${quality.HIGH * 100} % HIGH, at least ${quality.MEDIUM * 100} % MEDIUM).`,
    `Fewer than ${LEAST_ROWS} similar projects, or fewer than ${LEAST_EFFECTIVE} in effect, give no prediction. What the seller expects is compared with it and never used for it.`,
    `Method ${METHOD_VERSION}.`,
  ];
}

const UNLEARNED = [
  'No model has been trained on this data yet: the ranges are those of the similar projects as they were, and were not checked against later outcomes. Quantities of the description (40 databases, 300 VMs) are not used.',
  `Ranges run from the 10th to the 90th weighted percentile, 0.4 of a project in effect further out at each end; the middle is the weighted median; between neighbouring amounts and times it is interpolated as ln(1 + value). A range needs ${LEAST_PROJECTS} projects.`,
];

/** What makes projects alike, with the weights that were learned. */
function likenessWords({ predictor }: LoadedPredictor): string {
  const { levelWeights, numberWeights, halving, halfLifeDays, leastInEffect } = predictor.learners.similarity;
  const parts = [
    ...DEAL_FEATURES.categories.map((name, at) => `the same ${name} ${levelWeights[at]}`),
    ...DEAL_FEATURES.numbers.map((name, at) => `as many ${name} ${numberWeights[at]}`),
  ];
  const age = halfLifeDays === null ? '' : `, and with every ${halfLifeDays} days of age`;
  return `a project weighs half with every ${halving} of likeness below the most alike${age} (${WIDENINGS.slice(1).join(', ')} times as wide where that leaves fewer than ${leastInEffect} in effect), where the same words count 1, ${parts.join(', ')}`;
}

function learnedWords({ learnedFrom, modelHash, predictor, rows, throughDate }: LoadedPredictor): string[] {
  const { targets } = predictor.learners;
  const whose = learnedFrom === 'organisation' ? 'all partners of the organisation' : 'this partner alone';
  const treeRows = targets.arrUsd?.treeRows ?? 0;
  return [
    `A model (${modelHash.slice(0, 12)}) was trained on ${formatCount(rows, 'won project')} of ${whose} through ${formatDate(throughDate)}: the weighted quantiles of the similar projects, a straight line over words, attributes and quantities, and boosted trees${treeRows < rows ? ` (of the latest ${formatCount(treeRows, 'project')})` : ''}, each of ln(1 + quantity).`,
    'The three are blended by weights that foretold later projects best; then the ends of the 80 % range are moved to where they would have held 80 % of the latest outcomes, of customers of the same size where at least 500 are known, else of all.',
  ];
}
