/** How quantities are written for a person; one place, so that words, tables and charts agree. */

/** `$950`, `$12.4k`, `$1.21M`, `$3.4B`: three significant figures at most. */
export function formatUsd(usd: number): string {
  const sign = usd < 0 ? '-' : '';
  const amount = Math.abs(usd);
  for (const [unit, size] of USD_UNITS) {
    // 999,600 is $1M, not $1000k: the unit is chosen after rounding.
    if (Number((amount / size).toPrecision(3)) >= 1) return `${sign}$${significant(amount / size)}${unit}`;
  }
  return `${sign}$${Math.round(amount)}`;
}

const USD_UNITS = [
  ['B', 1e9],
  ['M', 1e6],
  ['k', 1e3],
] as const;

function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `$1,208,333`. */
export function formatExactUsd(usd: number): string {
  return `${usd < 0 ? '-' : ''}$${Math.round(Math.abs(usd)).toLocaleString('en-US')}`;
}

/** `2027-03` or `2027-03-05` as `March 2027`. */
export function formatMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${MONTHS[(number ?? 1) - 1]} ${year}`;
}

/** `2027-03-05` as `5 March 2027`. */
export function formatDate(date: string): string {
  return `${Number(date.slice(8, 10))} ${formatMonth(date)}`;
}

/** `1 project`, `1,214 projects`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** A share of 0 to 1 as `38 %`. All and none are said only when it is so: else `over 99 %`, `under 1 %`. */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return 'over 99 %';
  if (percent === 0 && share > 0) return 'under 1 %';
  return `${percent} %`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
