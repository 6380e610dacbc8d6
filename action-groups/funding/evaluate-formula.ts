import type { CustomerSegment } from '#knowledge-base/projects/vocabulary.ts';
import { type Facts, quantityText } from './fact.ts';
import { factField } from './fact-fields.ts';
import { type Formula, partsOf } from './formula.ts';
import {
  addRanges,
  type CentsRange,
  centsRange,
  greatestRange,
  leastRange,
  percentOf,
  spanOf,
} from './money-range.ts';
import type { Program } from './program.ts';

/** What a formula is reckoned from. */
export interface Ground {
  readonly facts: Facts;
  readonly figures: Program['figures'];
  /** The customer's size; undefined where it is not known. */
  readonly segment: CustomerSegment | undefined;
}

/** Null where a fact is not known; one that is not known among several of `least` limits nothing. */
export function evaluate(formula: Formula, ground: Ground): CentsRange | null {
  switch (formula.kind) {
    case 'fact': {
      const fact = ground.facts[formula.fact];
      return fact?.kind === 'number' ? centsRange(fact) : null;
    }
    case 'figure': {
      const value = ground.figures[formula.figure]?.value ?? 0;
      return centsRange({ low: value, median: value, high: value });
    }
    case 'between': {
      const [low, median, high] = formula.figures.map((name) => ground.figures[name]?.value ?? 0);
      return centsRange({ low: low ?? 0, median: median ?? 0, high: high ?? 0 });
    }
    case 'share': {
      const of = evaluate(formula.of, ground);
      return of === null ? null : percentOf(of, ground.figures[formula.figure]?.value ?? 0);
    }
    case 'by-segment': {
      if (ground.segment !== undefined) return evaluate(formula.bySegment[ground.segment], ground);
      return merge(Object.values(formula.bySegment), ground, spanOf);
    }
    case 'least': {
      const known = formula.terms.map((each) => evaluate(each, ground)).filter((each) => each !== null);
      // Figures alone would be the limit, not the amount.
      const isReckoned = formula.terms.some(
        (each) => partsOf(each).some(({ kind }) => kind === 'fact') && evaluate(each, ground) !== null,
      );
      const needsFact = formula.terms.some((each) => partsOf(each).some(({ kind }) => kind === 'fact'));
      return known.length === 0 || (needsFact && !isReckoned) ? null : leastRange(known);
    }
    case 'sum':
      return merge(formula.terms, ground, addRanges);
    case 'greatest':
      return merge(formula.terms, ground, greatestRange);
  }
}

function merge(
  terms: readonly Formula[],
  ground: Ground,
  by: (ranges: readonly CentsRange[]) => CentsRange,
): CentsRange | null {
  const ranges = terms.map((each) => evaluate(each, ground)).filter((each) => each !== null);
  return ranges.length === terms.length ? by(ranges) : null;
}

/** The parts that count for this customer: of sizes only its own, where it is known. */
export function partsThatCount(formula: Formula, ground: Ground): readonly Formula[] {
  switch (formula.kind) {
    case 'by-segment':
      return ground.segment === undefined
        ? Object.values(formula.bySegment).flatMap((each) => partsThatCount(each, ground))
        : partsThatCount(formula.bySegment[ground.segment], ground);
    case 'share':
      return [formula, ...partsThatCount(formula.of, ground)];
    case 'fact':
    case 'figure':
    case 'between':
      return [formula];
    default:
      return formula.terms.flatMap((each) => partsThatCount(each, ground));
  }
}

/** `the least of 10 % of ARR and $25k`. */
export function formulaText(formula: Formula, ground: Ground): string {
  const figure = (name: string) => {
    const found = ground.figures[name];
    return found === undefined ? name : quantityText(found.value, found.unit);
  };
  switch (formula.kind) {
    case 'fact':
      return factField(formula.fact).name;
    case 'figure':
      return figure(formula.figure);
    case 'between':
      return `between ${formula.figures.map(figure).join(', ')}`;
    case 'share':
      return `${figure(formula.figure)} of ${formulaText(formula.of, ground)}`;
    case 'by-segment':
      if (ground.segment !== undefined)
        return `${formulaText(formula.bySegment[ground.segment], ground)} (${ground.segment})`;
      return Object.entries(formula.bySegment)
        .map(([segment, each]) => `${formulaText(each, ground)} (${segment})`)
        .join(' or ');
    case 'sum':
      return listed('', formula.terms, ground);
    default:
      return listed(`the ${formula.kind} of `, formula.terms, ground);
  }
}

function listed(before: string, terms: readonly Formula[], ground: Ground): string {
  const texts = terms.map((each) => formulaText(each, ground));
  return `${before}${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
