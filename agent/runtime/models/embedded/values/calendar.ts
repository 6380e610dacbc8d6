/** Arithmetic on calendar days written `YYYY-MM-DD`; nothing here knows a time zone. */
export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export function parseDay(date: string): Day {
  const [year, month, day] = date.split('-').map(Number);
  return { year: year ?? 1970, month: month ?? 1, day: day ?? 1 };
}

/** The date, or null when the calendar has no such day. */
export function dateOf(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(date: string, days: number): string {
  const { year, month, day } = parseDay(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The same day so many months on, or the last day of that month when it is shorter. */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = parseDay(date);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(toYear).padStart(4, '0')}-${pad(toMonth)}-${pad(Math.min(day, daysInMonth(toYear, toMonth)))}`;
}

export function lastOfMonth(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(daysInMonth(year, month))}`;
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: string): number {
  const { year, month, day } = parseDay(date);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** Monday of an ISO week, or null when the year has no such week. */
export function mondayOfWeek(isoYear: number, week: number): string | null {
  const fourth = `${String(isoYear).padStart(4, '0')}-01-04`;
  const monday = addDays(fourth, 1 - weekday(fourth) + (week - 1) * 7);
  const thursday = addDays(monday, 3);
  return week >= 1 && parseDay(thursday).year === isoYear ? monday : null;
}

/** Sunday of Easter, by the anonymous Gregorian computus. */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return `${year}-${pad(month)}-${pad(((h + l - 7 * m + 114) % 31) + 1)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
