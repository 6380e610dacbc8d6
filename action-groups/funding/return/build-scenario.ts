import { centsFromUsd, NO_CENTS, subtractCents, usdFromCents, wholeCents } from '../../kernel/money.ts';
import { type CashInputs, type CashLine, cashFlow, presentValueOf } from './cash-flow.ts';
import { internalRate } from './internal-rate.ts';
import { paybackPeriod } from './payback.ts';
import { annualPercent } from './present-value.ts';
import type {
  Assumption,
  AssumptionKey,
  CashMonth,
  ReturnScenario,
  ScenarioName,
} from './return-on-investment.ts';
import { scenarioText } from './return-words.ts';

/** Which end of an input's range is unfavourable: costs and months at their most, what comes in at its least. */
const COSTS: ReadonlySet<AssumptionKey> = new Set(['migrationCostUsd', 'runMonthlyUsd', 'deliveryMonths']);

/** The inputs of a scenario, with one of them replaced where a sensitivity asks for it. */
export function cashInputs(
  list: readonly Assumption[],
  scenario: ScenarioName,
  replaced: Partial<Record<AssumptionKey, number>> = {},
): CashInputs {
  const value = (key: AssumptionKey): number => {
    const spread = list.find((each) => each.key === key)?.value;
    const end = scenario === 'median' || !COSTS.has(key) ? scenario : scenario === 'low' ? 'high' : 'low';
    return replaced[key] ?? spread?.[end] ?? 0;
  };
  const usd = (key: AssumptionKey) => centsFromUsd(value(key));
  const migrationCost = usd('migrationCostUsd');
  return {
    migrationCost,
    current: usd('currentMonthlyUsd'),
    run: usd('runMonthlyUsd'),
    savings: usd('savingsMonthlyUsd'),
    growth: usd('growthMonthlyUsd'),
    funding: wholeCents(Math.min(usd('fundingUsd'), migrationCost)),
    deliveryMonths: value('deliveryMonths'),
    horizonMonths: value('horizonMonths'),
    discountRatePercent: value('discountRatePercent'),
  };
}

/** A scenario with its months. @param startMonth YYYY-MM, or null */
export function buildScenario(
  scenario: ScenarioName,
  inputs: CashInputs,
  startMonth: string | null,
): { readonly result: ReturnScenario; readonly months: readonly CashMonth[] } {
  const lines = cashFlow(inputs);
  const own = subtractCents(inputs.migrationCost, inputs.funding);
  const payback = paybackPeriod(lines.map(({ net }) => net)) ?? null;
  const back = lines.reduce((sum, { benefit, run }) => sum + benefit + run, 0);
  const result = {
    scenario,
    migrationCostUsd: usdFromCents(inputs.migrationCost),
    fundingUsd: usdFromCents(inputs.funding),
    ownCostUsd: usdFromCents(own),
    deliveryMonths: inputs.deliveryMonths,
    benefitMonthlyUsd: usdFromCents(wholeCents(inputs.current + inputs.savings + inputs.growth - inputs.run)),
    paybackMonths: payback,
    paybackMonth: payback === null ? null : calendarMonth(startMonth, payback),
    discountedPaybackMonths: paybackPeriod(lines.map(({ discounted }) => discounted)) ?? null,
    npvUsd: usdFromCents(presentValueOf(lines)),
    ...rateOf(lines),
    multiple: own > 0 && back > 0 ? Math.round((back / own) * 100) / 100 : null,
    multipleReason: multipleReason(own, back),
    totalUsd: usdFromCents(lines.at(-1)?.cumulative ?? NO_CENTS),
  };
  const text = scenarioText(result, inputs.horizonMonths, inputs.discountRatePercent);
  return { result: { ...result, text }, months: lines.map((line) => monthOf(line, startMonth)) };
}

function multipleReason(own: number, back: number): string | null {
  if (back <= 0) return 'nothing of it comes back';
  return own > 0 ? null : 'nothing is left to pay, so there is nothing to multiply';
}

/** Rates above this are no statement about an investment. */
const MOST_IRR_PERCENT = 1_000;

function rateOf(lines: readonly CashLine[]): Pick<ReturnScenario, 'irrPercent' | 'irrReason'> {
  const found = internalRate(lines.map(({ net }) => net));
  if (found.kind === 'several')
    return { irrPercent: null, irrReason: 'no one IRR: more than one rate makes the NPV zero' };
  if (found.kind === 'none') return { irrPercent: null, irrReason: NO_RATE[found.reason] };
  const percent = Math.round(annualPercent(found.rate) * 10) / 10;
  return percent > MOST_IRR_PERCENT
    ? {
        irrPercent: null,
        irrReason: 'IRR above 1,000 % a year: hardly anything has to be paid before it comes back',
      }
    : { irrPercent: percent, irrReason: null };
}

const NO_RATE = {
  'nothing-paid': 'no IRR: nothing has to be paid before it comes back',
  'nothing-back': 'no IRR: nothing comes back',
  'never-zero': 'no IRR: no rate makes the NPV zero',
} as const;

function monthOf(line: CashLine, startMonth: string | null): CashMonth {
  return {
    month: line.month,
    calendarMonth: calendarMonth(startMonth, line.month),
    migrationUsd: usdFromCents(line.migration),
    fundingUsd: usdFromCents(line.funding),
    runUsd: usdFromCents(line.run),
    benefitUsd: usdFromCents(line.benefit),
    netUsd: usdFromCents(line.net),
    cumulativeUsd: usdFromCents(line.cumulative),
    discountedUsd: usdFromCents(line.discounted),
    cumulativeDiscountedUsd: usdFromCents(line.cumulativeDiscounted),
  };
}

/** The month some months after another, YYYY-MM. */
function calendarMonth(startMonth: string | null, after: number): string | null {
  if (startMonth === null) return null;
  const months = Number(startMonth.slice(0, 4)) * 12 + Number(startMonth.slice(5, 7)) - 1 + after;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
