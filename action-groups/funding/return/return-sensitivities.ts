import { centsFromUsd, subtractCents, usdFromCents, wholeCents } from '../../kernel/money.ts';
import { cashInputs } from './build-scenario.ts';
import { cashFlow, presentValueOf } from './cash-flow.ts';
import type { Assumption, AssumptionKey, ReturnSensitivity } from './return-on-investment.ts';
import { sensitivityText } from './return-words.ts';

/** How far an input without a range is moved either way. */
export const MOVED_SHARE = 0.2;

/** What the NPV would be with each input moved, the others at their middle; the one that moves most first. */
export function returnSensitivities(list: readonly Assumption[]): readonly ReturnSensitivity[] {
  const npv = (key: AssumptionKey, value: number) =>
    presentValueOf(cashFlow(cashInputs(list, 'median', { [key]: value })));
  return list
    .filter(({ key, value }) => key !== 'horizonMonths' && value.high !== 0)
    .map(({ key, name, unit, value }) => {
      const hasRange = value.low !== value.high;
      const [lowValue, highValue] = hasRange ? [value.low, value.high] : movedBy(value.median, unit);
      const [atLow, atHigh] = [npv(key, lowValue), npv(key, highValue)];
      const moved = {
        key,
        name,
        unit,
        moved: hasRange ? ('range' as const) : ('share' as const),
        lowValue,
        highValue,
        npvAtLowUsd: usdFromCents(atLow),
        npvAtHighUsd: usdFromCents(atHigh),
      };
      const effectUsd = usdFromCents(wholeCents(Math.abs(subtractCents(atHigh, atLow))));
      return { ...moved, effectUsd, text: sensitivityText(moved) };
    })
    .toSorted((a, b) => b.effectUsd - a.effectUsd);
}

/** Months move by a whole one at least, and none takes less than one. */
function movedBy(value: number, unit: Assumption['unit']): readonly [low: number, high: number] {
  const [low, high] = [value * (1 - MOVED_SHARE), value * (1 + MOVED_SHARE)];
  if (unit === 'months')
    return [Math.max(1, Math.min(value - 1, Math.round(low))), Math.max(value + 1, Math.round(high))];
  if (unit === 'usd') return [usdFromCents(centsFromUsd(low)), usdFromCents(centsFromUsd(high))];
  const [from, to] = [Math.min(low, high), Math.max(low, high)];
  return [Math.max(LEAST_RATE_PERCENT, round(from)), round(to)];
}

/** A rate of -90 % moved by a fifth would be one that has no meaning. */
const LEAST_RATE_PERCENT = -99;

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
