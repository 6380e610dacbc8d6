import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { wordCountRange, wordMonthRange, wordUsdRange } from './ranges.ts';

export type Aspect = 'worth' | 'monthly' | 'launch' | 'duration';

/**
 * The predicted quantities as lines; one that could not be predicted is said to be so. Short puts
 * the delivery behind the launch, and leaves to the line of the source how many projects are behind them.
 */
export function wordMetrics(
  metrics: AnalysisSummary['metrics'],
  options: {
    readonly expectedAnnualUsd?: number;
    readonly groupMedians?: AnalysisSummary['groupMedians'];
    readonly only?: readonly Aspect[];
    readonly isShort?: boolean;
  } = {},
): string {
  const { arrUsd, mrrUsd, launchMonth, durationMonths, gapDays } = metrics;
  const { expectedAnnualUsd, groupMedians = null, only, isShort = false } = options;
  const expected =
    expectedAnnualUsd === undefined || arrUsd === null
      ? ''
      : `; you expect ${formatUsd(expectedAnnualUsd)}, ${placeIn(expectedAnnualUsd, arrUsd)}`;
  const delivery =
    durationMonths === null ? NO_EVIDENCE : `${wordCountRange(durationMonths, 'month')}, as planned`;
  const gap =
    only === undefined || gapDays === null
      ? ''
      : `; from close to delivery start ${wordCountRange(gapDays, 'day')}`;
  const lines: Readonly<Record<Aspect, string>> = {
    worth: `- ARR: ${arrUsd === null ? NO_EVIDENCE : `${wordUsdRange(arrUsd)}${isShort ? '' : behind(arrUsd)}${besides(groupMedians)}`}${expected}`,
    monthly: `- MRR: ${mrrUsd === null ? NO_EVIDENCE : wordUsdRange(mrrUsd)}`,
    launch: `- Launch: ${launchMonth === null ? NO_EVIDENCE : wordMonthRange(launchMonth)}${gap}`,
    duration: `- Delivery: ${delivery}`,
  };
  if (isShort && only === undefined)
    return [
      lines.worth,
      lines.monthly,
      durationMonths === null ? lines.launch : `${lines.launch}; delivery ${delivery}`,
    ].join('\n');
  return (only ?? ALL).map((aspect) => lines[aspect]).join('\n');
}

const ALL = ['worth', 'monthly', 'launch', 'duration'] as const;

const NO_EVIDENCE = 'not enough evidence';

function behind({ level, evidence }: { level: number; evidence: number }): string {
  return ` (${formatShare(level)} range, from ${formatCount(evidence, 'project')})`;
}

/** The bar: what the customer's size alone would say. */
function besides(groupMedians: AnalysisSummary['groupMedians']): string {
  if (groupMedians === null) return '';
  const { median, projects, group } = groupMedians.arrUsd;
  const whose =
    group === 'all' ? formatCount(projects, 'project') : `${formatCount(projects, `${group} project`)}`;
  return `; the median of all ${whose} is ${formatUsd(median)}`;
}

function placeIn(amount: number, { low, high }: { low: number; high: number }): string {
  return amount < low ? 'below that range' : amount > high ? 'above that range' : 'inside that range';
}
