import { formatUsd } from '#action-groups/kernel/format.ts';

/** A logarithmic axis of US dollars; the picture has the same margin on both sides. */
export interface LogAxis {
  /** Pixels; amounts outside the axis are drawn at its end. */
  x(usd: number): number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

/** Smallest amount the axis can show: there is no logarithm of nothing. */
export const LEAST_USD = 1;

/** An average character of 12 px text, in pixels: on the wide side, since the server cannot measure. */
export const CHARACTER_WIDTH = 7.2;

/** The axis over these amounts (each at least {@link LEAST_USD}), padded, and never less than one decade. */
export function logAxis(amountsUsd: readonly number[], fromX: number, toX: number): LogAxis {
  const [low, high] = domain(amountsUsd.map((amount) => Math.log10(Math.max(LEAST_USD, amount))));
  const x = (usd: number) => {
    const share = (Math.log10(Math.max(LEAST_USD, usd)) - low) / (high - low);
    return Math.round((fromX + Math.min(1, Math.max(0, share)) * (toX - fromX)) * 10) / 10;
  };
  return { x, ticks: readableTicks(low, high, x, toX + fromX) };
}

const PADDING_DECADES = 0.08;
const LEAST_DECADES = 1;
/** Powers of ten past this are no amount of money; the axis ends there so that its figures stay finite. */
const MOST_DECADES = 300;

function domain(logs: readonly number[]): readonly [number, number] {
  const low = Math.min(MOST_DECADES, ...logs) - PADDING_DECADES;
  const high = Math.max(0, ...logs.map((log) => Math.min(MOST_DECADES, log))) + PADDING_DECADES;
  const missing = Math.max(0, LEAST_DECADES - (high - low)) / 2;
  return [Math.max(-PADDING_DECADES, low - missing), high + missing];
}

/** From dense to sparse: mantissas within each `decades`-th power of ten. */
const DENSITIES: readonly { readonly mantissas: readonly number[]; readonly decades: number }[] = [
  { mantissas: [1, 2, 5], decades: 1 },
  { mantissas: [1, 3], decades: 1 },
  ...[1, 2, 3, 5, 10, 20, 50, 100].map((decades) => ({ mantissas: [1], decades })),
];

/** The densest ticks whose labels keep apart and stay inside the picture. */
function readableTicks(
  low: number,
  high: number,
  x: (usd: number) => number,
  width: number,
): LogAxis['ticks'] {
  for (const { mantissas, decades } of DENSITIES) {
    const ticks = ticksOf(low, high, mantissas, decades).map((usd) => ({ x: x(usd), label: formatUsd(usd) }));
    const inside = ticks.filter((tick) => tick.x - halfWidth(tick) >= 0 && tick.x + halfWidth(tick) <= width);
    const apart = inside.every((tick, index) => {
      const next = inside[index + 1];
      return next === undefined || next.x - halfWidth(next) - (tick.x + halfWidth(tick)) >= CHARACTER_WIDTH;
    });
    if (apart) return inside;
  }
  return [];
}

function ticksOf(
  low: number,
  high: number,
  mantissas: readonly number[],
  decades: number,
): readonly number[] {
  const first = Math.floor(Math.max(0, low) / decades) * decades;
  const ticks: number[] = [];
  for (let power = first; power <= high; power += decades) {
    for (const mantissa of mantissas) {
      const log = power + Math.log10(mantissa);
      if (log >= low && log <= high) ticks.push(mantissa * 10 ** power);
    }
  }
  return ticks;
}

function halfWidth({ label }: { readonly label: string }): number {
  return (label.length * CHARACTER_WIDTH) / 2;
}
