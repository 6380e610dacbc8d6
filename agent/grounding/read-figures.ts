import { MONTH_NAMES } from '#knowledge-base/projects/calendar-date.ts';

/**
 * What a figure counts. `verbatim` is one with no value to compare (a day written in digits, a time, a
 * version): it has to stand in a source letter by letter.
 */
export type FigureKind = 'money' | 'percent' | 'months' | 'days' | 'times' | 'date' | 'count' | 'verbatim';

/** A number or date in words for people, with every value that would be written so. */
export interface Figure {
  readonly text: string;
  /** Where it stands, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: FigureKind;
  /** The least and the greatest value that the rounding shown can stand for; for dates, days since 1970. */
  readonly from: number;
  readonly to: number;
}

/**
 * Every number and date of a text. Numbers that are part of a name or an id (`S3`, `v1a2b`), and those that
 * count the items of a list, are none. Linear in the length of the text.
 */
export function readFigures(text: string): readonly Figure[] {
  if (!/\d/.test(text)) return [];
  const figures: Figure[] = [];
  let after = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const start = match.index;
    if (start < after) continue;
    const figure = readAt(text, start, match.groups ?? {}, match[0]);
    if (figure === undefined) continue;
    figures.push(figure);
    after = figure.end;
  }
  return figures.map((figure, at) => withUnitOfNext(text, figure, figures[at + 1]));
}

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const YEAR = '(?:19|2[01])\\d\\d';

const SHAPES = [
  `(?<iso>${YEAR}-\\d\\d(?:-\\d\\d)?)`,
  `(?<quarter>Q[1-4] ${YEAR})`,
  '(?<digits>\\d{1,4}(?:[/.:]\\d{1,4}){2,}|\\d{1,2}/\\d{1,4}|\\d{1,2}:\\d\\d)',
  `(?<dayFirst>\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? ${YEAR})`,
  `(?<monthFirst>${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? ${YEAR})`,
  `(?<month>${MONTH} ${YEAR})`,
  `(?<year>${YEAR})`,
  '(?<number>(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)',
];

/**
 * One alternative a shape, the most telling first; a letter or digit beside it means that it is part of a name. What
 * none can begin with is passed over first: most characters of a text are such.
 */
const CANDIDATE = new RegExp(
  `(?=[\\dqjfmasond])(?<![\\p{L}\\p{N}_]|[\\p{N}_][.,-])(?:${SHAPES.join('|')})(?![\\p{N}_]|[.,]\\d)`,
  'giu',
);

const UNITS: readonly { readonly after: RegExp; readonly kind: FigureKind; readonly times: number }[] = [
  { after: /^ ?(?:%|per ?cent\b)/i, kind: 'percent', times: 1 },
  { after: /^[ -]?months?\b/i, kind: 'months', times: 1 },
  { after: /^[ -]?days?\b/i, kind: 'days', times: 1 },
  { after: /^[ -]?weeks?\b/i, kind: 'days', times: 7 },
  { after: /^(?: ?x\b| times\b|-fold\b)/i, kind: 'times', times: 1 },
];

const SIZES: readonly { readonly after: RegExp; readonly size: number }[] = [
  { after: /^ ?(?:k|thousand)(?![\p{L}\p{N}])/iu, size: 1e3 },
  { after: /^ ?(?:m|mn|mio|million)(?![\p{L}\p{N}])/iu, size: 1e6 },
  { after: /^ ?(?:b|bn|billion)(?![\p{L}\p{N}])/iu, size: 1e9 },
];

const MONEY_BEFORE = /(?:[$€£]|\b(?:USD|EUR|GBP) ?)$/i;
const MONEY_AFTER = /^ ?(?:USD|dollars?|US dollars?)\b/i;

function readAt(
  text: string,
  start: number,
  groups: Readonly<Record<string, string | undefined>>,
  matched: string,
): Figure | undefined {
  const end = start + matched.length;
  if (groups.digits !== undefined)
    return { text: matched, start, end, kind: 'verbatim', from: Number.NaN, to: Number.NaN };
  if (groups.number === undefined && groups.year === undefined) {
    const days = daysOf(matched);
    return days === undefined ? undefined : { text: matched, start, end, kind: 'date', ...days };
  }
  return readNumber(text, start, matched, groups.year !== undefined);
}

function readNumber(text: string, start: number, matched: string, maybeYear: boolean): Figure | undefined {
  const before = text.slice(Math.max(0, start - 6), start);
  let end = start + matched.length;
  const sizes = SIZES.find(({ after }) => after.test(text.slice(end, end + 10)));
  const size = sizes?.size ?? 1;
  end += sizes?.after.exec(text.slice(end, end + 10))?.[0].length ?? 0;
  const rest = text.slice(end, end + 14);
  const dollars = MONEY_AFTER.exec(rest);
  const sign = MONEY_BEFORE.exec(before);
  if (sign !== null || dollars !== null) {
    const from = start - (sign?.[0].length ?? 0);
    end += dollars?.[0].length ?? 0;
    const negative = /(?:^|[\s(“"‘'])[-−]$/.test(text.slice(Math.max(0, from - 2), from));
    const { low, high } = moneyBounds(matched, size);
    return {
      text: text.slice(from, end),
      start: from,
      end,
      kind: 'money',
      ...(negative ? { from: -high, to: -low } : { from: low, to: high }),
    };
  }
  const unit = UNITS.find(({ after }) => after.test(rest));
  if (unit === undefined && (isListNumber(text, start, end) || isPartOfName(text, end))) return undefined;
  if (unit === undefined && maybeYear && size === 1) {
    const days = daysOf(matched);
    if (days !== undefined) return { text: matched, start, end, kind: 'date', ...days };
  }
  const bounds =
    unit?.kind === 'percent'
      ? percentBounds(matched, text.slice(Math.max(0, start - 11), start))
      : exactBounds(matched, size, unit !== undefined && unit.times === 1 && unit.kind !== 'times');
  const times = unit?.times ?? 1;
  return {
    text: text.slice(start, end + (unit?.after.exec(rest)?.[0].length ?? 0)),
    start,
    end: end + (unit?.after.exec(rest)?.[0].length ?? 0),
    kind: unit?.kind ?? 'count',
    from: bounds.low * times,
    to: bounds.high * times,
  };
}

/** `1. ` or `2) ` where a line begins numbers the line. */
function isListNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  return /(?:^|\n)[ \t>*-]*$/.test(before) && /^[.)]\s/.test(text.slice(end, end + 2));
}

/** A letter right behind the digits, or a hyphen and a letter, makes them part of a name: `3D`, `9001-certified`. */
function isPartOfName(text: string, end: number): boolean {
  return /^(?:[\p{L}_]|-\p{L})/u.test(text.slice(end, end + 2));
}

/** `4 to 12 months`: the first number has the unit of the second. */
function withUnitOfNext(text: string, figure: Figure, next: Figure | undefined): Figure {
  if (figure.kind !== 'count' || next === undefined) return figure;
  if (!['months', 'days', 'percent', 'times'].includes(next.kind)) return figure;
  return /^ ?(?:to|and|or|–|-|—) ?$/.test(text.slice(figure.end, next.start))
    ? { ...figure, kind: next.kind }
    : figure;
}

/** Half of the last digit either way. Whole numbers are exact, but those of a time (`44 days`) may be rounded means. */
function exactBounds(digits: string, size: number, isTime: boolean): { low: number; high: number } {
  const value = Number(digits.replaceAll(',', ''));
  const decimals = digits.split('.')[1]?.length ?? 0;
  const half = decimals === 0 && size === 1 && !isTime ? 0 : 0.5 * 10 ** -decimals;
  return { low: (value - half) * size, high: (value + half) * size };
}

/** `under 1 %` and `over 99 %` stand for all that is below or above. */
function percentBounds(digits: string, before: string): { low: number; high: number } {
  const value = Number(digits.replaceAll(',', ''));
  const half = 0.5 * 10 ** -(digits.split('.')[1]?.length ?? 0);
  if (/\b(?:under|below|less than) $/i.test(before)) return { low: 0, high: value };
  if (/\b(?:over|above|more than) $/i.test(before)) return { low: value, high: 100 };
  return { low: value - half, high: value + half };
}

/** Amounts are rounded to their last digit that is no zero, though never by more than 2.5 %: `$1M` is no $1.4M. */
function moneyBounds(digits: string, size: number): { low: number; high: number } {
  const plain = digits.replaceAll(',', '');
  const value = Number(plain);
  const decimals = plain.split('.')[1]?.length ?? 0;
  const zeros = decimals === 0 ? (/0*$/.exec(plain)?.[0].length ?? 0) : 0;
  const half = Math.min(0.5 * 10 ** (zeros - decimals), Math.max(0.025 * value, size === 1 ? 0.5 : 0));
  return { low: (value - half) * size, high: (value + half) * size };
}

const DAY_MS = 86_400_000;

/** The days a date, month, quarter or year covers; undefined when it does not exist. */
function daysOf(written: string): { from: number; to: number } | undefined {
  const parts = written.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  if (/^q[1-4] /i.test(written)) {
    const first = (Number(written[1]) - 1) * 3;
    return span(Number(written.slice(3)), first, 3);
  }
  if (/^\d{4}(-\d\d){0,2}$/.test(written)) {
    const [year = 0, month, day] = parts.map(Number);
    if (month === undefined) return span(year, 0, 12);
    return day === undefined ? span(year, month - 1, 1) : oneDay(year, month - 1, day);
  }
  const name = parts.find((part) => /^[a-z]{3}/.test(part)) ?? '';
  const month = MONTH_NAMES.findIndex((each) => each.startsWith(name.slice(0, 3)));
  const numbers = parts.filter((part) => /^\d/.test(part)).map(Number);
  const year = numbers.at(-1) ?? 0;
  if (!MONTH_NAMES[month]?.startsWith(name.replace(/^sept$/, 'sep'))) return undefined;
  return numbers.length === 1 ? span(year, month, 1) : oneDay(year, month, numbers[0] ?? 0);
}

function span(year: number, month: number, months: number): { from: number; to: number } | undefined {
  if (month < 0 || month > 11) return undefined;
  return { from: Date.UTC(year, month, 1) / DAY_MS, to: Date.UTC(year, month + months, 1) / DAY_MS - 1 };
}

function oneDay(year: number, month: number, day: number): { from: number; to: number } | undefined {
  const at = new Date(Date.UTC(year, month, day));
  if (at.getUTCMonth() !== month || at.getUTCDate() !== day) return undefined;
  return { from: at.getTime() / DAY_MS, to: at.getTime() / DAY_MS };
}
