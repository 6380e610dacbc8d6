import { CUSTOMER_SEGMENTS } from '#knowledge-base/projects/vocabulary.ts';
import { formatUsd } from '../kernel/format.ts';
import { evaluate, formulaText, type Ground, partsThatCount } from './evaluate-formula.ts';
import { type Facts, factText } from './fact.ts';
import { factField, type MoneyFact } from './fact-fields.ts';
import { type Formula, figuresOf, partsOf } from './formula.ts';
import type { AmountStep, Basis, UsdRange } from './funding-plan.ts';
import {
  addRanges,
  type CentsRange,
  greatestRange,
  leastRange,
  sameRange,
  usdRangeOf,
} from './money-range.ts';
import type { Program } from './program.ts';

/** An amount with how it was reckoned. */
export interface Amount {
  /** Null where something that it needs is not known. */
  readonly range: CentsRange | null;
  readonly steps: readonly AmountStep[];
  readonly phases: readonly AmountPhase[];
  readonly isCapped: boolean;
  readonly basis: Basis;
  /** Facts that it needs and are not known. */
  readonly unknown: readonly MoneyFact[];
  /** The customer's size changes it and is not known: the range spans all sizes. */
  readonly spansSegments: boolean;
}

export interface AmountPhase {
  readonly phase: string;
  readonly name: string;
  readonly form: Program['form'];
  readonly range: CentsRange | null;
}

/**
 * Reckons what a program pays, in cents; undefined for one that pays nothing.
 * @throws {MoneyError} for amounts beyond what can be kept to the cent
 */
export function reckonAmount(
  { amount, figures, form }: Pick<Program, 'amount' | 'figures' | 'form'>,
  facts: Facts,
): Amount | undefined {
  if (amount === undefined) return undefined;
  const size = facts.customerSegment;
  const ground: Ground = {
    facts,
    figures,
    segment: CUSTOMER_SEGMENTS.find((each) => size?.kind === 'text' && size.value === each),
  };
  const { formula, phases = [], cap, floor } = amount;
  const formulas = [
    formula,
    cap,
    floor,
    ...phases.flatMap((each) => [each.formula, each.cap, each.floor]),
  ].filter((each) => each !== undefined);
  const single = formula === undefined ? undefined : reckonStep(formula, { cap, floor }, ground);
  const parts = phases.map((phase) => ({
    phase,
    reckoned: reckonStep(phase.formula, phase, ground, phase.name),
  }));
  const known = parts.map(({ reckoned }) => reckoned.range).filter((each) => each !== null);
  const whole =
    single ?? limitSum(known.length === parts.length ? addRanges(known) : null, { cap, floor }, ground);
  const steps = [...parts.flatMap(({ reckoned }) => reckoned.steps), ...whole.steps];
  return {
    range: whole.range,
    steps,
    phases: parts.map(({ phase, reckoned }) => ({
      phase: phase.phase,
      name: phase.name,
      form: phase.form ?? form,
      range: reckoned.range,
    })),
    isCapped: whole.isCapped || parts.some(({ reckoned }) => reckoned.isCapped),
    basis: basisOf(formulas, ground),
    unknown: [...new Set(formulas.flatMap((each) => unknownIn(each, ground)))],
    spansSegments: ground.segment === undefined && formulas.some(dependsOnSegment),
  };
}

export function dependsOnSegment(formula: Formula): boolean {
  return partsOf(formula).some(({ kind }) => kind === 'by-segment');
}

interface Limits {
  readonly cap?: Formula | undefined;
  readonly floor?: Formula | undefined;
}

interface Reckoned {
  readonly range: CentsRange | null;
  readonly steps: readonly AmountStep[];
  readonly isCapped: boolean;
}

function reckonStep(formula: Formula, limits: Limits, ground: Ground, name?: string): Reckoned {
  const before = evaluate(formula, ground);
  if (before === null) return { range: null, steps: [], isCapped: false };
  const { range, limitText, isCapped } = limit(before, limits, ground);
  const words = formulaText(formula, ground);
  const step: AmountStep = {
    formula: name === undefined ? words : `${name}: ${words}`,
    inputs: inputsOf(formula, ground),
    amountUsd: usdRangeOf(range),
    limitText,
    basis: basisOf(
      [formula, limits.cap, limits.floor].filter((each) => each !== undefined),
      ground,
    ),
  };
  return { range, steps: [step], isCapped };
}

function limitSum(sum: CentsRange | null, limits: Limits, ground: Ground): Reckoned {
  if (sum === null) return { range: null, steps: [], isCapped: false };
  const { range, limitText, isCapped } = limit(sum, limits, ground);
  const step: AmountStep = {
    formula: 'all phases together',
    inputs: [],
    amountUsd: usdRangeOf(range),
    limitText,
    basis: basisOf(
      [limits.cap, limits.floor].filter((each) => each !== undefined),
      ground,
    ),
  };
  return { range, steps: [step], isCapped };
}

function limit(before: CentsRange, { cap, floor }: Limits, ground: Ground) {
  const least = floor === undefined ? null : evaluate(floor, ground);
  const raised = least === null ? before : greatestRange([before, least]);
  const most = cap === undefined ? null : evaluate(cap, ground);
  const range = most === null ? raised : leastRange([raised, most]);
  const isCapped = !sameRange(range, raised);
  const texts = [
    ...(least === null || sameRange(raised, before) ? [] : [`raised to the floor of ${rangeText(least)}`]),
    ...(most === null || !isCapped
      ? []
      : [`held down by the cap of ${rangeText(most)}; without it ${rangeText(raised)}`]),
  ];
  return { range, isCapped, limitText: texts.length === 0 ? null : texts.join('; ') };
}

function unknownIn(formula: Formula, ground: Ground): readonly MoneyFact[] {
  return partsThatCount(formula, ground).flatMap((part) =>
    part.kind === 'fact' && ground.facts[part.fact] === undefined ? [part.fact] : [],
  );
}

function basisOf(formulas: readonly Formula[], ground: Ground): Basis {
  const figures = formulas
    .flatMap((formula) => partsThatCount(formula, ground))
    .flatMap((part) => figuresOf(part).map(({ figure }) => ground.figures[figure]));
  return figures.some((figure) => figure?.basis === 'illustrative') ? 'illustrative' : 'published';
}

function inputsOf(formula: Formula, ground: Ground): string[] {
  const facts = partsThatCount(formula, ground).flatMap((part) => (part.kind === 'fact' ? [part.fact] : []));
  return [...new Set(facts)].map((name) => {
    const fact = ground.facts[name];
    const shown = fact === undefined ? 'not known, so it limits nothing' : factText(name, fact);
    return `${factField(name).name}: ${shown}`;
  });
}

/** `$25k`, `$9.88k to $111k`. */
export function rangeText(range: CentsRange | UsdRange, unit: 'cents' | 'usd' = 'cents'): string {
  const size = unit === 'cents' ? 100 : 1;
  const [low, high] = [formatUsd(range.low / size), formatUsd(range.high / size)];
  return low === high ? low : `${low} to ${high}`;
}
