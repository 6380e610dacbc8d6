import { countPairs, type PairCounts } from './count-pairs.ts';
import { ITEM_KINDS, type ItemKind } from './follow-on-model.ts';
import { LEAST_CUSTOMERS } from './purchase.ts';
import { binomialTail, holm } from './significance.ts';
import { strataOf } from './strata.ts';
import type { Timeline } from './timelines.ts';
import { indexItems, watchedMoments } from './watched-moments.ts';

/** Pairs with fewer customers who were watched are not tested, nor told. */
export const LEAST_WATCHED = 20;
/** The chance that any rule at all is found where nothing follows from anything. */
export const FALSE_RULE_CHANCE = 0.01;
/** A rule says at least this much more than the baseline. */
export const LEAST_LIFT = 1.25;
/** Rules of a kind that are kept: those of the greatest excess over the baseline. */
const MOST_RULES: Readonly<Record<ItemKind, number>> = { projectType: 200, area: 150, service: 250 };

/** A pair that passed, before it is told when and for how much. */
export interface FoundRule {
  readonly kind: ItemKind;
  readonly from: string;
  readonly to: string;
  readonly watched: number;
  readonly bought: number;
  readonly baselineShare: number;
  readonly pValue: number;
  readonly adjustedPValue: number;
}

export interface RuleSearch {
  /** Pairs that were tested, of all kinds together: what the correction is for. */
  readonly tested: number;
  readonly found: readonly FoundRule[];
}

/**
 * The pairs of one kind where `to` follows `from` more often than with peers: by a stratified exact test, bounded
 * from above by a binomial, corrected by Holm for all pairs of all kinds.
 */
export function findRules(
  timelines: readonly Timeline[],
  window: { readonly horizonMonths: number; readonly throughDay: number },
): RuleSearch {
  const strata = strataOf(timelines, window.throughDay);
  const tested = ITEM_KINDS.flatMap((kind) => {
    const numbers = indexItems(timelines, kind, LEAST_WATCHED);
    const moments = watchedMoments(timelines, strata, kind, numbers, window);
    return testedPairs(kind, [...numbers.keys()], countPairs(moments, numbers.size));
  });
  const adjusted = holm(tested.map(({ pValue }) => pValue));
  const passed = tested
    .map((rule, index) => ({ ...rule, adjustedPValue: adjusted[index] ?? 1 }))
    .filter(
      ({ adjustedPValue, bought, watched, baselineShare }) =>
        adjustedPValue <= FALSE_RULE_CHANCE &&
        bought >= LEAST_CUSTOMERS &&
        bought / watched >= LEAST_LIFT * baselineShare,
    )
    .sort((a, b) => excess(b) - excess(a) || (a.from + a.to < b.from + b.to ? -1 : 1));
  const found = ITEM_KINDS.flatMap((kind) =>
    passed.filter((rule) => rule.kind === kind).slice(0, MOST_RULES[kind]),
  );
  return { tested: tested.length, found };
}

/** Chosen by what does not depend on whether the customers with `from` bought `to`. */
function testedPairs(
  kind: ItemKind,
  names: readonly string[],
  counts: PairCounts,
): Omit<FoundRule, 'adjustedPValue'>[] {
  const pairs: Omit<FoundRule, 'adjustedPValue'>[] = [];
  const at = (values: Float64Array, index: number) => values[index] ?? 0;
  names.forEach((from, row) => {
    names.forEach((to, column) => {
      const index = row * counts.items + column;
      const [watched, comparable] = [at(counts.watched, index), at(counts.comparable, index)];
      if (watched < LEAST_WATCHED || comparable < LEAST_WATCHED) return;
      if (at(counts.outcomes, index) < LEAST_CUSTOMERS) return;
      const bought = at(counts.bought, index);
      pairs.push({
        kind,
        from,
        to,
        watched,
        bought,
        baselineShare: at(counts.baseline, index) / comparable,
        pValue: tail(bought, watched, at(counts.expected, index)),
      });
    });
  });
  return pairs;
}

/** The bound holds from one above the mean on; nothing nearer to it is a rule anyway. */
function tail(bought: number, watched: number, expected: number): number {
  return bought < expected + 1 ? 1 : binomialTail(bought, watched, expected / watched);
}

function excess({ bought, watched, baselineShare }: Omit<FoundRule, 'adjustedPValue'>): number {
  return bought - watched * baselineShare;
}
