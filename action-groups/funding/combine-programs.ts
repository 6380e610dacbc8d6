import { formatCount } from '../kernel/format.ts';
import { type Cents, NO_CENTS } from '../kernel/money.ts';
import { rangeText } from './amount.ts';
import type { Evaluated } from './evaluate-program.ts';
import type { FundingCombination } from './funding-plan.ts';
import { addRanges, type CentsRange, NOTHING, usdRangeOf } from './money-range.ts';
import type { Program } from './program.ts';
import { areExclusive } from './stacking-sentences.ts';

/** What a program adds to a combination. */
export interface Candidate {
  readonly program: Program;
  /** Its median. */
  readonly worth: Cents;
}

/**
 * The programs that go together and are worth most by their medians; of equals the one with more programs. Exact:
 * every set is considered, but for those that cannot reach the best found.
 */
export function bestCombination(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates.toSorted((a, b) => b.worth - a.worth || (a.program.id < b.program.id ? -1 : 1));
  const rest = sorted.map((_, at) => sorted.slice(at).reduce((sum, { worth }) => sum + worth, 0));
  let best: { readonly taken: readonly Candidate[]; readonly worth: number } = { taken: [], worth: 0 };
  const search = (at: number, taken: readonly Candidate[], worth: number): void => {
    const candidate = sorted[at];
    if (candidate === undefined) {
      const isBetter = worth > best.worth || (worth === best.worth && taken.length > best.taken.length);
      if (isBetter && isAllowed(taken)) best = { taken, worth };
      return;
    }
    const reachable = worth + (rest[at] ?? 0);
    if (reachable < best.worth) return;
    if (reachable === best.worth && taken.length + sorted.length - at <= best.taken.length) return;
    if (taken.every(({ program }) => !areExclusive(program, candidate.program)))
      search(at + 1, [...taken, candidate], worth + candidate.worth);
    search(at + 1, taken, worth);
  };
  search(0, [], 0);
  return inOrder(best.taken);
}

/** True for programs that may be taken together. */
export function isAllowed(taken: readonly Candidate[]): boolean {
  const ids = taken.map(({ program }) => program.id);
  return taken.every(
    ({ program }, at) =>
      program.stacking.requires.every((needed) => ids.includes(needed)) &&
      taken.slice(at + 1).every((other) => !areExclusive(program, other.program)),
  );
}

/** The order in which they are applied for: what comes after another stands behind it. */
function inOrder(taken: readonly Candidate[]): readonly Candidate[] {
  const left = [...taken];
  const ordered: Candidate[] = [];
  while (left.length > 0) {
    const waiting = left.map(({ program }) => program.id);
    const at = left.findIndex(({ program }) => !program.stacking.after.some((id) => waiting.includes(id)));
    ordered.push(...left.splice(Math.max(0, at), 1));
  }
  return ordered;
}

/** The best combination of programs with what it comes to; null of none. */
export function combinePrograms(
  evaluated: readonly Evaluated[],
  ifSettled: boolean,
): FundingCombination | null {
  const taken = bestCombination(
    evaluated.map(({ program, amount }) => ({
      program,
      // A service is no money: it is taken along where it goes with the rest.
      worth: program.form === 'service' ? NO_CENTS : (amount?.range?.median ?? NO_CENTS),
    })),
  );
  if (taken.length === 0) return null;
  const chosen = taken.flatMap(({ program }) => evaluated.filter((each) => each.program === program));
  const cash = addRanges([NOTHING, ...chosen.flatMap((each) => partsIn(each, 'cash'))]);
  const credits = addRanges([NOTHING, ...chosen.flatMap((each) => partsIn(each, 'credits'))]);
  const total = addRanges([cash, credits]);
  const paying = chosen.filter(({ amount, program }) => amount !== undefined && program.form !== 'service');
  const basis =
    paying.every(({ amount }) => amount?.basis === 'published') && paying.length > 0
      ? 'published'
      : 'illustrative';
  const names = chosen.map(({ program }) => program.shortName);
  const money = `${rangeText(total)}, by ${basis === 'published' ? 'published figures' : 'illustrative figures that are not AWS’s'}`;
  const together =
    names.length === 1 ? `${names[0]}` : `${formatCount(names.length, 'program')} (${names.join(', ')})`;
  const [go, pay] = names.length === 1 ? ['fits by itself', 'pays'] : ['go together', 'pay'];
  const text =
    total.high === 0 ? `${together} ${go} and ${pay} no money` : `${together} ${go} and ${pay} ${money}`;
  return {
    programIds: chosen.map(({ program }) => program.id),
    names,
    totalUsd: usdRangeOf(total),
    cashUsd: usdRangeOf(cash),
    creditsUsd: usdRangeOf(credits),
    basis,
    text: `${ifSettled ? 'Once what is missing is settled, ' : ''}${text}.`,
  };
}

function partsIn({ program, amount }: Evaluated, form: 'cash' | 'credits'): CentsRange[] {
  if (amount === undefined || amount.range === null) return [];
  const { phases, range } = amount;
  const forms = new Set(phases.map((phase) => phase.form));
  if (forms.size > 1)
    return phases.flatMap((phase) => (phase.form === form && phase.range !== null ? [phase.range] : []));
  return program.form === form ? [range] : [];
}
