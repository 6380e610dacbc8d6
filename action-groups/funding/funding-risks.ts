import type { Analysis } from '../data-analysis/analysis.ts';
import { formatDate, formatUsd } from '../kernel/format.ts';
import type { Evaluated } from './evaluate-program.ts';
import { daysBetween, type FundingDates } from './facts.ts';
import type { FundingCombination, FundingRisk } from './funding-plan.ts';

export interface FundingRiskGround {
  readonly analysis: Analysis;
  readonly dates: FundingDates;
  /** Those that are no no. */
  readonly evaluated: readonly Evaluated[];
  readonly combination: FundingCombination | null;
  readonly migrationCostUsd: number | null;
}

/** From this high over low on a range is told as too wide to promise. */
const WIDE = 4;
/** A deadline is near when fewer days are left. */
const NEAR_DAYS = 14;

/** What may go wrong with the money: each from figures or dates that stand in the plan. */
export function fundingRisks(ground: FundingRiskGround): FundingRisk[] {
  return [...ofDates(ground), ...ofPrograms(ground), ...ofAmounts(ground)];
}

function ofDates({ dates }: FundingRiskGround): FundingRisk[] {
  const { today, closeDate, startDate, startIsGiven } = dates;
  const risk = (code: string, text: string): FundingRisk => ({ code, text, programId: null });
  return [
    ...(closeDate < today
      ? [
          risk(
            'close-date-past',
            `The close date ${formatDate(closeDate)} has passed; AWS asks for a date ahead, so change it in ACE before applying.`,
          ),
        ]
      : []),
    ...(startDate !== null && startDate < today
      ? [
          risk(
            'work-started',
            `Work ${startIsGiven ? 'started' : 'would have started'} on ${formatDate(startDate)}; what began before an approval is not paid.`,
          ),
        ]
      : []),
    ...(startDate !== null && !startIsGiven
      ? [
          risk(
            'start-predicted',
            `The start on ${formatDate(startDate)} is only predicted from similar projects; deadlines move with the real one.`,
          ),
        ]
      : []),
  ];
}

function ofPrograms({ evaluated, dates }: FundingRiskGround): FundingRisk[] {
  return evaluated.flatMap(({ program, result }): FundingRisk[] => {
    const { id, shortName, validTo } = program;
    const { applyByDate } = result;
    const risk = (code: string, text: string): FundingRisk => ({ code, text, programId: id });
    const last = dates.startDate ?? dates.closeDate;
    const left = applyByDate === null ? null : daysBetween(dates.today, applyByDate);
    return [
      ...(applyByDate !== null && left !== null && left < 0
        ? [
            risk(
              'deadline-passed',
              `${shortName} should have been applied for by ${formatDate(applyByDate)}; move the dates or leave it out.`,
            ),
          ]
        : []),
      ...(applyByDate !== null && left !== null && left >= 0 && left < NEAR_DAYS
        ? [
            risk(
              'deadline-near',
              `${shortName} has to be applied for by ${formatDate(applyByDate)}, which is near.`,
            ),
          ]
        : []),
      ...(validTo >= dates.today && last > validTo
        ? [
            risk(
              'terms-end',
              `The terms known here of ${shortName} end on ${formatDate(validTo)}, before work starts on ${formatDate(last)}; others may hold then.`,
            ),
          ]
        : []),
    ];
  });
}

function ofAmounts({ analysis, evaluated, combination, migrationCostUsd }: FundingRiskGround): FundingRisk[] {
  const { confidence, metrics, outcome } = analysis;
  const risk = (code: string, text: string): FundingRisk => ({ code, text, programId: null });
  const arr = metrics.arrUsd;
  const ratio = arr === null || arr.low <= 0 ? 0 : arr.high / arr.low;
  const paying = evaluated.filter(({ result }) => result.amountUsd !== null);
  const fromRange = paying.some(({ result }) => result.amountUsd?.low !== result.amountUsd?.high);
  return [
    ...(outcome === 'not-enough-evidence'
      ? [
          risk(
            'no-prediction',
            'There is not enough evidence for an ARR, so no amount that depends on it is reckoned.',
          ),
        ]
      : []),
    ...(confidence.level === 'LOW' && outcome === 'predicted'
      ? [
          risk(
            'low-confidence',
            'The confidence of the analysis is LOW, so amounts reckoned from its ARR are unreliable.',
          ),
        ]
      : []),
    ...(fromRange && ratio >= WIDE && outcome === 'predicted'
      ? [
          risk(
            'wide-range',
            `The ARR range is wide, ${formatUsd(arr?.low ?? 0)} to ${formatUsd(arr?.high ?? 0)}, and amounts follow it; tell the customer the middle at most.`,
          ),
        ]
      : []),
    ...(paying.some(({ result }) => result.basis === 'illustrative')
      ? [
          risk(
            'illustrative-figures',
            'Amounts marked illustrative show the order of size and are not AWS’s; the AWS partner team has the terms that hold.',
          ),
        ]
      : []),
    ...(combination !== null && migrationCostUsd !== null && combination.totalUsd.median > migrationCostUsd
      ? [
          risk(
            'above-cost',
            `The programs together come to more than the migration cost of ${formatUsd(migrationCostUsd)}; no more than the cost will be paid.`,
          ),
        ]
      : []),
  ];
}
