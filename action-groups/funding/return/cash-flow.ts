import { addCents, type Cents, NO_CENTS, negateCents, scaleCents, spreadCents } from '../../kernel/money.ts';
import { monthlyRate } from './present-value.ts';

/** What the cash of the months follows from, amounts to the cent. */
export interface CashInputs {
  readonly migrationCost: Cents;
  readonly current: Cents;
  readonly run: Cents;
  readonly savings: Cents;
  readonly growth: Cents;
  /** At most the migration cost. */
  readonly funding: Cents;
  readonly deliveryMonths: number;
  readonly horizonMonths: number;
  /** A year, above -100. */
  readonly discountRatePercent: number;
}

/** One month's cash; what is paid is negative. */
export interface CashLine {
  readonly month: number;
  readonly migration: Cents;
  readonly funding: Cents;
  readonly run: Cents;
  readonly benefit: Cents;
  readonly net: Cents;
  readonly cumulative: Cents;
  readonly discounted: Cents;
  readonly cumulativeDiscounted: Cents;
}

/**
 * The cash of months 0 to the horizon, against going on as today. The migration is paid in equal parts over the months of
 * delivery, funding comes in the last of them, AWS and what it brings begin the month after. Each month's present value is
 * rounded to the cent, so that the NPV is the sum of what a table shows.
 * @throws {MoneyError} where an amount is too large to be kept to the cent.
 */
export function cashFlow(inputs: CashInputs): readonly CashLine[] {
  const { deliveryMonths, discountRatePercent, horizonMonths } = inputs;
  // A delivery that outlasts the horizon is paid within it all the same.
  const months = Math.min(deliveryMonths, horizonMonths + 1);
  const parts = spreadCents(negateCents(inputs.migrationCost), months);
  const benefit = addCents(inputs.current, inputs.savings, inputs.growth);
  const rate = monthlyRate(discountRatePercent);
  const lines: CashLine[] = [];
  for (let month = 0; month <= horizonMonths; month += 1) {
    const isLive = month >= months;
    const line = {
      migration: parts[month] ?? NO_CENTS,
      funding: month === months - 1 ? inputs.funding : NO_CENTS,
      run: isLive ? negateCents(inputs.run) : NO_CENTS,
      benefit: isLive ? benefit : NO_CENTS,
    };
    const net = addCents(line.migration, line.funding, line.run, line.benefit);
    const discounted = scaleCents(net, (1 + rate) ** -month);
    const before = lines.at(-1);
    lines.push({
      month,
      ...line,
      net,
      cumulative: addCents(before?.cumulative ?? NO_CENTS, net),
      discounted,
      cumulativeDiscounted: addCents(before?.cumulativeDiscounted ?? NO_CENTS, discounted),
    });
  }
  return lines;
}

/** The sum of the months' present values. */
export function presentValueOf(lines: readonly CashLine[]): Cents {
  return lines.at(-1)?.cumulativeDiscounted ?? NO_CENTS;
}
