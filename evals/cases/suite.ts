import { z } from 'zod';
import { expectation } from './expectation.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'is no id: small letters, digits and hyphens');

/** What is broken on purpose in a turn; only a target in this process can do it. */
export const FAULTS = ['throttle', 'timeout', 'empty-result', 'cut-stream'] as const;
export type Fault = (typeof FAULTS)[number];

export const GATES = ['critical', 'normal', 'report-only'] as const;

/** Who speaks in a session: a seller of the directory, or one made up, who sees these partners. */
const session = z.strictObject({
  seller: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  partners: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]).optional(),
});
export type SessionSpec = z.infer<typeof session>;

const turn = z.strictObject({
  user: z.string().min(1),
  /** Which session of the case; needed where there are several. */
  in: z.string().optional(),
  fault: z.enum(FAULTS).optional(),
  expect: expectation.optional(),
});

const evalCase = z.strictObject({
  id,
  why: z.string().optional(),
  /** Ids of `evals/requirements.ts`. */
  proves: z.array(z.string()).min(1).optional(),
  /** `known-gap` marks a case that fails and is known to: it is run and listed, and holds no gate. */
  tags: z.array(z.string().min(1)).optional(),
  gate: z.enum(GATES).optional(),
  /** Cases of one cluster are one unit of the statistics; the case's id when left out. */
  cluster: id.optional(),
  repeats: z.int().min(1).max(100).optional(),
  /** Held by itself before all others: what it asks for depends on what others have left. */
  alone: z.literal(true).optional(),
  seller: z.string().min(1).optional(),
  sessions: z.record(id, session).optional(),
  turns: z.array(turn).min(1),
});

const defaults = z.strictObject({
  seller: z.string().min(1).optional(),
  gate: z.enum(GATES).optional(),
  tags: z.array(z.string().min(1)).optional(),
  proves: z.array(z.string()).min(1).optional(),
  repeats: z.int().min(1).max(100).optional(),
  /** Merged into the expectation of every turn; what a turn says itself goes before it. */
  expect: expectation.optional(),
});

/** A suite file, closed: a key that is not here is a mistake. */
export const suite = z.strictObject({
  suite: id,
  description: z.string().optional(),
  /** The day the conversations are held, YYYY-MM-DD. */
  today: z.iso.date(),
  defaults: defaults.optional(),
  /** Files with more cases, by their path from this file: each is `{cases: […]}`. */
  include: z.array(z.string().min(1)).optional(),
  cases: z.array(evalCase).optional(),
});
export type SuiteFile = z.infer<typeof suite>;
export type CaseSpec = z.infer<typeof evalCase>;
export type TurnSpec = z.infer<typeof turn>;

/** What a suite includes. */
export const includedCases = z.strictObject({ cases: z.array(evalCase).min(1) });
