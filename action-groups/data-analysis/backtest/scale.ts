import type { Scale } from './backtest.ts';

interface ScaleRules {
  readonly to: (value: number) => number;
  readonly from: (learned: number) => number;
  /** The least value that is on the scale, and whether it is itself on it. */
  readonly above: number;
  readonly inclusive: boolean;
}

const RULES: Readonly<Record<Scale, ScaleRules>> = {
  'ln x': { to: Math.log, from: Math.exp, above: 0, inclusive: false },
  'ln(1 + x)': {
    to: Math.log1p,
    from: (learned) => Math.max(0, Math.expm1(learned)),
    above: 0,
    inclusive: true,
  },
  x: { to: (value) => value, from: (value) => value, above: Number.NEGATIVE_INFINITY, inclusive: false },
};

/** A value on the scale. */
export function onScale(scale: Scale, value: number): number {
  return RULES[scale].to(value);
}

/** Back from the scale. */
export function fromScale(scale: Scale, learned: number): number {
  return RULES[scale].from(learned);
}

/** Whether the scale has a place for a value. */
export function isOnScale(scale: Scale, value: number): boolean {
  const { above, inclusive } = RULES[scale];
  return Number.isFinite(value) && (inclusive ? value >= above : value > above);
}

/** The least that can be on the scale: an interval does not reach below it. */
export function leastOn(scale: Scale): number {
  return scale === 'ln(1 + x)' ? 0 : Number.NEGATIVE_INFINITY;
}

/** `high / low` of two places on the scale, both with 1 added on `ln(1 + x)`; null where there is no such ratio. */
export function ratioOn(scale: Scale, low: number, high: number): number | null {
  if (scale !== 'x') return Math.exp(high - low);
  return low > 0 ? high / low : null;
}
