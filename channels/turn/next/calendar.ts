/** The same day so many months later, or the last of that month where it is shorter. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, length)))
    .toISOString()
    .slice(0, 10);
}

/** The last day of the quarter after that of `date`. */
export function endOfNextQuarter(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const quarter = Math.floor((month - 1) / 3);
  return new Date(Date.UTC(year, (quarter + 2) * 3, 0)).toISOString().slice(0, 10);
}
