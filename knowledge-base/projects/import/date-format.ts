import { calendarDate, MONTH_NAMES } from '../calendar-date.ts';
import { isBlank, type ReadCell, UNREADABLE } from '../normalise-text.ts';

export type DateReader = (cell: unknown) => ReadCell<string>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each token of a format stands for; the longer before its beginning. */
const TOKENS: readonly (readonly [
  token: string,
  pattern: string,
  part?: 'year' | 'month' | 'day' | 'name',
])[] = [
  ['YYYY', String.raw`(\d{4})`, 'year'],
  ['YY', String.raw`(\d{2})`, 'year'],
  ['MMMM', '([a-z]{3,9})', 'name'],
  ['MMM', String.raw`([a-z]{3,4})\.?`, 'name'],
  ['MM', String.raw`(\d{2})`, 'month'],
  ['M', String.raw`(\d{1,2})`, 'month'],
  ['DD', String.raw`(\d{2})`, 'day'],
  ['D', String.raw`(\d{1,2})(?:st|nd|rd|th)?`, 'day'],
  ['HH', String.raw`\d{2}`],
  ['H', String.raw`\d{1,2}`],
  ['mm', String.raw`\d{2}`],
  ['ss', String.raw`\d{2}(?:[.,]\d+)?`],
  ['A', '(?:am|pm)'],
  ['Z', String.raw`(?:z|[-+]\d{2}:?\d{2})`],
];

/** What is wrong with a format, or undefined. */
export function dateFormatFault(format: string): string | undefined {
  const { parts } = compile(format);
  const count = (part: string) => parts.filter((each) => each === part).length;
  const months = count('month') + count('name');
  if (count('year') === 1 && months === 1 && count('day') === 1) return undefined;
  return `“${format}” needs one year (YYYY or YY), one month (MM, M, MMM or MMMM) and one day (DD or D)`;
}

/**
 * A reader of dates of one format, and of nothing else: `DD.MM.YYYY`, `MMM D, YYYY HH:mm`. Time is left out; years
 * of two digits are of this century; a cell that is a date already is taken.
 */
export function createDateReader(format: string): DateReader {
  const { pattern, parts } = compile(format);
  return (cell) => {
    if (isBlank(cell)) return null;
    if (cell instanceof Date)
      return Number.isNaN(cell.getTime()) ? UNREADABLE : cell.toISOString().slice(0, 10);
    if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'bigint') return UNREADABLE;
    const match = pattern.exec(String(cell).trim());
    if (match === null) return UNREADABLE;
    let [year, month, day] = [0, 0, 0];
    for (const [index, part] of parts.entries()) {
      const text = match[index + 1] ?? '';
      if (part === 'year') year = text.length === 2 ? 2000 + Number(text) : Number(text);
      else if (part === 'day') day = Number(text);
      else month = part === 'month' ? Number(text) : monthOf(text);
    }
    return calendarDate(year, month, day) ?? UNREADABLE;
  };
}

function compile(format: string) {
  const parts: ('year' | 'month' | 'day' | 'name')[] = [];
  let source = '';
  for (let at = 0; at < format.length; ) {
    const token = TOKENS.find(([text]) => format.startsWith(text, at));
    if (token === undefined) {
      const character = format.charAt(at);
      source += /\s/.test(character) ? String.raw`\s+` : character.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`);
      at += 1;
      continue;
    }
    const [text, pattern, part] = token;
    source += pattern;
    if (part !== undefined) parts.push(part);
    at += text.length;
  }
  return { pattern: new RegExp(`^${source}$`, 'i'), parts };
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'sept') return 9;
  return Math.max(MONTHS.indexOf(lower), MONTH_NAMES.indexOf(lower)) + 1;
}

const MS_PER_UNIT = { s: 1_000, ms: 1, us: 1e-3, ns: 1e-6 } as const;
const FIRST_MS = Date.UTC(1990, 0, 1);
const END_MS = Date.UTC(2100, 0, 1);

/** A reader of time since 1970-01-01 in one unit, from 1990 to 2099; the day is that of UTC. */
export function createEpochReader(unit: keyof typeof MS_PER_UNIT): DateReader {
  return (cell) => {
    if (isBlank(cell)) return null;
    if (typeof cell === 'string' && !/^\s*-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?\s*$/.test(cell)) return UNREADABLE;
    if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'bigint') return UNREADABLE;
    const ms = Number(cell) * MS_PER_UNIT[unit];
    return ms >= FIRST_MS && ms < END_MS ? new Date(ms).toISOString().slice(0, 10) : UNREADABLE;
  };
}
