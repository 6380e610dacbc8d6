/**
 * Money in whole cents, so that sums hold to the cent whatever their order. Every function gives a safe integer or
 * throws; none rounds without saying so.
 */
export type Cents = number & { readonly [brand]: true };
declare const brand: unique symbol;

/** The largest amount either side of zero: $90,071,992,547,409.91. */
export const MAX_CENTS = Number.MAX_SAFE_INTEGER as Cents;
export const NO_CENTS = 0 as Cents;

/** An amount that cannot be kept to the cent. Its code is one of an operation's: asking for less mends it. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
  readonly code = 'invalid-arguments';
}

/**
 * Dollars as cents, read as they are written in decimal: 1.005 is 100.5 cents, and half a cent goes away from zero (101).
 * @throws {MoneyError} for NaN, infinities and what is beyond ±MAX_CENTS.
 */
export function centsFromUsd(usd: number): Cents {
  return wholeCents(roundHalfAway(shiftPoint(usd, 2)));
}

/** The dollars nearest to the cents: exact to the cent, so that `centsFromUsd(usdFromCents(c))` is c below $10 trillion. */
export function usdFromCents(cents: Cents): number {
  return shiftPoint(cents, -2);
}

/** @throws {MoneyError} where the sum is beyond ±MAX_CENTS. */
export function addCents(...amounts: readonly Cents[]): Cents {
  return wholeCents(amounts.reduce((sum: number, amount) => wholeCents(sum + amount), 0));
}

/** @throws {MoneyError} where the difference is beyond ±MAX_CENTS. */
export function subtractCents(from: Cents, amount: Cents): Cents {
  return wholeCents(from - amount);
}

export function negateCents(amount: Cents): Cents {
  return wholeCents(-amount);
}

/**
 * An amount times a factor, to the nearest cent, half a cent away from zero.
 * @throws {MoneyError} for a factor that is no number and for what is beyond ±MAX_CENTS.
 */
export function scaleCents(amount: Cents, factor: number): Cents {
  return wholeCents(roundHalfAway(amount * factor));
}

/**
 * A total in parts that add up to it to the cent: each is its portion rounded toward zero, and the cents that are left go
 * one by one to the largest remainders, of equals to the first. Reckoned in whole numbers; portions count to one part
 * in 2^40 of the largest.
 * @param portions finite and not negative, at least one above zero.
 * @throws {MoneyError} for any others.
 */
export function shareOutCents(total: Cents, portions: readonly number[]): Cents[] {
  const largest = Math.max(0, ...portions);
  if (!(largest > 0 && Number.isFinite(largest)) || portions.some((portion) => !(portion >= 0))) {
    throw new MoneyError(
      'to share an amount out, portions have to be given that are not negative and not all 0',
    );
  }
  const weights = portions.map((portion) => BigInt(Math.round((portion / largest) * 2 ** 40)));
  const weight = weights.reduce((sum, each) => sum + each, 0n);
  const magnitude = BigInt(Math.abs(total));
  const shares = weights.map((each, at) => ({
    at,
    whole: (magnitude * each) / weight,
    rest: (magnitude * each) % weight,
  }));
  const left = magnitude - shares.reduce((sum, { whole }) => sum + whole, 0n);
  const favoured = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
      .slice(0, Number(left))
      .map(({ at }) => at),
  );
  return shares.map(({ at, whole }) => {
    const part = Number(whole) + (favoured.has(at) ? 1 : 0);
    return wholeCents(total < 0 ? -part : part);
  });
}

/** An amount in equal parts: the first ones get the cents that do not go round. */
export function spreadCents(total: Cents, parts: number): Cents[] {
  return shareOutCents(
    total,
    Array.from({ length: parts }, () => 1),
  );
}

/**
 * A number of cents as Cents.
 * @throws {MoneyError} unless it is a whole number within ±MAX_CENTS.
 */
export function wholeCents(cents: number): Cents {
  if (!Number.isSafeInteger(cents)) {
    throw new MoneyError(
      `an amount of ${cents / 100} USD cannot be kept to the cent; amounts go up to 90 trillion USD, so give a smaller one`,
    );
  }
  // 0 and -0 are one amount.
  return (cents === 0 ? 0 : cents) as Cents;
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** The number with its decimal point moved, as its shortest decimal is written, so that no binary error comes in. */
function shiftPoint(value: number, places: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
