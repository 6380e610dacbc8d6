import type { Opportunity } from '../opportunity.ts';
import type { Example } from './learning/example.ts';
import { DEAL_FEATURES } from './prediction/project-example.ts';
import { shareByLevel, type WeighedValue } from './value-shares.ts';

/** An input of the opportunity, with an example for each of its usual values. */
export interface VariedInput {
  readonly input: string;
  readonly given: string | null;
  /** The examples with another value, or without one; that of the given value is not among them. */
  readonly variations: readonly {
    readonly value: string;
    readonly example: Example;
    /** Weighted share of the similar projects that know it; 0 where it is no value of theirs. */
    readonly share: number;
  }[];
}

/** Values of one input that are tried at most: those that most of the similar projects have. */
export const MOST_VALUES = 4;

export const NOT_KNOWN = 'not known';

/** Inputs by the names of the features, as they are called; country and region are one place. */
const ATTRIBUTES = [
  ['customerSegment', 'the customer’s size'],
  ['industry', 'the industry'],
  ['country', 'the country'],
  ['opportunityType', 'the type of opportunity'],
  ['migrationPhase', 'the migration phase'],
] as const satisfies readonly (readonly [keyof Opportunity, string])[];

const FACTORS = [
  ['half as many', 0.5],
  ['twice as many', 2],
] as const;

const QUANTITIES = [
  ['things', 'the number of things to move'],
  ['terabytes', 'the amount of data'],
] as const;

/** Each input with the examples to recompute; `valuesOf` gives the similar projects' values of a feature. */
export function varyInputs(
  base: Example,
  valuesOf: (feature: string) => readonly WeighedValue[],
): readonly VariedInput[] {
  const attributes = ATTRIBUTES.map(([feature, input]) => {
    const at = DEAL_FEATURES.categories.indexOf(feature);
    const given = base.categories[at] ?? null;
    const usual = shareByLevel(valuesOf(feature)).slice(0, MOST_VALUES);
    const others = usual.filter(({ value }) => value !== given);
    const variations = [
      ...others.map(({ value, share }) => ({ value, share, example: withCategory(base, at, value) })),
      ...(given === null ? [] : [{ value: NOT_KNOWN, share: 0, example: withCategory(base, at, null) }]),
    ];
    return { input, given, variations };
  });
  const quantities = QUANTITIES.flatMap(([feature, input]) => {
    const at = DEAL_FEATURES.numbers.indexOf(feature);
    const given = base.numbers[at] ?? null;
    if (given === null) return [];
    const variations = FACTORS.map(([value, factor]) => ({
      value,
      share: 0,
      example: { ...base, numbers: base.numbers.with(at, given * factor) },
    }));
    return { input, given: given.toLocaleString('en-US'), variations };
  });
  return [...attributes, ...quantities].filter(({ variations }) => variations.length > 0);
}

function withCategory(base: Example, at: number, value: string | null): Example {
  return { ...base, categories: base.categories.with(at, value) };
}
