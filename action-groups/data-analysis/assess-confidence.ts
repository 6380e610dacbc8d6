import type { Analysis, EvidenceRow, Range } from './analysis.ts';
import { LEAST_PROJECTS } from './predict-metrics.ts';
import { scoreWeights } from './weigh-neighbours.ts';
import { effectiveSample } from './weighted-quantile.ts';

/** Fewer projects, or fewer in effect, give no prediction. */
export const LEAST_ROWS = 8;
export const LEAST_EFFECTIVE = 5;

/** From which figure on each of the three is HIGH or MEDIUM; below it is LOW. */
export const CONFIDENCE_THRESHOLDS = {
  /** High over low of the ARR range: at most. */
  spread: { HIGH: 5, MEDIUM: 15 },
  /** Kish's effective sample: at least. */
  sample: { HIGH: 30, MEDIUM: 12 },
  /** Share of the projects without a doubt: at least. */
  quality: { HIGH: 0.9, MEDIUM: 0.7 },
} as const;

const ORDER = ['LOW', 'MEDIUM', 'HIGH'] as const;
type Grade = (typeof ORDER)[number];

/**
 * How sure the prediction is: the worst of three grades, each from a figure. With a trained model the range is its own,
 * and not only how the similar projects differ: `isLearned` words it so.
 */
export function assessConfidence(
  rows: readonly EvidenceRow[],
  arrUsd: Range | null,
  isLearned = false,
): Analysis['confidence'] {
  const figures = {
    spreadRatio: arrUsd === null || arrUsd.low <= 0 ? null : arrUsd.high / arrUsd.low,
    effectiveSample: sampleInEffect(rows, isLearned),
    quality: rows.length === 0 ? 0 : rows.filter(({ doubts }) => doubts.length === 0).length / rows.length,
  };
  if (!isEnough(rows, isLearned) || arrUsd === null) {
    return {
      level: 'NOT ENOUGH EVIDENCE',
      limitedBy: 'sample',
      ...figures,
      spreadRatio: null,
      reason: tooLittle(rows, isLearned),
    };
  }
  const { spread, sample, quality } = CONFIDENCE_THRESHOLDS;
  const grades = {
    spread:
      figures.spreadRatio === null
        ? ('LOW' as const)
        : grade(-figures.spreadRatio, { HIGH: -spread.HIGH, MEDIUM: -spread.MEDIUM }),
    sample: grade(figures.effectiveSample, sample),
    quality: grade(figures.quality, quality),
  };
  const level = ORDER.find((candidate) => Object.values(grades).includes(candidate)) ?? 'LOW';
  const worst = (['spread', 'sample', 'quality'] as const).find((name) => grades[name] === level);
  const limitedBy = level === 'HIGH' || worst === undefined ? 'nothing' : worst;
  return { level, limitedBy, ...figures, reason: reasonOf(limitedBy, level, { ...figures, isLearned }) };
}

export function isEnough(rows: readonly EvidenceRow[], isLearned = false): boolean {
  return rows.length >= LEAST_ROWS && sampleInEffect(rows, isLearned) >= LEAST_EFFECTIVE;
}

/**
 * How many projects count. A model that looks sharply at the few most alike has not less evidence for it, so with
 * one they count by their scores.
 */
function sampleInEffect(rows: readonly EvidenceRow[], isLearned: boolean): number {
  return effectiveSample(isLearned ? scoreWeights(rows) : rows.map(({ weight }) => weight));
}

function grade(value: number, atLeast: { readonly HIGH: number; readonly MEDIUM: number }): Grade {
  return value >= atLeast.HIGH ? 'HIGH' : value >= atLeast.MEDIUM ? 'MEDIUM' : 'LOW';
}

interface Figures extends Pick<Analysis['confidence'], 'spreadRatio' | 'effectiveSample' | 'quality'> {
  readonly isLearned: boolean;
}

function reasonOf(limitedBy: Analysis['confidence']['limitedBy'], level: Grade, figures: Figures): string {
  const count = Math.round(figures.effectiveSample);
  switch (limitedBy) {
    case 'spread':
      return figures.spreadRatio === null
        ? 'The ARR range begins at nothing, so that no ratio can be taken of it.'
        : figures.isLearned
          ? `The ARR range is ${level === 'LOW' ? 'very wide' : 'wide'}: its high end is ${figures.spreadRatio.toFixed(1)} times its low end.`
          : `The similar projects differ ${level === 'LOW' ? 'widely' : 'somewhat'}: the high end of the ARR range is ${figures.spreadRatio.toFixed(1)} times the low end.`;
    case 'sample':
      return `By how much they resemble, the similar projects count as ${level === 'LOW' ? `only ${count}` : `${count}, where ${CONFIDENCE_THRESHOLDS.sample.HIGH} would be many`}.`;
    case 'quality':
      return `${Math.round((1 - figures.quality) * 100)} % of the similar projects have data that was doubted.`;
    case 'nothing':
      if (figures.isLearned)
        return `The high end of the ARR range is only ${(figures.spreadRatio ?? 0).toFixed(1)} times its low end, the similar projects count as ${count} by how much they resemble, and their data is sound.`;
      return `The similar projects agree within a factor of ${(figures.spreadRatio ?? 0).toFixed(1)}, count as ${count} by their weights, and their data is sound.`;
  }
}

function tooLittle(rows: readonly EvidenceRow[], isLearned: boolean): string {
  if (rows.length === 0) return 'No past project resembles this description.';
  if (rows.length < LEAST_ROWS) {
    return `Only ${rows.length} past ${rows.length === 1 ? 'project resembles' : 'projects resemble'} this description; at least ${LEAST_ROWS} are needed.`;
  }
  if (isEnough(rows, isLearned)) {
    return `Of the ${rows.length} similar projects fewer than ${LEAST_PROJECTS} have an ARR.`;
  }
  return `A few of the ${rows.length} similar projects outweigh the rest: in effect there are fewer than ${LEAST_EFFECTIVE}.`;
}
