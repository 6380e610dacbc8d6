import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Analysis, MonthRange, PredictionModel, Range } from '../analysis.ts';
import { addMonths, LEVEL } from '../predict-metrics.ts';
import type { Foretold, ForetoldDeal } from './foretell.ts';
import type { LoadedPredictor } from './predictor-store.ts';
import { TARGETS, type Target } from './stored-predictor.ts';

/** The ranges of an analysis from what was foretold, in whole units. */
export function foretoldMetrics({ targets }: ForetoldDeal, targetCloseDate: string): Analysis['metrics'] {
  const gapDays = wholeRange(targets.gapDays);
  const durationMonths = wholeRange(targets.durationMonths);
  return {
    arrUsd: wholeRange(targets.arrUsd),
    mrrUsd: wholeRange(targets.mrrUsd),
    launchMonth: composeLaunch(targetCloseDate, targets.gapDays, targets.durationMonths),
    gapDays,
    durationMonths,
  };
}

function wholeRange({ range, evidence }: Foretold): Range {
  const [low, median, high] = range.map(Math.round) as [number, number, number];
  return { low, median, high, level: LEVEL, evidence };
}

const DAYS_A_MONTH = 365.25 / 12;

/**
 * Close, then the gap, then the delivery. Its ends are not the sums of theirs, which both together are hardly
 * ever: as far as the two are independent, the distances from the middle add up by their squares.
 */
export function composeLaunch(
  targetCloseDate: string,
  gap: Pick<Foretold, 'range' | 'evidence'>,
  duration: Pick<Foretold, 'range' | 'evidence'>,
): MonthRange {
  const [gapLow, gapMiddle, gapHigh] = gap.range;
  const [low, middle, high] = duration.range;
  const middleDay = addMonths(dayNumber(targetCloseDate) + Math.round(gapMiddle), Math.round(middle));
  const before = Math.hypot(gapMiddle - gapLow, (middle - low) * DAYS_A_MONTH);
  const after = Math.hypot(gapHigh - gapMiddle, (high - middle) * DAYS_A_MONTH);
  const month = (day: number) => dateOfDay(Math.round(day)).slice(0, 7);
  return {
    low: month(middleDay - before),
    median: month(middleDay),
    high: month(middleDay + after),
    level: LEVEL,
    evidence: Math.min(gap.evidence, duration.evidence),
  };
}

/** What an analysis keeps of the model and its work. */
export function predictionOf(predictor: LoadedPredictor, { targets }: ForetoldDeal): PredictionModel {
  const { learnedFrom, modelHash, rows, throughDate } = predictor;
  return {
    modelHash,
    learnedFrom:
      learnedFrom === 'organisation'
        ? 'all partners of the organisation'
        : `partner ${learnedFrom.partnerId} alone`,
    projects: rows,
    throughDate,
    targets: Object.fromEntries(
      TARGETS.map((target) => {
        const { learners, weights, calibration, groupMedian } = targets[target];
        return [target, { learners, weights, calibration, groupMedian }];
      }),
    ) as unknown as Record<Target, PredictionModel['targets'][Target]>,
  };
}
