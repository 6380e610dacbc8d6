import { formatCount, formatDate } from '../kernel/format.ts';
import { bestScore, type SimilarProjectsSpecification } from '../query-generation/query-specification.ts';
import { termGroups } from '../query-generation/term-groups.ts';
import { CONFIDENCE_THRESHOLDS, LEAST_EFFECTIVE, LEAST_ROWS } from './assess-confidence.ts';
import { LEAST_PROJECTS } from './predict-metrics.ts';
import {
  HALVING_POINTS,
  LEAST_COVERAGE,
  LEAST_COVERAGE_OF_UNKNOWN,
  LEAST_SHARP_SAMPLE,
} from './weigh-neighbours.ts';

/** Raised with every change of a rule or a weight: results of another version are not reused. */
export const METHOD_VERSION = 5;

/** How the numbers came to be, a line a step; every constant stands in it. */
export function methodology(specification: SimilarProjectsSpecification, scopeWords: string): string[] {
  const { attributes, limit, period, stages, terms } = specification;
  const { sample, quality, spread } = CONFIDENCE_THRESHOLDS;
  return [
    `Looked at projects of ${scopeWords} that were won (stage ${stages.join(' or ')}) and closed from ${formatDate(period.fromDate)} to ${formatDate(period.toDate)}; lost, open and undated ones are no evidence.`,
    `Scored each by ${formatCount(termGroups(terms).length, 'term')} of the description, of whose names the best that it has counts once, and ${attributes.length} attributes of the opportunity, ${bestScore(specification)} points at best, and read the ${limit} best.`,
    `Used those that have at least ${LEAST_COVERAGE * 100} % of the telling terms by weight (${LEAST_COVERAGE_OF_UNKNOWN * 100} % of all terms, where none is a known product, service or workload); a project weighs half with every ${HALVING_POINTS[0]} points below the best, or with every ${HALVING_POINTS.slice(1).join(' or ')} where that leaves fewer than ${LEAST_SHARP_SAMPLE} in effect.`,
    'ARR is 12 × MRR + upfront costs of the services, or the stated ARR where no service is priced. Launch is close + gap to the planned start + planned duration: the delivery dates of past projects are plans, whether or not they are over.',
    'Quantities of the description (40 databases, 300 VMs) are not used: no figure is scaled by them.',
    `Ranges run from the 10th to the 90th weighted percentile, the middle is the weighted median; between neighbouring amounts and times it is interpolated as ln(1 + value). A range needs ${LEAST_PROJECTS} projects.`,
    `Confidence is the worst of three: spread (high over low ARR at most ${spread.HIGH} is HIGH, at most ${spread.MEDIUM} MEDIUM), effective sample (at least ${sample.HIGH} HIGH, at least ${sample.MEDIUM} MEDIUM), and projects without a doubt (at least ${quality.HIGH * 100} % HIGH, at least ${quality.MEDIUM * 100} % MEDIUM).`,
    `Fewer than ${LEAST_ROWS} similar projects, or fewer than ${LEAST_EFFECTIVE} in effect, give no prediction. What the seller expects is compared with it and never used for it.`,
    `Method ${METHOD_VERSION}.`,
  ];
}
