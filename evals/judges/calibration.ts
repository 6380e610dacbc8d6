import { cohenKappa } from '../statistics/kappa.ts';

/** An answer as people judged it and as a judge did. */
export interface LabelledVote {
  readonly id: string;
  /** Whether people find the answer good enough. */
  readonly human: boolean;
  /** The judge's votes, 0 to 1. */
  readonly votes: readonly number[];
}

/** How far a judge can be believed, by labels of people. */
export interface Calibration {
  readonly rubric: string;
  readonly modelId: string;
  /** The score from which a vote counts as good. */
  readonly min: number;
  readonly labels: number;
  /** Of what people find good, the share that the judge does; null without any. */
  readonly sensitivity: number | null;
  /** Of what people find bad, the share that the judge does; null without any. */
  readonly specificity: number | null;
  /** Agreement beyond chance; null where it cannot be told. */
  readonly kappa: number | null;
  /** Of answers with several votes, the share of votes that agree with the majority; null with single votes. */
  readonly selfConsistency: number | null;
}

/** What a judge has to reach before it holds a gate. */
export const TRUSTED = { labels: 30, sensitivity: 0.8, specificity: 0.8, kappa: 0.6 } as const;

/** Compares a judge with people. @throws {RangeError} without labels */
export function calibrate(
  votes: readonly LabelledVote[],
  { rubric, modelId, min }: Pick<Calibration, 'rubric' | 'modelId' | 'min'>,
): Calibration {
  if (votes.length === 0) throw new RangeError('there is no label to calibrate by');
  const told = votes.filter((each) => each.votes.length > 0);
  const said = told.map((each) => ({ human: each.human, judge: isGood(each.votes, min) }));
  const count = (human: boolean, judge: boolean) =>
    said.filter((each) => each.human === human && each.judge === judge).length;
  const [truePositive, falseNegative] = [count(true, true), count(true, false)];
  const [falsePositive, trueNegative] = [count(false, true), count(false, false)];
  const kappa =
    said.length === 0
      ? Number.NaN
      : cohenKappa([
          [truePositive, falseNegative],
          [falsePositive, trueNegative],
        ]).kappa;
  return {
    rubric,
    modelId,
    min,
    labels: told.length,
    sensitivity: share(truePositive, truePositive + falseNegative),
    specificity: share(trueNegative, trueNegative + falsePositive),
    kappa: Number.isNaN(kappa) ? null : kappa,
    selfConsistency: selfConsistency(told, min),
  };
}

/** Whether a rubric's verdicts at this bound may hold a gate. */
export function isTrusted(calibration: Calibration, min: number): boolean {
  const { labels, sensitivity, specificity, kappa } = calibration;
  return (
    calibration.min === min &&
    labels >= TRUSTED.labels &&
    (sensitivity ?? 0) >= TRUSTED.sensitivity &&
    (specificity ?? 0) >= TRUSTED.specificity &&
    (kappa ?? 0) >= TRUSTED.kappa
  );
}

function isGood(votes: readonly number[], min: number): boolean {
  return 2 * votes.filter((vote) => vote >= min).length > votes.length;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function selfConsistency(votes: readonly LabelledVote[], min: number): number | null {
  const several = votes.filter((each) => each.votes.length > 1);
  if (several.length === 0) return null;
  const agreeing = several.map((each) => {
    const good = each.votes.filter((vote) => vote >= min).length;
    return Math.max(good, each.votes.length - good) / each.votes.length;
  });
  return agreeing.reduce((sum, each) => sum + each, 0) / agreeing.length;
}
