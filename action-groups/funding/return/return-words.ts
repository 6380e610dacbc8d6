import { formatCount, formatUsd } from '../../kernel/format.ts';
import type {
  Assumption,
  AssumptionKey,
  AssumptionSource,
  ReturnScenario,
  ReturnSensitivity,
  Spread,
} from './return-on-investment.ts';

/** How each input is called, and what it is counted in. */
export const ASSUMPTION_NAMES: Readonly<Record<AssumptionKey, Pick<Assumption, 'name' | 'unit'>>> = {
  migrationCostUsd: { name: 'Migration cost', unit: 'usd' },
  currentMonthlyUsd: { name: 'Current cost a month', unit: 'usd' },
  runMonthlyUsd: { name: 'AWS cost a month', unit: 'usd' },
  savingsMonthlyUsd: { name: 'Savings a month', unit: 'usd' },
  growthMonthlyUsd: { name: 'More margin a month', unit: 'usd' },
  fundingUsd: { name: 'Funding', unit: 'usd' },
  deliveryMonths: { name: 'Delivery', unit: 'months' },
  discountRatePercent: { name: 'Discount rate a year', unit: 'percent' },
  horizonMonths: { name: 'Horizon', unit: 'months' },
};

const SOURCES: Readonly<Record<AssumptionSource, string>> = {
  stated: 'as you said',
  analysis: 'from the analysis',
  'funding-plan': 'from the funding plan',
  default: 'assumed, as nothing else was said',
};

/** `AWS cost a month: $7.74k to $94.7k, middle $22.8k, from the analysis.` */
export function assumptionText(key: AssumptionKey, value: Spread, source: AssumptionSource): string {
  const { name, unit } = ASSUMPTION_NAMES[key];
  return `${name}: ${spreadText(value, unit)}, ${SOURCES[source]}.`;
}

export function sourceText(source: AssumptionSource): string {
  return SOURCES[source];
}

/** One figure where all three are equal, else the range with its middle. */
export function spreadText({ low, median, high }: Spread, unit: Assumption['unit']): string {
  if (low === high) return valueText(median, unit);
  const from = unit === 'months' ? String(low) : valueText(low, unit);
  const middle = unit === 'months' ? String(median) : valueText(median, unit);
  return `${from} to ${valueText(high, unit)}, middle ${middle}`;
}

export function valueText(value: number, unit: Assumption['unit']): string {
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'months':
      return formatCount(value, 'month');
    case 'percent':
      return `${percentText(value)} %`;
  }
}

/** Four significant digits of a rate: `10`, `12.5`. */
export function percentText(percent: number): string {
  return Number(percent.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** One sentence of what a scenario comes to. */
export function scenarioText(
  scenario: Omit<ReturnScenario, 'text'>,
  horizonMonths: number,
  ratePercent: number,
): string {
  const { discountedPaybackMonths, irrPercent, multiple, npvUsd, ownCostUsd } = scenario;
  const discounted =
    scenario.paybackMonths === null
      ? ''
      : discountedPaybackMonths === null
        ? ` (with discounting not within ${formatCount(horizonMonths, 'month')})`
        : discountedPaybackMonths === scenario.paybackMonths
          ? ''
          : ` (${discountedPaybackMonths} with discounting)`;
  const parts = [
    `${paybackText(scenario.paybackMonths, horizonMonths)}${discounted}`,
    `NPV ${formatUsd(npvUsd)} at ${percentText(ratePercent)} % a year`,
    irrPercent === null ? (scenario.irrReason ?? '') : `IRR ${irrText(irrPercent)} a year`,
    multiple === null
      ? (scenario.multipleReason ?? '')
      : `it brings back ${multipleText(multiple)} times the ${formatUsd(ownCostUsd)} paid`,
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}

/** `pays back after 13 months`, `does not pay back within 36 months`. */
export function paybackText(months: number | null, horizonMonths: number): string {
  if (months === null) return `does not pay back within ${formatCount(horizonMonths, 'month')}`;
  return months === 0 ? 'needs no payback' : `pays back after ${formatCount(months, 'month')}`;
}

export function irrText(percent: number): string {
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: 1 })} %`;
}

export function multipleText(multiple: number): string {
  return multiple.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** `Migration cost 20 % either way, $200k to $300k: NPV $410k to $310k.` */
export function sensitivityText(each: Omit<ReturnSensitivity, 'text' | 'effectUsd'>): string {
  const { name, unit, moved, lowValue, highValue, npvAtLowUsd, npvAtHighUsd } = each;
  const how = moved === 'range' ? 'over its range' : '20 % either way';
  return `${name} ${how}, ${valueText(lowValue, unit)} to ${valueText(highValue, unit)}: NPV ${formatUsd(npvAtLowUsd)} to ${formatUsd(npvAtHighUsd)}.`;
}
