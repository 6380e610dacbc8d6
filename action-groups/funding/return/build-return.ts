import { formatUsd } from '../../kernel/format.ts';
import { buildScenario, cashInputs } from './build-scenario.ts';
import type { ReturnGrounds } from './return-grounds.ts';
import { RETURN_METHODOLOGY } from './return-methodology.ts';
import type { Assumption, FundingBasis, ReturnOnInvestment } from './return-on-investment.ts';
import { returnSensitivities } from './return-sensitivities.ts';
import { paybackText, valueText } from './return-words.ts';

/**
 * The return from complete assumptions: a pure function.
 * @throws {MoneyError} where an amount is too large to be kept to the cent.
 */
export function buildReturn(
  grounds: ReturnGrounds,
  { list, notes }: { readonly list: readonly Assumption[]; readonly notes: readonly string[] },
  { returnId, today }: { readonly returnId: string; readonly today: string },
): ReturnOnInvestment {
  const { input, analysis, plan } = grounds;
  const startMonth = startOf(grounds);
  const [low, median, high] = (['low', 'median', 'high'] as const).map((name) =>
    buildScenario(name, cashInputs(list, name), startMonth),
  ) as [Built, Built, Built];
  const fundingBasis = basisOf(grounds, list);
  const hasRange = list.some(({ value }) => value.low !== value.high);
  const base = median.result;
  const { horizonMonths, discountRatePercent } = cashInputs(list, 'median');
  return {
    returnId,
    analysisId: input.analysisId ?? plan?.analysisId ?? null,
    fundingPlanId: input.fundingPlanId ?? null,
    customerName: analysis?.opportunity.customerName ?? plan?.opportunity.customerName ?? null,
    asOfDate: today,
    startMonth,
    horizonMonths,
    discountRatePercent,
    assumptions: [...list],
    fundingBasis,
    scenarios: [low.result, median.result, high.result],
    hasRange,
    flows: { low: [...low.months], median: [...median.months], high: [...high.months] },
    sensitivities: [...returnSensitivities(list)],
    notes: [...notes, ...lossNote(base.benefitMonthlyUsd)],
    methodology: [...RETURN_METHODOLOGY],
    sampleData: analysis?.evidence.sampleData ?? false,
    text: answerText([low.result, median.result, high.result], fundingBasis, hasRange, horizonMonths),
  };
}

type Built = ReturnType<typeof buildScenario>;

function answerText(
  [low, median, high]: ReturnOnInvestment['scenarios'],
  basis: FundingBasis | null,
  hasRange: boolean,
  horizonMonths: number,
): string {
  const whose = basis?.basis === 'illustrative' ? ' (illustrative, not AWS’s own figure)' : '';
  const funded = median.fundingUsd > 0 ? ` after ${formatUsd(median.fundingUsd)} of funding${whose}` : '';
  const ends = [
    ['unfavourable case', low],
    ['favourable one', high],
  ] as const;
  const others = ends.map(
    ([name, { npvUsd, paybackMonths }]) =>
      `in the ${name} it ${paybackText(paybackMonths, horizonMonths)}, NPV ${formatUsd(npvUsd)}`,
  );
  return [
    `With ${formatUsd(median.ownCostUsd)} to pay${funded} and ${benefitText(median.benefitMonthlyUsd)} from then on, it ${median.text}`,
    ...(hasRange ? [`${others.join('; ').replace('in', 'In')}.`] : []),
  ].join(' ');
}

/** The month delivery starts, where it is known. */
function startOf({ input, analysis }: ReturnGrounds): string | null {
  if (input.startDate !== undefined) return input.startDate.slice(0, 7);
  if (analysis === undefined) return null;
  const { targetCloseDate } = analysis.opportunity;
  const days = analysis.metrics.gapDays?.median ?? 0;
  return new Date(Date.parse(targetCloseDate) + days * DAY_MS).toISOString().slice(0, 7);
}

const DAY_MS = 86_400_000;

function benefitText(usd: number): string {
  return `${valueText(Math.abs(usd), 'usd')} a month ${usd < 0 ? 'worse' : 'better'}`;
}

function lossNote(usd: number): readonly string[] {
  if (usd > 0) return [];
  return [
    usd === 0
      ? 'A month afterwards is as dear as today’s, so no horizon brings the cost back.'
      : `A month afterwards is ${formatUsd(-usd)} dearer than today’s, so no horizon brings the cost back.`,
  ];
}

function basisOf({ plan }: ReturnGrounds, list: readonly Assumption[]): FundingBasis | null {
  const source = list.find(({ key }) => key === 'fundingUsd')?.source;
  if (source === undefined) return null;
  if (source === 'stated' || plan?.combination == null)
    return { basis: 'stated', text: 'The funding is the amount you gave.' };
  const { basis, names } = plan.combination;
  return {
    basis,
    text:
      basis === 'published'
        ? `The funding is that of ${names.join(' and ')}, by published rules.`
        : `The funding is that of ${names.join(' and ')}, by illustrative figures, not AWS’s own.`,
  };
}
