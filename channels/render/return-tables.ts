import type {
  ReturnOnInvestment,
  ReturnScenario,
} from '#action-groups/funding/return/return-on-investment.ts';
import {
  irrText,
  multipleText,
  sourceText,
  spreadText,
  valueText,
} from '#action-groups/funding/return/return-words.ts';
import { formatCount, formatMonth } from '#action-groups/kernel/format.ts';
import { type Cell, numberColumn, type Table, textColumn } from './table.ts';

/** What each case is called; a return without ranges has one. */
export const CASE_NAMES: Readonly<Record<ReturnScenario['scenario'], string>> = {
  low: 'Unfavourable',
  median: 'Middle',
  high: 'Favourable',
};

/** The cases that differ: all three, or the one there is. */
export function casesOf({ hasRange, scenarios }: ReturnOnInvestment): readonly ReturnScenario[] {
  return hasRange ? scenarios : [scenarios[1]];
}

/** `Return on investment of Concentra`. */
export function returnTitle({ customerName }: Pick<ReturnOnInvestment, 'customerName'>): string {
  return customerName === null ? 'Return on investment' : `Return on investment of ${customerName}`;
}

export function returnScenariosTable(result: ReturnOnInvestment): Table {
  const { hasRange, horizonMonths } = result;
  const payback = (months: number | null) =>
    months === null ? `not within ${formatCount(horizonMonths, 'month')}` : formatCount(months, 'month');
  return {
    title: 'What it returns',
    columns: [
      textColumn('Case'),
      numberColumn('Paid, after funding', 'usd'),
      numberColumn('Delivery', 'months'),
      numberColumn('Better a month', 'usd'),
      numberColumn('Payback', 'text'),
      numberColumn('With discounting', 'text'),
      numberColumn('NPV', 'usd'),
      numberColumn('IRR a year', 'text'),
      numberColumn('Times what is paid', 'text'),
    ],
    rows: casesOf(result).map((each): Cell[] => [
      hasRange ? CASE_NAMES[each.scenario] : 'As given',
      each.ownCostUsd,
      each.deliveryMonths,
      each.benefitMonthlyUsd,
      payback(each.paybackMonths),
      payback(each.discountedPaybackMonths),
      each.npvUsd,
      each.irrPercent === null ? 'none' : irrText(each.irrPercent),
      each.multiple === null ? 'none' : multipleText(each.multiple),
    ]),
  };
}

/** Every input with where it comes from. */
export function returnAssumptionsTable({ assumptions }: ReturnOnInvestment): Table {
  return {
    title: 'What it is computed from',
    columns: [textColumn('Input'), numberColumn('Value', 'text'), textColumn('Where from')],
    rows: assumptions.map(({ name, value, unit, source }) => [
      name,
      spreadText(value, unit),
      sourceText(source),
    ]),
  };
}

/** The months of the middle case, and the sums of the others beside it: the twin of the chart of cash. */
export function returnCashTable(result: ReturnOnInvestment): Table {
  const { flows, hasRange } = result;
  const [low, high] = [flows.low, flows.high].map(
    (months) => new Map(months.map((each) => [each.month, each])),
  );
  return {
    title: 'Cash by month',
    columns: [
      textColumn('Month'),
      ...['Migration', 'Funding', 'AWS cost', 'Saved and earned', 'Net', 'Cumulative', 'Present value'].map(
        (name) => numberColumn(name, 'exactUsd'),
      ),
      ...(hasRange
        ? ['Cumulative, unfavourable', 'Cumulative, favourable'].map((name) => numberColumn(name, 'exactUsd'))
        : []),
    ],
    rows: flows.median.map((each): Cell[] => [
      monthName(each),
      each.migrationUsd,
      each.fundingUsd,
      each.runUsd,
      each.benefitUsd,
      each.netUsd,
      each.cumulativeUsd,
      each.discountedUsd,
      ...(hasRange
        ? [low?.get(each.month)?.cumulativeUsd ?? null, high?.get(each.month)?.cumulativeUsd ?? null]
        : []),
    ]),
  };
}

/** What moves the NPV: the twin of the tornado. */
export function returnSensitivityTable({ sensitivities }: ReturnOnInvestment): Table {
  return {
    title: 'What moves the NPV',
    columns: [
      textColumn('Input'),
      textColumn('Moved'),
      numberColumn('From', 'text'),
      numberColumn('To', 'text'),
      numberColumn('NPV at the first', 'usd'),
      numberColumn('NPV at the second', 'usd'),
    ],
    rows: sensitivities.map(({ name, unit, moved, lowValue, highValue, npvAtLowUsd, npvAtHighUsd }) => [
      name,
      moved === 'range' ? 'over its range' : '20 % either way',
      valueText(lowValue, unit),
      valueText(highValue, unit),
      npvAtLowUsd,
      npvAtHighUsd,
    ]),
  };
}

/** `3, June 2027`, or `3` where no start is known. */
export function monthName({ month, calendarMonth }: { month: number; calendarMonth: string | null }): string {
  return calendarMonth !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(calendarMonth)
    ? `${month}, ${formatMonth(calendarMonth)}`
    : String(month);
}
