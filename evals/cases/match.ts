import { z } from 'zod';

export const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A regular expression as cases write it; it is read without regard to case, `(?i)` in front changes nothing. */
export const pattern = z.string().min(1).refine(isPattern, { error: 'is no regular expression' });

function isPattern(text: string): boolean {
  try {
    patternOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The expression behind a pattern of a case. @throws {SyntaxError} */
export function patternOf(text: string): RegExp {
  return new RegExp(text.replace(/^\(\?i\)/, ''), 'iu');
}

/** A value to be met: exactly, by a pattern, one of several, or not there. */
export const match = z.union([
  scalar,
  z.strictObject({ re: pattern }),
  z.strictObject({ anyOf: z.array(scalar).min(1) }),
  z.strictObject({ absent: z.literal(true) }),
]);
export type Match = z.infer<typeof match>;

/** How many, both ends included. */
export const range = z
  .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
  .refine(({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max, { error: 'min is above max' });
export type Range = z.infer<typeof range>;

/** Milliseconds as a number, or `800ms`, `2.5s`, `1m`. */
export const duration = z.union([z.number().positive(), z.string().regex(/^\d+(\.\d+)?(ms|s|m)$/)]);

const MS = { ms: 1, s: 1_000, m: 60_000 } as const;

/** A duration of a case in milliseconds. */
export function durationMs(value: z.infer<typeof duration>): number {
  if (typeof value === 'number') return value;
  const [, amount, unit] = /^([\d.]+)(ms|s|m)$/.exec(value) ?? [];
  return Number(amount) * MS[unit as keyof typeof MS];
}

/** A number with how far beside it one may be: `5` in its own unit, `2%` of it; exactly when left out. */
export const number = z.strictObject({
  is: z.number(),
  tol: z.union([z.number().min(0), z.string().regex(/^\d+(\.\d+)?%?$/)]).optional(),
});
export type ExpectedNumber = z.infer<typeof number>;

/** The largest difference that an expected number allows. */
export function toleranceOf({ is, tol = 0 }: ExpectedNumber): number {
  if (typeof tol === 'number') return tol;
  return tol.endsWith('%') ? (Math.abs(is) * Number(tol.slice(0, -1))) / 100 : Number(tol);
}
