import type { Opportunity } from '../../opportunity.ts';
import { blended } from '../learning/blend.ts';
import { createEncode, type Encoded, type Encoder } from '../learning/encoder.ts';
import type { Example } from '../learning/example.ts';
import { LEARNER_NAMES, type LearnerName, learnerQuantiles, type Quantiles } from '../learning/learners.ts';
import { likeness, neighboursAmong } from '../learning/neighbours.ts';
import type { Candidate } from '../read-candidates.ts';
import type { LoadedPredictor } from './predictor-store.ts';
import { type DealFacts, dealExample } from './project-example.ts';
import { type GroupMedian, naturalScale, TARGETS, type Target } from './stored-predictor.ts';
import { groupOf, UNKNOWN_GROUP } from './train-projects.ts';

/** A past project as the learners look at it. */
export interface CandidateDeal extends DealFacts {
  readonly values: Readonly<Record<Target, number | null>>;
}

/** What was foretold of one quantity, with all that it was computed from. */
export interface Foretold {
  /** The 80 % range, calibrated, in the quantity's own unit. */
  readonly range: Quantiles;
  /** What each learner says, in the quantity's own unit. */
  readonly learners: Readonly<Record<LearnerName, Quantiles>>;
  /** What each counts. */
  readonly weights: Readonly<Record<LearnerName, number>>;
  /** How far the ends were moved, as factors on 1 + the quantity, by how many outcomes, of which group. */
  readonly calibration: {
    readonly lowFactor: number;
    readonly highFactor: number;
    readonly outcomes: number;
    readonly group: string;
  };
  /** The median by the customer's size alone. */
  readonly groupMedian: GroupMedian & { readonly group: string };
  /** Candidates with a value. */
  readonly evidence: number;
}

export interface ForetoldDeal {
  /** Weights of the candidates in their order, of 1 together. */
  readonly weights: readonly number[];
  /** How alike each candidate is to the opportunity: its words, of 0 to 1, and what else it shares. */
  readonly alike: readonly number[];
  readonly targets: Readonly<Record<Target, Foretold>>;
}

/** A candidate of the query as the learners look at it. */
export function candidateDeal(candidate: Candidate): CandidateDeal {
  const { arrUsd, mrrUsd, gapDays, durationMonths, told } = candidate;
  return {
    id: candidate.opportunityId,
    closeDate: candidate.closeDate ?? '1990-01-01',
    opportunityName: candidate.opportunityName,
    industry: candidate.industry,
    customerSegment: candidate.customerSegment,
    country: candidate.country,
    ...told,
    values: { arrUsd, mrrUsd, gapDays, durationMonths },
  };
}

/** Where a group has too few outcomes, or none, all are taken together. */
const ALL = 'all';

/** Trained learners with their candidates at hand: says of an opportunity, or of one varied, what they tell. */
export interface Foreteller {
  /** The opportunity as the learners look at it. */
  readonly exampleOf: (opportunity: Opportunity) => Example;
  readonly foretell: (example: Example) => ForetoldDeal;
}

/** What the trained learners say of an opportunity, from candidates that the query found. Pure. */
export function foretell(
  predictor: LoadedPredictor,
  opportunity: Opportunity,
  candidates: readonly CandidateDeal[],
): ForetoldDeal {
  const foreteller = createForeteller(predictor, candidates);
  return foreteller.foretell(foreteller.exampleOf(opportunity));
}

export function createForeteller(
  predictor: LoadedPredictor,
  candidates: readonly CandidateDeal[],
): Foreteller {
  const encode = encodeOf(predictor);
  const rows = candidates.map((candidate) => encode(dealExample(candidate)));
  return {
    exampleOf: (opportunity) => dealExample(dealOf(opportunity)),
    foretell: (example) => foretellOne(predictor, candidates, rows, example),
  };
}

/** Look-ups of thousands of words are made once a model. */
function encodeOf({ predictor: { learners } }: LoadedPredictor): Encode {
  const known = encodes.get(learners.encoder) ?? createEncode(learners.encoder);
  encodes.set(learners.encoder, known);
  return known;
}

type Encode = ReturnType<typeof createEncode>;
const encodes = new WeakMap<Encoder, Encode>();

function foretellOne(
  predictor: LoadedPredictor,
  candidates: readonly CandidateDeal[],
  rows: readonly Encoded[],
  example: Example,
): ForetoldDeal {
  const { learners, weights, calibration } = predictor.predictor;
  const encoded = encodeOf(predictor)(example);
  const neighbours = neighboursAmong(learners.similarity, encoded, rows, rows.keys(), rows.length);
  const weightOf = new Map(neighbours.map(({ at, weight }) => [at, weight]));
  const group = groupOf(example);
  const targets = TARGETS.map((target) => {
    const said = learnerQuantiles(learners, target, encoded, neighbours, (at) => {
      const value = candidates[at]?.values[target] ?? null;
      return value === null ? Number.NaN : Math.log1p(value);
    });
    const blend = weights[target] ?? { neighbours: 1, ridge: 0, boostedTrees: 0 };
    const own = calibration[target]?.groups[group];
    const moved = own ?? calibration[target]?.all ?? { lower: 0, upper: 0, outcomes: 0 };
    const medians = predictor.medians[target];
    // Those of whom nothing is known are no group that a seller could be held against.
    const bar = group === UNKNOWN_GROUP ? undefined : medians.groups[group];
    const [low, median, high] = blended(said, blend);
    return [
      target,
      {
        range: rangeOf(low - moved.lower, median, high + moved.upper),
        learners: Object.fromEntries(
          LEARNER_NAMES.map((name) => [name, said[name].map(naturalScale)]),
        ) as unknown as Foretold['learners'],
        weights: blend,
        calibration: {
          lowFactor: Math.exp(-moved.lower),
          highFactor: Math.exp(moved.upper),
          outcomes: moved.outcomes,
          group: own === undefined ? ALL : group,
        },
        groupMedian: bar === undefined ? { ...medians.all, group: ALL } : { ...bar, group },
        evidence: candidates.filter(({ values }) => values[target] !== null).length,
      } satisfies Foretold,
    ] as const;
  });
  return {
    weights: rows.map((_, at) => weightOf.get(at) ?? 0),
    alike: rows.map((row) => likeness(learners.similarity, encoded, row)),
    targets: Object.fromEntries(targets) as unknown as ForetoldDeal['targets'],
  };
}

/** Calibration may move an end past the middle: then the range ends there. */
function rangeOf(low: number, median: number, high: number): Quantiles {
  return [naturalScale(Math.min(low, median)), naturalScale(median), naturalScale(Math.max(high, median))];
}

function dealOf(opportunity: Opportunity): DealFacts {
  return {
    id: '',
    closeDate: opportunity.targetCloseDate,
    opportunityName: opportunity.opportunityName ?? null,
    description: opportunity.description,
    industry: opportunity.industry ?? null,
    customerSegment: opportunity.customerSegment ?? null,
    country: opportunity.country ?? null,
    opportunityRegion: opportunity.region ?? null,
    opportunityType: opportunity.opportunityType ?? null,
    migrationPhase: opportunity.migrationPhase ?? null,
  };
}
