import { z } from 'zod';

export const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A regular expression as cases write it; `contradictions.ts` looks whether it is one. */
export const pattern = z.string().min(1);

/** A value to be met: exactly, by a pattern, one of several, or not there. */
export const match = z.union([
  scalar,
  z.strictObject({ re: pattern }),
  z.strictObject({ anyOf: z.array(scalar).min(1) }),
  z.strictObject({ absent: z.literal(true) }),
]);
export type Match = z.infer<typeof match>;

/** How many, both ends included. */
export const range = z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() });
export type Range = z.infer<typeof range>;

/** Milliseconds as a number, or `800ms`, `2.5s`, `1m`. */
export const duration = z.union([z.number().positive(), z.string().regex(/^\d+(\.\d+)?(ms|s|m)$/)]);

/** A number with how far beside it one may be: `5` in its own unit, `2%` of it; exactly when left out. */
export const number = z.strictObject({
  is: z.number(),
  tol: z.union([z.number().min(0), z.string().regex(/^\d+(\.\d+)?%?$/)]).optional(),
});
export type ExpectedNumber = z.infer<typeof number>;
