import { isBlank, type ReadCell, UNREADABLE } from './normalise-text.ts';

/** What an import gives for an amount in a currency that it has no rate for. */
export const OTHER_CURRENCY: unique symbol = Symbol('other currency');

/** More than this is no project's cost but a broken cell. */
const MOST_USD = 1e12;

/**
 * Reads an amount of US dollars, rounded to cents and negative when it says so: 1200, `$1,200.50`, `USD 1.2M`,
 * `15k`, `(300)`. A lone comma before one or two digits is a decimal comma. Other currencies are unreadable:
 * nobody here knows the rate of that day.
 */
export function readMoney(cell: unknown): ReadCell<number> {
  if (typeof cell === 'number') return Number.isNaN(cell) ? null : bounded(cell);
  if (isBlank(cell)) return null;
  if (typeof cell === 'bigint') return bounded(Number(cell));
  if (typeof cell !== 'string') return UNREADABLE;
  return fromText(cell.trim());
}

const AMOUNT =
  /^(\()?\s*([-+\u2212])?\s*(?:usd|us\$|\$)?\s*([-+\u2212])?\s*([\d.,]+(?:e\+?\d{1,2})?)\s*(k|thousand|mm?|mn|mio|million|bn?|billion)?\s*(?:usd|us\$|\$|us dollars|dollars)?\s*(\))?$/i;

function fromText(text: string): ReadCell<number> {
  const match = AMOUNT.exec(text);
  if (match === null) return UNREADABLE;
  const [, open, sign, innerSign, digits = '', scale = '', close] = match;
  if ((open === undefined) !== (close === undefined) || (sign !== undefined && innerSign !== undefined))
    return UNREADABLE;
  const amount = fromDigits(digits);
  if (amount === undefined) return UNREADABLE;
  const mark = sign ?? innerSign;
  const negative = open !== undefined || mark === '-' || mark === '\u2212';
  return bounded((negative ? -amount : amount) * scaleOf(scale));
}

function fromDigits(digits: string): number | undefined {
  if (/^(?:\d+\.?\d*|\.\d+)(?:e\+?\d+)?$/i.test(digits)) return Number(digits);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(digits)) return Number(digits.replaceAll(',', ''));
  if (/^(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}$/.test(digits))
    return Number(digits.replaceAll('.', '').replace(',', '.'));
  // European thousands need two groups: 1.234 alone is a decimal.
  return /^\d{1,3}(?:\.\d{3}){2,}$/.test(digits) ? Number(digits.replaceAll('.', '')) : undefined;
}

function scaleOf(scale: string): number {
  const first = scale.charAt(0).toLowerCase();
  return first === 'k' || first === 't' ? 1e3 : first === 'm' ? 1e6 : first === 'b' ? 1e9 : 1;
}

function bounded(usd: number): ReadCell<number> {
  if (!(Math.abs(usd) <= MOST_USD)) return UNREADABLE;
  const cents = Math.round(usd * 100) / 100;
  return cents === 0 ? 0 : cents;
}
