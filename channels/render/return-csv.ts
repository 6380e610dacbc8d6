import {
  type CashMonth,
  type ReturnOnInvestment,
  SCENARIOS,
} from '#action-groups/funding/return/return-on-investment.ts';
import { csv } from './csv.ts';

const COLUMNS = [
  'month',
  'calendarMonth',
  'migrationUsd',
  'fundingUsd',
  'runUsd',
  'benefitUsd',
  'netUsd',
  'cumulativeUsd',
  'discountedUsd',
  'cumulativeDiscountedUsd',
] as const satisfies readonly (keyof CashMonth)[];

/** Every month of every case, to the cent. */
export function returnCsv({ flows }: Pick<ReturnOnInvestment, 'flows'>): string {
  return csv(
    ['case', ...COLUMNS],
    SCENARIOS.flatMap((name) => flows[name].map((each) => [name, ...COLUMNS.map((column) => each[column])])),
  );
}
