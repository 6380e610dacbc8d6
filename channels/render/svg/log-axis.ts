import { formatUsd } from '#action-groups/kernel/format.ts';
import { textWidth } from './text-room.ts';
import type { Step } from './value-scale.ts';

/** A logarithmic axis of US dollars. */
export interface LogAxis {
  /** Pixels; amounts outside the axis are drawn at its end. */
  at(usd: number): number;
  /** As many as keep apart, and inside the picture. */
  readonly steps: readonly Step[];
}

/** Smallest amount the axis can show: there is no logarithm of nothing. */
export const LEAST_USD = 1;

/**
 * The axis over these amounts (each at least {@link LEAST_USD}), padded, and never less than one decade. From left to
 * right the picture has the same margin on both sides; upright, `from` is the lower end.
 */
export function logAxis(
  amountsUsd: readonly number[],
  from: number,
  to: number,
  direction: 'across' | 'upright' = 'across',
): LogAxis {
  const [low, high] = domain(amountsUsd.map((amount) => Math.log10(Math.max(LEAST_USD, amount))));
  const at = (usd: number) => {
    const share = (Math.log10(Math.max(LEAST_USD, usd)) - low) / (high - low);
    return Math.round((from + Math.min(1, Math.max(0, share)) * (to - from)) * 10) / 10;
  };
  const half = direction === 'across' ? (text: string) => textWidth(text) / 2 : () => UPRIGHT_HALF;
  return { at, steps: readableSteps(low, high, at, from + to, half) };
}

/** Half of the height that a label beside the axis takes. */
const UPRIGHT_HALF = 8;
const GAP = 7;

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

/** The densest steps whose labels keep apart and stay inside the picture. */
function readableSteps(
  low: number,
  high: number,
  at: (usd: number) => number,
  end: number,
  half: (text: string) => number,
): readonly Step[] {
  for (const { mantissas, decades } of DENSITIES) {
    const steps = amountsOf(low, high, mantissas, decades)
      .map((usd) => ({ at: at(usd), text: formatUsd(usd) }))
      .filter((step) => step.at - half(step.text) >= 0 && step.at + half(step.text) <= end);
    const areApart = steps.every((step, index) => {
      const next = steps[index + 1];
      return next === undefined || Math.abs(next.at - step.at) - half(next.text) - half(step.text) >= GAP;
    });
    if (areApart) return steps;
  }
  return [];
}

function amountsOf(
  low: number,
  high: number,
  mantissas: readonly number[],
  decades: number,
): readonly number[] {
  const first = Math.floor(Math.max(0, low) / decades) * decades;
  const amounts: number[] = [];
  for (let power = first; power <= high; power += decades) {
    for (const mantissa of mantissas) {
      const log = power + Math.log10(mantissa);
      if (log >= low && log <= high) amounts.push(mantissa * 10 ** power);
    }
  }
  return amounts;
}
