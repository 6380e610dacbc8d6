import { z } from 'zod';
import { CUSTOMER_SEGMENTS } from '#knowledge-base/projects/vocabulary.ts';
import { FACT_NAMES } from './fact-fields.ts';
import { type FieldFault, type Formula, parseFormula } from './formula.ts';
import { BASES, FUNDING_FORMS, PAID_TO } from './funding-plan.ts';

export const PROGRAM_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const line = z.string().trim().min(1, 'must not be empty').max(400, 'at most 400 characters');
const date = z.iso.date('a date that exists, YYYY-MM-DD, in quotation marks');
const address = z
  .string()
  .max(300)
  .regex(/^https:\/\/[^\s<>"']+$/, 'an https address');

/** A number that the program states. Formulas, rules and milestones name it, so that its basis goes with it. */
export const programFigure = z
  .strictObject({
    value: z.number().min(0, 'not negative').max(1e12, 'at most 1e12'),
    unit: z.enum(['usd', 'percent', 'days']),
    /** What it is, as it stands behind the number: `of the ARR in credits`. */
    says: line,
    basis: z.enum(BASES),
    /** Of a published one: who says so, where and when. */
    source: line.optional(),
    url: address.optional(),
    date: date.optional(),
  })
  .superRefine(({ basis, source, url, date, unit, value }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    for (const [name, given] of Object.entries({ source, url, date })) {
      if (basis === 'published' && given === undefined)
        wrong(name, `a published figure needs its ${name}; without one its basis is illustrative`);
      if (basis === 'illustrative' && given !== undefined)
        wrong(name, `an illustrative figure has no ${name}; leave it out, or the basis is published`);
    }
    if (unit === 'percent' && value > 100) wrong('value', 'a percentage is at most 100');
    if (unit === 'days' && (!Number.isInteger(value) || value > 3650))
      wrong('value', 'days are whole and at most 3650');
  });
export type ProgramFigure = z.infer<typeof programFigure>;

export const OPERATORS = [
  'is',
  'is-not',
  'in',
  'not-in',
  'at-least',
  'at-most',
  'includes-any',
  'includes-none',
] as const;
export type Operator = (typeof OPERATORS)[number];

export const programRule = z
  .strictObject({
    field: z.enum(FACT_NAMES),
    operator: z.enum(OPERATORS),
    value: z.union([z.string(), z.boolean(), z.array(z.string()).min(1)]).optional(),
    /** The number to compare with, by its name among the figures. */
    figure: z.string().optional(),
    /** A clause: `the work has to move or modernise a workload`. */
    why: line,
    basis: z.enum(BASES),
    /** What it means when the rule does not hold: a no, or something to do first. */
    ifUnmet: z.enum(['no', 'act']).default('no'),
    action: line.optional(),
    /** What it means when it is not known. */
    ifUnknown: z.enum(['ask', 'assume', 'no']),
    /** Instead of the field's own question. */
    question: line.optional(),
  })
  .superRefine(({ value, figure, ifUnmet, action, ifUnknown, question }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if ((value === undefined) === (figure === undefined))
      wrong('value', 'either value or figure has to be given');
    if (ifUnmet === 'act' && action === undefined)
      wrong('action', 'ifUnmet: act needs the action that would mend it');
    if (ifUnmet === 'no' && action !== undefined)
      wrong('action', 'an action needs ifUnmet: act; leave one of them out');
    if (ifUnknown !== 'ask' && question !== undefined)
      wrong('question', 'a question needs ifUnknown: ask; leave one of them out');
  });
export type ProgramRule = z.infer<typeof programRule>;

const formula = z.unknown().transform((value, context): Formula => {
  const faults: FieldFault[] = [];
  const read = parseFormula(value, [], faults);
  for (const { path, problem } of faults)
    context.addIssue({ code: 'custom', path: [...path], message: problem });
  return read ?? z.NEVER;
});

const limits = { cap: formula.optional(), floor: formula.optional() };

export const programPhase = z.strictObject({
  phase: z.string().regex(PROGRAM_ID, 'lower-case words joined by -'),
  name: line,
  /** Where a phase is paid otherwise than the rest. */
  form: z.enum(FUNDING_FORMS).optional(),
  formula,
  ...limits,
});

/** A formula, or phases that each have one; then the limits of the whole. */
const programAmount = z
  .strictObject({ formula: formula.optional(), phases: z.array(programPhase).min(1).optional(), ...limits })
  .refine((given) => (given.formula === undefined) !== (given.phases === undefined), {
    path: ['formula'],
    message: 'either formula or phases has to be given',
  });
export type ProgramAmount = z.infer<typeof programAmount>;

export const programMilestone = z.strictObject({
  name: line,
  text: line,
  /** What the day is counted from. */
  anchor: z.enum(['close', 'start', 'launch']),
  when: z.enum(['before', 'after']),
  /** A figure in days. */
  days: z.string(),
  /** How long it usually takes: a figure in days. */
  takes: z.string().optional(),
  /** The last day to apply. */
  isDeadline: z.boolean().default(false),
});

export const programStacking = z.strictObject({
  /** Not together with these, whichever file says so. */
  excludes: z.array(z.string()).default([]),
  /** Only together with each of these. */
  requires: z.array(z.string()).default([]),
  /** Applied for after these, where both are taken. */
  after: z.array(z.string()).default([]),
  /** At most one program of those that name the same group. */
  atMostOneOf: z.string().regex(PROGRAM_ID).optional(),
});

/** What a file in `programs/` holds. */
export const programFile = z
  .strictObject({
    name: line,
    shortName: z.string().trim().min(2).max(40),
    aliases: z.array(z.string().trim().min(2).max(80)).default([]),
    /** Whose money it is. */
    owner: line,
    purpose: line,
    /** Both inclusive. */
    validFrom: date,
    validTo: date,
    documentId: z.string().regex(PROGRAM_ID),
    source: z.strictObject({ title: line, url: address, date }),
    paidTo: z.enum(PAID_TO),
    form: z.enum(FUNDING_FORMS),
    figures: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name in camelCase'), programFigure),
    eligibility: z.array(programRule).min(1),
    /** Of a service: what it is worth. Left out of a benefit. */
    amount: programAmount.optional(),
    tiers: z.partialRecord(z.enum(CUSTOMER_SEGMENTS), line).default({}),
    /** In the order in which they are needed. */
    documents: z.array(z.strictObject({ name: line, text: line })).min(1),
    milestones: z.array(programMilestone).default([]),
    stacking: programStacking.prefault({}),
  })
  .superRefine(({ amount, form, validFrom, validTo }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (validTo < validFrom) wrong('validTo', `is before validFrom ${validFrom}; change one of them`);
    if ((form === 'cash' || form === 'credits') && amount === undefined)
      wrong('amount', `is missing; ${form} needs an amount`);
    if (form === 'benefit' && amount !== undefined)
      wrong('amount', 'a benefit has no amount; leave it out, or it is cash, credits or a service');
  });

/** A funding program; its id is the file's name. */
export type Program = { readonly id: string } & z.infer<typeof programFile>;
