import type { ExpectedNumber } from './match.ts';

/** The expression behind a pattern of a case: case does not count, `(?i)` in front changes nothing. @throws {SyntaxError} */
export function patternOf(text: string): RegExp {
  return new RegExp(text.replace(/^\(\?i\)/, ''), 'iu');
}

const MS = { ms: 1, s: 1_000, m: 60_000 } as const;

/** A duration in milliseconds: a number of them, or `800ms`, `2.5s`, `1m`. */
export function durationMs(value: number | string): number {
  if (typeof value === 'number') return value;
  const [, amount, unit] = /^([\d.]+)(ms|s|m)$/.exec(value) ?? [];
  return Number(amount) * MS[unit as keyof typeof MS];
}

/** The largest difference that an expected number allows. */
export function toleranceOf({ is, tol = 0 }: ExpectedNumber): number {
  if (typeof tol === 'number') return tol;
  return tol.endsWith('%') ? (Math.abs(is) * Number(tol.slice(0, -1))) / 100 : Number(tol);
}
