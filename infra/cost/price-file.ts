import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const price = z.strictObject({
  usd: z.number({ error: 'a number of US dollars' }).nonnegative('0 or more'),
  /** For so many of the unit. */
  per: z.number({ error: 'a number of units' }).positive('more than 0'),
  unit: z.string().min(1, 'a unit'),
  service: z.string().min(1, 'the service that is paid'),
});

const priceFile = z.strictObject({
  asOf: z.iso.date({ error: 'a day, as 2026-11-25' }),
  source: z.string().min(1, 'where the prices are from'),
  region: z.string().min(1, 'a region'),
  prices: z.record(z.string(), price),
});

/** Prices of one region on one day. */
export type PriceFile = Readonly<z.output<typeof priceFile>>;

/** Ours. */
export const PRICE_FILE = fileURLToPath(new URL('prices.yaml', import.meta.url));

/** The file of prices is missing or broken. */
export class PriceFileError extends Error {
  override readonly name = 'PriceFileError';
  readonly code = 'bad-price-file';
}

/** @throws {PriceFileError} naming the field, the value and the way out */
export function readPriceFile(path: string = PRICE_FILE): PriceFile {
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new PriceFileError(
      `${path} cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`,
      {
        cause,
      },
    );
  }
  const parsed = priceFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: field, message }) => `${field.join('.')}: give ${message}`);
  throw new PriceFileError(`${path}: ${faults.join('; ')}`);
}
