import type { ReturnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import { formatMonth } from '#action-groups/kernel/format.ts';
import { printableLine } from './printable.ts';
import { CASE_NAMES, casesOf, returnTitle } from './return-tables.ts';

/** Of what moves the NPV, how many lines are told in words. */
const MOST_TOLD = 3;

/** A return as plain lines for a terminal or a message without markup. */
export function returnWords(result: ReturnOnInvestment): readonly string[] {
  const { assumptions, fundingBasis, hasRange, notes, sensitivities } = result;
  return [
    `${returnTitle(result)}: ${returnHorizonLine(result)}`,
    ...casesOf(result).map((each) => `${hasRange ? CASE_NAMES[each.scenario] : 'As given'}: ${each.text}`),
    ...(fundingBasis === null ? [] : [fundingBasis.text]),
    ...notes.map((note) => `Note: ${note}`),
    ...sensitivities.slice(0, MOST_TOLD).map(({ text }) => `Moves it: ${text}`),
    ...assumptions.map(({ text }) => `From: ${text}`),
    ...(result.sampleData ? ['The analysis behind it is of generated sample data.'] : []),
  ].map(printableLine);
}

/** `36 months from June 2027, the start of delivery.` */
export function returnHorizonLine({ horizonMonths, startMonth }: ReturnOnInvestment): string {
  const isMonth = startMonth !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(startMonth);
  return `${horizonMonths} months from ${isMonth ? `${formatMonth(startMonth)}, ` : ''}the start of delivery.`;
}
