import { formatCount, formatShare, formatUsd } from '../kernel/format.ts';
import type { Opportunity } from '../opportunity.ts';
import type { Analysis, EvidenceRow, Finding, LearnedQuantity } from './analysis.ts';
import type { Foreteller } from './prediction/foretell.ts';
import { NOT_KNOWN, varyInputs } from './vary-inputs.ts';
import { idsOf, weightOf } from './weighted-share.ts';

export interface ExplainGround {
  readonly opportunity: Opportunity;
  readonly rows: readonly EvidenceRow[];
  readonly metrics: Pick<Analysis['metrics'], 'arrUsd'>;
  readonly prediction: Analysis['prediction'];
  readonly foreteller: Foreteller | undefined;
}

/** An input is told when the middle would be this many times as large or as small without it. */
export const LEAST_MOVE = 1.1;
const MOST_MOVES = 2;
const HEAVIEST = 10;

/** Why the range of the ARR is what it is: which learner says what, how it was moved, which inputs made it so. */
export function explainRange(ground: ExplainGround): Finding[] {
  const { metrics, prediction } = ground;
  if (metrics.arrUsd === null) return [];
  if (prediction === null) return [ofRows(ground.rows)];
  const learned = prediction.targets.arrUsd;
  return [
    learners(learned, ground.rows),
    ...moves(ground),
    calibration(learned),
    bar(learned, metrics.arrUsd.median),
  ];
}

function ofRows(rows: readonly EvidenceRow[]): Finding {
  const known = rows.filter(({ arrUsd }) => arrUsd !== null);
  const heaviest = known
    .toSorted((a, b) => b.weight - a.weight || (a.opportunityId < b.opportunityId ? -1 : 1))
    .slice(0, HEAVIEST);
  const share = weightOf(heaviest) / weightOf(known);
  return {
    code: 'projects',
    text: `The range is that of ${formatCount(known.length, 'similar project')} with an ARR, from the 10th to the 90th percentile by weight; the ${heaviest.length} closest carry ${formatShare(share)} of the weight.`,
    figures: { projects: known.length, heaviest: heaviest.length, share },
    opportunityIds: idsOf(heaviest),
  };
}

function learners({ learners: said, weights }: LearnedQuantity, rows: readonly EvidenceRow[]): Finding {
  const words = (name: keyof typeof said, who: string) =>
    `${who} ${formatUsd(said[name][0])} to ${formatUsd(said[name][2])}, middle ${formatUsd(said[name][1])} (counts ${formatShare(weights[name])})`;
  return {
    code: 'learners',
    text: `Three ways of learning give the ARR together: similar projects ${words('neighbours', 'say')}; a straight line through all past deals ${words('ridge', 'says')}; decision trees ${words('boostedTrees', 'say')}.`,
    figures: {
      neighboursMedianUsd: said.neighbours[1],
      ridgeMedianUsd: said.ridge[1],
      boostedTreesMedianUsd: said.boostedTrees[1],
      neighboursShare: weights.neighbours,
      ridgeShare: weights.ridge,
      boostedTreesShare: weights.boostedTrees,
    },
    opportunityIds: idsOf(rows.filter(({ arrUsd }) => arrUsd !== null)),
  };
}

function calibration({ calibration: { group, highFactor, lowFactor, outcomes } }: LearnedQuantity): Finding {
  const whose = group === 'all' ? '' : ` of customers of the size “${group}”`;
  return {
    code: 'calibration',
    text: `The ends were moved so that past ranges would have held what they say: the low end by a factor of ${lowFactor.toFixed(2)}, the high end by ${highFactor.toFixed(2)}, by the latest ${formatCount(outcomes, 'outcome')}${whose}.`,
    figures: { lowFactor, highFactor, outcomes },
    opportunityIds: [],
  };
}

function bar({ groupMedian: { group, median, projects } }: LearnedQuantity, middle: number): Finding {
  const whose = formatCount(projects, group === 'all' ? 'project' : `${group} project`);
  return {
    code: 'beside-the-median',
    text: `The median of all ${whose} is ${formatUsd(median)}; what is known of this deal puts its middle at ${((1 + middle) / (1 + median)).toFixed(1)} times that.`,
    figures: { medianUsd: median, projects, timesMedian: (1 + middle) / (1 + median) },
    opportunityIds: [],
  };
}

/** What the middle would be if a given input was not known: those that moved it most. */
function moves({ foreteller, metrics, opportunity }: ExplainGround): Finding[] {
  const middle = metrics.arrUsd?.median;
  if (foreteller === undefined || middle === undefined) return [];
  const without = varyInputs(foreteller.exampleOf(opportunity), () => []).flatMap(
    ({ input, given, variations }) => {
      const unknown = variations.find(({ value }) => value === NOT_KNOWN);
      if (unknown === undefined || given === null) return [];
      const medianUsd = Math.round(foreteller.foretell(unknown.example).targets.arrUsd.range[1]);
      return [{ input, given, medianUsd, factor: (1 + middle) / (1 + medianUsd) }];
    },
  );
  return without
    .filter(({ factor }) => Math.max(factor, 1 / factor) >= LEAST_MOVE)
    .sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)))
    .slice(0, MOST_MOVES)
    .map(({ input, given, medianUsd }) => ({
      code: 'moved-by',
      text: `Knowing ${input} (${given}) moves the middle from ${formatUsd(medianUsd)} to ${formatUsd(middle)}.`,
      figures: { input, given, withoutUsd: medianUsd, medianUsd: middle },
      opportunityIds: [],
    }));
}
