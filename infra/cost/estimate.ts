import { ASSUMPTIONS, type Assumed, type AssumptionName } from './assumptions.ts';
import type { PriceFile } from './price-file.ts';
import type { Usage, UsageOptions } from './usage.ts';

export interface CostLine extends Usage {
  readonly service: string;
  readonly unit: string;
  readonly monthlyUsd: number;
}

export interface CostEstimate {
  readonly environment: string;
  readonly sellers: number;
  /** A seller's, a month. */
  readonly turns: number;
  readonly monthlyUsd: number;
  /** Paid while nobody asks. */
  readonly fixedUsd: number;
  /** What one turn more adds. */
  readonly turnUsd: number;
  readonly sellerUsd: number;
  readonly budgetUsd: number;
  /** The most expensive first. */
  readonly services: readonly {
    readonly service: string;
    readonly monthlyUsd: number;
    readonly share: number;
  }[];
  readonly lines: readonly CostLine[];
  readonly prices: Pick<PriceFile, 'asOf' | 'source' | 'region'>;
  readonly assumptions: readonly {
    readonly name: AssumptionName;
    readonly value: number;
    readonly unit: string;
    readonly why: string;
  }[];
  /** What is left out, in words. */
  readonly leftOut: readonly string[];
}

const LEFT_OUT = [
  'free tiers, discounts, taxes and support',
  'SMS, PagerDuty, Slack and the issuer of tokens',
  'CloudTrail, GuardDuty and what else an account has by itself',
  'the first load of data and documents',
  'the pipeline’s builds',
] as const;

/**
 * A month's cost, each line its own.
 * @throws {RangeError} when a line has no price in the file
 */
export function estimate(usage: readonly Usage[], prices: PriceFile, options: UsageOptions): CostEstimate {
  const lines = usage
    .map((each): CostLine => {
      const price = prices.prices[each.price];
      if (price === undefined)
        throw new RangeError(`"${each.price}" has no price in the price file: add it, for ${each.what}`);
      const { service, unit } = price;
      return { ...each, service, unit, monthlyUsd: (each.quantity / price.per) * price.usd };
    })
    .toSorted((a, b) => b.monthlyUsd - a.monthlyUsd);
  const sum = (some: readonly CostLine[]) => some.reduce((total, line) => total + line.monthlyUsd, 0);
  const monthlyUsd = sum(lines);
  const fixedUsd = sum(lines.filter(({ kind }) => kind === 'fixed'));
  const count = options.sellers * options.turns;
  const services = [...new Set(lines.map(({ service }) => service))]
    .map((service) => {
      const own = sum(lines.filter((line) => line.service === service));
      return { service, monthlyUsd: own, share: monthlyUsd === 0 ? 0 : own / monthlyUsd };
    })
    .toSorted((a, b) => b.monthlyUsd - a.monthlyUsd);
  return {
    environment: options.config.environment,
    sellers: options.sellers,
    turns: options.turns,
    monthlyUsd,
    fixedUsd,
    turnUsd: count === 0 ? 0 : (monthlyUsd - fixedUsd) / count,
    sellerUsd: options.sellers === 0 ? 0 : monthlyUsd / options.sellers,
    budgetUsd: options.config.budget.monthlyUsd,
    services,
    lines,
    prices: { asOf: prices.asOf, source: prices.source, region: prices.region },
    assumptions: assumptionsOf(options.assumed),
    leftOut: LEFT_OUT,
  };
}

function assumptionsOf(assumed: Assumed) {
  return (Object.keys(ASSUMPTIONS) as AssumptionName[]).map((name) => ({
    name,
    value: assumed[name],
    unit: ASSUMPTIONS[name].unit,
    why: ASSUMPTIONS[name].why,
  }));
}

/** The estimate for a person: the sum, where it goes, and what it takes for granted. */
export function describeEstimate(found: CostEstimate): string {
  const { environment, sellers, turns, monthlyUsd, fixedUsd, budgetUsd, prices } = found;
  const over = monthlyUsd > budgetUsd ? 'MORE than' : 'within';
  return [
    `${environment}: ${usd(monthlyUsd)} a month for ${sellers} sellers with ${turns} turns each, ${over} the budget of ${usd(budgetUsd)}.`,
    `${usd(fixedUsd)} of it while nobody asks; a turn adds ${usd(found.turnUsd)}; ${usd(found.sellerUsd)} a seller.`,
    '',
    'Where the money goes:',
    ...found.services
      .filter(({ monthlyUsd: own }) => own >= 0.005)
      .map(
        ({ service, monthlyUsd: own, share }) =>
          `  ${service.padEnd(24)} ${usd(own).padStart(10)}  ${`${Math.round(share * 100)} %`.padStart(5)}`,
      ),
    '',
    'The ten largest lines:',
    ...found.lines
      .slice(0, 10)
      .map(
        ({ service, what, quantity, unit, monthlyUsd: own, kind }) =>
          `  ${usd(own).padStart(10)}  ${service}: ${what}, ${rounded(quantity)} ${unit}${kind === 'turns' ? ' (grows with turns)' : ''}`,
      ),
    '',
    'Taken for granted (change with --assume NAME=VALUE):',
    ...found.assumptions.map(
      ({ name, value, unit, why }) => `  ${name.padEnd(16)} ${String(value).padStart(6)} ${unit}: ${why}`,
    ),
    '',
    `Left out: ${found.leftOut.join('; ')}.`,
    `Prices of ${prices.region} as of ${prices.asOf}: ${prices.source}.`,
  ].join('\n');
}

function usd(value: number): string {
  if (value !== 0 && value < 1) return `$${value.toPrecision(2)}`;
  return `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}
