import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { formatCount } from '../kernel/format.ts';
import type { Opportunity } from '../opportunity.ts';
import type { Analysis, EvidenceRow, Finding } from './analysis.ts';
import type { Closings } from './prediction/stored-predictor.ts';
import type { UnfamiliarWords } from './unfamiliar-words.ts';
import { idsOf, rounded, weightedShare } from './weighted-share.ts';

export interface RiskGround {
  readonly opportunity: Opportunity;
  readonly rows: readonly EvidenceRow[];
  readonly metrics: Analysis['metrics'];
  readonly confidence: Analysis['confidence'];
  /** The best share of the telling terms that a project has, 0 to 1. */
  readonly bestCoverage: number;
  /** Projects that share any term with the description. */
  readonly rowsMatched: number;
  readonly scope: Scope['kind'];
  /** Words of the description that the data does not know. */
  readonly unfamiliar: UnfamiliarWords;
  /** Projects closed by month, of all that was learned from; undefined where nothing was. */
  readonly closings: Closings | undefined;
}

/** Undefined where the figures do not reach the threshold. */
export type Risk = (ground: RiskGround) => Finding | undefined;

/** From which figure on something is told as a risk. */
export const RISK_THRESHOLDS = {
  /** Best share of the telling terms, below. */
  weakMatch: 0.6,
  /** Share of the description's words that the data does not know, and how many, at least. */
  unfamiliarShare: 0.5,
  unfamiliarWords: 3,
  /** Projects that share any term with the description, fewer than. */
  fewMatched: 30,
  /** Weighted share of projects with a doubt, at least. */
  doubtful: 0.15,
  /** Weight of one customer, at least. */
  customer: 0.25,
  /** Weight of one partner of several, at least, where all of the organisation's can be seen. */
  partner: 0.6,
  /** Weighted share of projects whose stated ARR is at odds with their services, at least. */
  statedAtOdds: 0.15,
  /** Days between close and start at the 90th percentile, at least. */
  gapDays: 90,
  /** A start is late this many times the median gap after the close, and so many days more; share, at least. */
  lateTimes: 2,
  lateDays: 30,
  late: 0.15,
  /** High over median duration, at least. */
  overrun: 1.6,
  /** A delivery is long at this many times the median, and so many months more; share, at least. */
  longTimes: 1.5,
  longMonths: 2,
  long: 0.15,
  /** One project and the customer's next, of at least so many: this factor apart, in this share, and twice as often as the other way. */
  followingFactor: 1.25,
  followingShare: 0.5,
  followingTimes: 2,
  followingPairs: 8,
  /** Closings in the month, over what an even year would have, at most; of at least so many projects and years. */
  slowMonth: 0.5,
  slowMonthProjects: 60,
  slowMonthYears: 2,
  /** Weighted share of projects without a delivery plan, at least. */
  unplanned: 0.2,
  /** Weighted share of projects without an ARR, at least. */
  unpriced: 0.2,
} as const;

/** A risk that is a weighted share of the projects: those that `counts`, all without it. */
export function shareRisk(rule: {
  readonly code: string;
  readonly least: number;
  readonly counts?: (row: EvidenceRow) => boolean;
  readonly holds: (row: EvidenceRow) => boolean;
  readonly say: (share: number, projects: string) => string;
}): Risk {
  return ({ rows }) => {
    const share = weightedShare(rows, rule.holds, rule.counts);
    if (share === null || share < rule.least) return undefined;
    const held = rows.filter((row) => (rule.counts?.(row) ?? true) && rule.holds(row));
    return {
      code: rule.code,
      text: rule.say(share, formatCount(held.length, 'project')),
      figures: { share: rounded(share), projects: held.length },
      opportunityIds: idsOf(held),
    };
  };
}
