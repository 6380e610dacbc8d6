import { readDate } from '../normalise-date.ts';
import { isBlank } from '../normalise-text.ts';
import { createDateReader, createEpochReader } from './date-format.ts';
import { type Amount, type Decimal, readAmount } from './read-amount.ts';

/** What a column's values are, told by the values alone; `share` of them fits. */
export type Inferred =
  | { readonly kind: 'date'; readonly share: number; readonly format?: string; readonly order?: DateOrder }
  | { readonly kind: 'epoch'; readonly share: number; readonly unit: EpochUnit }
  | {
      readonly kind: 'amount';
      readonly share: number;
      readonly decimal?: Decimal;
      /** The currencies that the values name themselves. */
      readonly currencies: readonly string[];
    }
  | { readonly kind: 'text'; readonly share: 1 }
  | { readonly kind: 'blank'; readonly share: 1 };
export type EpochUnit = 's' | 'ms' | 'us' | 'ns';
type DateOrder = 'month-first' | 'day-first';

/** So many of a column's values have to fit. */
const MOSTLY = 0.7;

/** @param values of one column; blanks do not count */
export function inferValues(values: readonly unknown[]): Inferred {
  const filled = values.filter((value) => !isBlank(value));
  if (filled.length === 0) return { kind: 'blank', share: 1 };
  const epoch = inferEpoch(filled);
  if (epoch !== undefined) return epoch;
  const date = inferDate(filled);
  if (date !== undefined) return date;
  return inferAmount(filled) ?? { kind: 'text', share: 1 };
}

function inferEpoch(values: readonly unknown[]): Inferred | undefined {
  const numbers = values.filter((value) =>
    /^\d{9,19}(?:\.0+)?$|^\d(?:\.\d+)?[eE]\+?\d+$/.test(String(value)),
  );
  if (numbers.length < values.length * MOSTLY) return undefined;
  const units = (['s', 'ms', 'us', 'ns'] as const).map((unit) => {
    const read = createEpochReader(unit);
    return { unit, fits: numbers.filter((value) => typeof read(value) === 'string').length };
  });
  const best = units.reduce((a, b) => (b.fits > a.fits ? b : a));
  const share = best.fits / values.length;
  return share >= MOSTLY ? { kind: 'epoch', unit: best.unit, share } : undefined;
}

/** Tried in this order: of formats that fit as well the first one is meant. */
const FORMATS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD.MM.YYYY',
  'D.M.YYYY',
  'YYYY-MM-DDTHH:mm:ssZ',
  'YYYY-MM-DDTHH:mm:ss',
  'YYYY-MM-DD HH:mm:ss',
  'YYYY-MM-DD HH:mm',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'M/D/YYYY',
  'D/M/YYYY',
  'M/D/YY',
  'D/M/YY',
  'MM-DD-YYYY',
  'DD-MM-YYYY',
  'MMM D, YYYY',
  'MMMM D, YYYY',
  'D MMM YYYY',
  'D MMMM YYYY',
  'D-MMM-YYYY',
  'D-MMM-YY',
] as const;
const READERS = FORMATS.map((format) => ({ format, read: createDateReader(format) }));

function inferDate(values: readonly unknown[]): Inferred | undefined {
  const isDateLike = (value: unknown) =>
    value instanceof Date ||
    (typeof value === 'string' && /\d/.test(value) && !/^\d{1,5}(?:\.\d+)?$/.test(value.trim()));
  const dates = values.filter((value) => isDateLike(value) && typeof readDate(value) === 'string');
  const free = dates.length / values.length;
  if (free < MOSTLY) return undefined;
  const order = orderOf(dates);
  let best: { readonly format: string; readonly share: number } | undefined;
  for (const { format, read } of READERS) {
    const share = values.filter((value) => typeof read(value) === 'string').length / values.length;
    if (share > (best?.share ?? 0)) best = { format, share };
  }
  // A format that leaves out values that can be read would be a loss.
  if (best !== undefined && best.share >= free && !isTurned(best.format, order))
    return { kind: 'date', share: best.share, format: best.format };
  return { kind: 'date', share: free, ...(order === undefined ? {} : { order }) };
}

/** Formats of one shape fit both orders where no day is above twelve. */
function isTurned(format: string, order: DateOrder | undefined): boolean {
  if (!/^(?:M{1,2}|D{1,2})[/-]/.test(format) || format.includes('MMM')) return false;
  return order === undefined || format.startsWith('D') !== (order === 'day-first');
}

/** What the slashed dates of a column prove; undefined when none proves anything. */
function orderOf(values: readonly unknown[]): DateOrder | undefined {
  let [monthFirst, dayFirst] = [0, 0];
  for (const value of values) {
    const match = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}/.exec(String(value).trim());
    if (match === null) continue;
    if (Number(match[1]) > 12) dayFirst += 1;
    if (Number(match[2]) > 12) monthFirst += 1;
  }
  if (monthFirst === dayFirst) return undefined;
  return dayFirst > monthFirst ? 'day-first' : 'month-first';
}

function inferAmount(values: readonly unknown[]): Inferred | undefined {
  const commas = values.filter(
    (value) => typeof value === 'string' && COMMA_DECIMAL.test(value.trim()),
  ).length;
  const points = values.filter(
    (value) => typeof value === 'string' && POINT_DECIMAL.test(value.trim()),
  ).length;
  const decimal = commas > 0 && points === 0 ? 'comma' : undefined;
  const amounts = values
    .map((value) => readAmount(value, decimal))
    .filter((read): read is Amount => typeof read === 'object' && read !== null);
  const share = amounts.length / values.length;
  if (share < MOSTLY) return undefined;
  const currencies = [
    ...new Set(amounts.flatMap(({ currency }) => (currency === undefined ? [] : [currency]))),
  ].sort();
  return { kind: 'amount', share, currencies, ...(decimal === undefined ? {} : { decimal }) };
}

const COMMA_DECIMAL = /\d,\d{1,2}\D*$|\d\.\d{3},/;
const POINT_DECIMAL = /\d\.\d{1,2}\D*$|\d,\d{3}(?:\.|\D*$)/;
