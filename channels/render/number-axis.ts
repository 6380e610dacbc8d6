import type { Scale } from '#action-groups/data-analysis/backtest/backtest.ts';
import { fromScale, isOnScale, onScale } from '#action-groups/data-analysis/backtest/scale.ts';

/** An axis over values on a scale. */
export interface NumberAxis {
  readonly low: number;
  readonly high: number;
  /** The place of a value that is on the scale, in pixels; outside the axis its end. */
  at(learned: number): number;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
}

const MOST_TICKS = 7;

/** The axis over these values, between two places; the ticks are round numbers of the natural scale. */
export function numberAxis(
  values: readonly number[],
  from: number,
  to: number,
  scale: Scale | 'share',
): NumberAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (!(high > low))
    [low, high] = [(Number.isFinite(low) ? low : 0) - 1, (Number.isFinite(low) ? low : 0) + 1];
  const at = (learned: number) => {
    const share = Math.min(1, Math.max(0, (learned - low) / (high - low)));
    return Math.round((from + share * (to - from)) * 10) / 10;
  };
  const ticks = scale === 'share' || scale === 'x' ? evenTicks(low, high) : powerTicks(scale, low, high);
  return {
    low,
    high,
    at,
    ticks: ticks.map(({ learned, value }) => ({
      place: at(learned),
      label: scale === 'share' ? `${Math.round(value * 100)} %` : labelOf(value),
    })),
  };
}

function labelOf(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
}

function evenTicks(low: number, high: number): readonly { learned: number; value: number }[] {
  const rough = (high - low) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? power;
  const ticks: { learned: number; value: number }[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index += 1)
    ticks.push({ learned: index * step, value: index * step });
  return ticks;
}

/** Powers of ten, with 2 and 5 of each between them where there is room. */
function powerTicks(scale: Scale, low: number, high: number): readonly { learned: number; value: number }[] {
  const least = Math.floor(Math.log10(Math.max(1e-300, fromScale(scale, low)))) - 1;
  const most = Math.ceil(Math.log10(Math.max(1e-300, fromScale(scale, high)))) + 1;
  const from = scale === 'ln(1 + x)' ? Math.max(0, least) : least;
  for (const { mantissas, every } of DENSITIES) {
    const values = scale === 'ln(1 + x)' ? [0] : [];
    for (let power = from; power <= most; power += 1)
      if (power % every === 0) for (const mantissa of mantissas) values.push(mantissa * 10 ** power);
    const ticks = values
      .filter((value) => isOnScale(scale, value))
      .map((value) => ({ learned: onScale(scale, value), value }))
      .filter(({ learned }) => learned >= low && learned <= high);
    if (ticks.length <= MOST_TICKS) return ticks;
  }
  return [];
}

const DENSITIES: readonly { readonly mantissas: readonly number[]; readonly every: number }[] = [
  { mantissas: [1, 2, 5], every: 1 },
  { mantissas: [1, 3], every: 1 },
  ...[1, 2, 3, 5, 10, 20, 50, 100].map((every) => ({ mantissas: [1], every })),
];
