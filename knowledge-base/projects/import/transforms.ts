import { type DateOrder, readDate } from '../normalise-date.ts';
import { OTHER_CURRENCY } from '../normalise-money.ts';
import { isBlank, type ReadCell, readText, UNREADABLE } from '../normalise-text.ts';
import { createDateReader, createEpochReader, type DateReader } from './date-format.ts';
import type { ColumnSource, DateSource, MoneySource, Rates, TargetSource } from './mapping.ts';
import { type Decimal, readAmount } from './read-amount.ts';

type Transform<As> = Extract<Exclude<ColumnSource, string>, { readonly as: As }>;

/** A number of any unit. */
export function readNumber(cell: unknown, decimal?: Decimal): ReadCell<number> {
  const read = readAmount(cell, decimal);
  if (read === null || read === UNREADABLE) return read;
  return read.currency === undefined ? read.amount : UNREADABLE;
}

/** An amount, and the cell that names its currency, in US dollars; whole cents. */
export type MoneyReader = (cell: unknown, currencyCell: unknown) => ReadCell<number> | typeof OTHER_CURRENCY;

/** Reads amounts into US dollars by the rates given; an amount in any other currency is {@link OTHER_CURRENCY}. */
export function createMoneyReader(source: Omit<MoneySource, 'as' | 'from'>, rates: Rates = {}): MoneyReader {
  const factor = source.per === 'month' ? 12 : 1;
  const isPlain = source.decimal !== 'comma' && (source.currency ?? 'USD') === 'USD';
  return (cell, currencyCell) => {
    if (isPlain && currencyCell === undefined && typeof cell === 'string' && PLAIN.test(cell))
      return Math.round(Number(cell) * factor * 100) / 100;
    const read = readAmount(cell, source.decimal);
    if (read === null || read === UNREADABLE) return read;
    const stated = currencyCell === undefined ? undefined : readText(currencyCell)?.trim().toUpperCase();
    // Where the cell and the currency's column disagree, nobody knows which is right.
    if (read.currency !== undefined && stated !== undefined && !isSame(stated, read.currency))
      return OTHER_CURRENCY;
    const currency = read.currency ?? stated ?? source.currency ?? 'USD';
    const usd = isSame(currency, 'USD') ? 1 : rates[currency]?.usd;
    if (usd === undefined) return OTHER_CURRENCY;
    return Math.round(read.amount * usd * factor * 100) / 100;
  };
}

/** What most cells are, and what needs no reading. */
const PLAIN = /^\d{1,12}(?:\.\d{1,4})?$/;

function isSame(currency: string, code: string): boolean {
  return currency === code || (code === 'USD' && /^(?:US ?\$|\$|US DOLLARS?)$/.test(currency));
}

/** Reads dates as a source writes them; without a format and a unit, freely. */
export function createSourceDateReader(
  source: DateSource | Extract<TargetSource, { as: 'days' }>,
  order?: DateOrder,
): DateReader {
  if (source.as === 'epoch') return remembering(createEpochReader(source.unit));
  if (source.format !== undefined) return remembering(createDateReader(source.format));
  const own = source.order ?? order;
  return (cell) => readDate(cell, own);
}

/** Reads by a table of values. Not among them and no default: unreadable. */
export function createLookup(source: Transform<'lookup'>): (cell: unknown) => ReadCell<string> {
  const fold = (text: string) => (source.caseSensitive === true ? text : text.toLowerCase());
  const values = new Map(Object.entries(source.values).map(([from, to]) => [fold(from.trim()), to]));
  return (cell) => {
    const text = scalarText(cell);
    const found = text === undefined ? undefined : values.get(fold(text));
    if (found !== undefined) return found;
    return isBlank(cell) ? (source.default ?? null) : (source.default ?? UNREADABLE);
  };
}

function scalarText(cell: unknown): string | undefined {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean'
    ? `${cell}`
    : undefined;
}

/** The items of a list in one cell; of JSON and Parquet a list is one already. */
export function splitList(cell: unknown, separator = ';'): readonly string[] {
  const items = Array.isArray(cell) ? cell : typeof cell === 'string' ? cell.split(separator) : [cell];
  return items.map((item) => readText(item) ?? '');
}

const MOST_REMEMBERED = 20_000;

/** The same for cells that come again and again, as days do. */
function remembering(read: DateReader): DateReader {
  const known = new Map<unknown, ReadCell<string>>();
  return (cell) => {
    // Short texts only: a longer one may hold on to the whole block it was cut from.
    if (typeof cell !== 'string' || cell.length > 12) return read(cell);
    let value = known.get(cell);
    if (value === undefined) {
      value = read(cell);
      if (known.size < MOST_REMEMBERED) known.set(cell, value);
    }
    return value;
  };
}
