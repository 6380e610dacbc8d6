import { parse } from 'yaml';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A value to be met: exactly, by a pattern, one of several, or not there. */
const match = z.union([
  scalar,
  z.strictObject({ re: z.string() }),
  z.strictObject({ anyOf: z.array(scalar).min(1) }),
  z.strictObject({ absent: z.literal(true) }),
]);
export type Match = z.infer<typeof match>;

const period = z.strictObject({ from: z.string().optional(), to: z.string().optional() });

const expectation = z.strictObject({
  /** Arguments of analyzeOpportunity in this turn, a subset. */
  slots: z.record(z.string(), match).optional(),
  described: z.array(z.string()).optional(),
  notDescribed: z.array(z.string()).optional(),
  /** Fields asked for instead of an analysis; exactly these. */
  asks: z.array(z.string()).optional(),
  tools: z
    .strictObject({
      order: z.array(z.string()).optional(),
      none: z.literal(true).optional(),
      forbid: z.array(z.string()).optional(),
    })
    .optional(),
  /** The specification of runInsightQuery, a subset; an empty list means that there is none. */
  insight: z
    .strictObject({
      measures: z
        .array(z.union([z.string(), z.strictObject({ anyOf: z.array(z.string()).min(1) })]))
        .optional(),
      dimensions: z.array(z.string()).optional(),
      filters: z
        .array(
          z.strictObject({
            field: z.string(),
            operator: z.string().optional(),
            values: z.array(scalar).optional(),
          }),
        )
        .optional(),
      period: period.optional(),
      compareWith: period.optional(),
      orderBy: z.strictObject({ by: z.string().optional(), direction: z.string().optional() }).optional(),
      limit: z.number().optional(),
    })
    .optional(),
  /** Operations called in this turn, in any order, each with a subset of its arguments; lists are compared as sets. */
  calls: z
    .array(
      z.strictObject({
        operation: z.string(),
        arguments: z.record(z.string(), z.union([match, z.array(scalar)])).optional(),
      }),
    )
    .optional(),
  /** Each pattern is met by the title, section or address of a source that the answer cites; none for an empty list. */
  cites: z.array(z.string()).optional(),
  find: z.record(z.string(), match).optional(),
  section: z.union([z.string(), z.strictObject({ anyOf: z.array(z.string()) })]).optional(),
  whatIf: z.boolean().optional(),
  answer: z
    .strictObject({
      contains: z.array(z.string()).optional(),
      notContains: z.array(z.string()).optional(),
      matches: z.array(z.string()).optional(),
    })
    .optional(),
  /** Every number of the answer stands in a result; true unless said otherwise. */
  numbers: z.strictObject({ grounded: z.boolean() }).optional(),
  refuse: z.enum(['out-of-scope', 'no-access']).optional(),
  outcome: z.enum(['answered', 'asked', 'refused']).optional(),
});
export type Expectation = z.infer<typeof expectation>;

const suite = z.strictObject({
  suite: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  description: z.string().optional(),
  /** The day the conversations are held. */
  today: z.iso.date(),
  cases: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
        why: z.string().optional(),
        /** `known-gap` marks a case that fails and is known to: it is run and listed, and holds no gate. */
        tags: z.array(z.string()).optional(),
        seller: z.string().default('olivia'),
        turns: z.array(z.strictObject({ user: z.string().min(1), expect: expectation.default({}) })).min(1),
      }),
    )
    .min(1),
});
export type Suite = z.infer<typeof suite>;
export type EvalCase = Suite['cases'][number];

export function isKnownGap({ tags = [] }: EvalCase): boolean {
  return tags.includes('known-gap');
}

/** A suite file that cannot be used; the message names file, field and fault. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  readonly code = 'invalid-suite';
}

/** @throws {SuiteError} for text that is no suite: unknown keys, two cases of one id, no case at all. */
export function parseSuite(text: string, file: string): Suite {
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    throw new SuiteError(`${file}: not YAML: ${(cause as Error).message}`, { cause });
  }
  const parsed = suite.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new SuiteError(`${file}: ${faults.join('; ')}`);
  }
  const ids = parsed.data.cases.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) < at);
  if (twice.length > 0) throw new SuiteError(`${file}: two cases are called ${twice.join(', ')}`);
  return parsed.data;
}
