import { isBlank, type ReadCell, UNREADABLE } from '../normalise-text.ts';

/** An amount as it is written, with its currency when one stands beside it. */
export interface Amount {
  readonly amount: number;
  /** ISO 4217; undefined when the cell names none. */
  readonly currency: string | undefined;
}

export type Decimal = 'point' | 'comma';

const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  zł: 'PLN',
  Fr: 'CHF',
};

const MARK = String.raw`(?:[A-Za-z]{0,2}\$|[€£¥￥₹₩₽₺₪]|zł|Fr\.?|[A-Za-z]{3}|dollars|US dollars|euros?)`;
const AMOUNT = new RegExp(
  String.raw`^(\()?\s*([-+\u2212])?\s*(${MARK}\.?)?\s*([-+\u2212])?\s*(\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)(e\+?\d{1,2})?\s*(k|thousand|mm?|mn|mio|million|bn?|billion)?\s*(${MARK})?\s*(\))?$`,
  'iu',
);

/**
 * Reads an amount: `1,234.50`, `€ 1.234,50`, `CHF 31'000`, `(300) USD`, `1.2M`. Which of point and comma stands
 * before the decimals is told by the text unless it is given; `1.234` alone is a decimal, `1,234` a thousand.
 */
export function readAmount(cell: unknown, decimal?: Decimal): ReadCell<Amount> {
  if (typeof cell === 'number') {
    if (Number.isNaN(cell)) return null;
    return Number.isFinite(cell) ? { amount: cell, currency: undefined } : UNREADABLE;
  }
  if (typeof cell === 'bigint') return { amount: Number(cell), currency: undefined };
  if (isBlank(cell)) return null;
  if (typeof cell !== 'string' || cell.length > LONGEST) return UNREADABLE;
  const match = AMOUNT.exec(cell.trim());
  if (match === null) return UNREADABLE;
  const [, open, sign, before, innerSign, digits = '', exponent = '', scale = '', after, close] = match;
  if ((open === undefined) !== (close === undefined) || (sign !== undefined && innerSign !== undefined))
    return UNREADABLE;
  const currency = currencyOf(before ?? after);
  if (currency === null || (before !== undefined && after !== undefined && currencyOf(after) !== currency))
    return UNREADABLE;
  const size = sizeOf(digits, decimal);
  if (size === undefined) return UNREADABLE;
  const mark = sign ?? innerSign;
  const isNegative = open !== undefined || mark === '-' || mark === '\u2212';
  const amount = Number(`${size}${exponent}`) * scaleOf(scale);
  return Number.isFinite(amount) ? { amount: isNegative ? -amount || 0 : amount, currency } : UNREADABLE;
}

const LONGEST = 64;

/** Undefined without a mark, null for a mark that is no currency. */
function currencyOf(mark: string | undefined): string | undefined | null {
  if (mark === undefined) return undefined;
  const bare = mark.replace(/\.$/, '');
  const symbol = SYMBOLS[bare] ?? SYMBOLS[bare.toUpperCase()];
  if (symbol !== undefined) return symbol;
  if (/dollars$/i.test(bare)) return 'USD';
  if (/^euros?$/i.test(bare)) return 'EUR';
  return /^[A-Za-z]{3}$/.test(bare) ? bare.toUpperCase() : null;
}

/** The digits with a point before the decimals, or undefined when they are grouped as no number is. */
function sizeOf(written: string, decimal: Decimal | undefined): string | undefined {
  const digits = written.trim();
  const spaced = digits.replace(/['’ \u00a0\u202f]/g, '');
  if (spaced !== digits && !/^\d{1,3}(?:['’ \u00a0\u202f]\d{3})+(?:[.,]\d*)?$/.test(digits)) return undefined;
  if (/^\d+$/.test(spaced)) return spaced;
  const point = /^(?:\d+|\d{1,3}(?:,\d{3})+)?\.?\d*$/.test(spaced) && /\d/.test(spaced);
  const comma = /^(?:\d+|\d{1,3}(?:\.\d{3})+)?,?\d*$/.test(spaced) && /\d/.test(spaced);
  const isComma =
    decimal === undefined ? comma && (!point || /^\d*,\d{1,2}$/.test(spaced)) : decimal === 'comma';
  if (!isComma) return point || isGroupedPoint(spaced, decimal) ? ungrouped(spaced) : undefined;
  if (decimal === undefined && /^\d{1,3}\.\d{3}$/.test(spaced)) return spaced;
  return comma ? spaced.replaceAll('.', '').replace(',', '.') : undefined;
}

function isGroupedPoint(spaced: string, decimal: Decimal | undefined): boolean {
  return decimal !== 'comma' && /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(spaced);
}

function ungrouped(spaced: string): string {
  return spaced.replaceAll(',', '');
}

function scaleOf(scale: string): number {
  const first = scale.charAt(0).toLowerCase();
  return first === 'k' || first === 't' ? 1e3 : first === 'm' ? 1e6 : first === 'b' ? 1e9 : 1;
}
