import type { AssistantEvent } from '#action-groups/kernel/events.ts';
import { cuped } from '#evals/statistics/cuped.ts';
import { holm } from '#evals/statistics/holm.ts';
import { type SampleRatio, sampleRatio } from '#evals/statistics/sample-ratio.ts';
import { type UserDifference, type UserTotals, userDifference } from '#evals/statistics/user-difference.ts';
import { ONLINE_METRICS, type OnlineMetric } from './online-metrics.ts';

/** Below it the groups are not of the sizes that were asked for, and nothing is read. */
export const SAMPLE_RATIO_ALPHA = 0.001;

export interface OnlineReading {
  readonly experiment: string;
  /** `stopped`: the groups' sizes are wrong, and nothing else is told. */
  readonly state: 'read' | 'stopped' | 'no-exposure';
  readonly from: string | null;
  readonly users: Readonly<Record<string, number>>;
  readonly sampleRatio: SampleRatio | null;
  /** Users who were in both variants, such as when shares were changed; left out. */
  readonly inSeveral: number;
  /** Users whose turns name a variant, and of whom no exposure was logged; left out. */
  readonly missingExposure: number;
  readonly candidates: readonly OnlineCandidate[];
}

export interface OnlineCandidate {
  readonly variant: string;
  readonly rows: readonly OnlineRow[];
}

export interface OnlineRow {
  readonly metric: OnlineMetric['name'];
  readonly isHigherBetter: boolean;
  /** With users as clusters; left out below two of them with data in a group. */
  readonly measured?: UserDifference;
  /** After Holm, over all metrics and candidates. */
  readonly adjustedP?: number;
  readonly verdict: 'better' | 'worse' | 'inconclusive' | 'too-few';
  /** Of users with turns before: freed of what those foretell. */
  readonly cuped?: UserDifference & { readonly reduction: number };
}

/** Reads an experiment from the events of all turns, exposures and feedback. */
export function readExperiment(
  events: readonly AssistantEvent[],
  experiment: string,
  { alpha = 0.05, base: baseName }: { readonly alpha?: number; readonly base?: string | undefined } = {},
): OnlineReading {
  const exposed = exposuresOf(events, experiment);
  const groups = new Map<string, Exposure[]>();
  for (const each of exposed.users.values())
    if (!each.isInSeveral) groups.set(each.variant, [...(groups.get(each.variant) ?? []), each]);
  // A variant that nobody was exposed to is a group too.
  for (const variant of Object.keys(exposed.expected)) if (!groups.has(variant)) groups.set(variant, []);
  const names = [...groups.keys()].sort(
    (one, other) => rank(one, baseName) - rank(other, baseName) || (one < other ? -1 : 1),
  );
  const users = Object.fromEntries(names.map((name) => [name, groups.get(name)?.length ?? 0]));
  const shared = {
    experiment,
    from: exposed.from,
    users,
    inSeveral: [...exposed.users.values()].filter(({ isInSeveral }) => isInSeveral).length,
    missingExposure: missingExposures(events, experiment, exposed.users),
  };
  const total = Object.values(users).reduce((sum, count) => sum + count, 0);
  if (total === 0 || names.length < 2)
    return { ...shared, state: 'no-exposure', sampleRatio: null, candidates: [] };
  const ratio = sampleRatio(
    names.map((name) => users[name] ?? 0),
    names.map((name) => Math.max(exposed.expected[name] ?? 0, 1e-9)),
  );
  if (ratio.p < SAMPLE_RATIO_ALPHA)
    return { ...shared, state: 'stopped', sampleRatio: ratio, candidates: [] };
  const [base = '', ...others] = names;
  const candidates = others.map((variant) => ({
    variant,
    rows: ONLINE_METRICS.map((metric) =>
      rowOf(metric, groups.get(base) ?? [], groups.get(variant) ?? [], events),
    ),
  }));
  return { ...shared, state: 'read', sampleRatio: ratio, candidates: adjusted(candidates, alpha) };
}

interface Exposure {
  readonly sellerId: string;
  readonly variant: string;
  /** The first. */
  readonly at: string;
  readonly isInSeveral: boolean;
}

function exposuresOf(events: readonly AssistantEvent[], experiment: string) {
  const users = new Map<string, Exposure>();
  const expected: Record<string, number> = {};
  for (const event of events) {
    if (event.type !== 'ExperimentExposed' || event.arm.experiment !== experiment) continue;
    const { arm, at, sellerId, weights } = event;
    const known = users.get(sellerId);
    if (known !== undefined) {
      if (known.variant !== arm.variant) users.set(sellerId, { ...known, isInSeveral: true });
      continue;
    }
    users.set(sellerId, { sellerId, variant: arm.variant, at, isInSeveral: false });
    // Of each user what the shares were when they came: shares may change in between.
    const whole = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    for (const [variant, weight] of Object.entries(weights))
      if (weight > 0 && whole > 0) expected[variant] = (expected[variant] ?? 0) + weight / whole;
  }
  const from = [...users.values()].reduce<string | null>(
    (first, { at }) => (first === null || at < first ? at : first),
    null,
  );
  return { users, expected, from };
}

function missingExposures(
  events: readonly AssistantEvent[],
  experiment: string,
  exposed: ReadonlyMap<string, Exposure>,
): number {
  const turned = new Set<string>();
  for (const event of events)
    if (event.type === 'TurnEnded' && event.arm?.experiment === experiment) turned.add(event.sellerId);
  return [...turned].filter((sellerId) => !exposed.has(sellerId)).length;
}

function rowOf(
  metric: OnlineMetric,
  base: readonly Exposure[],
  candidate: readonly Exposure[],
  events: readonly AssistantEvent[],
): OnlineRow {
  const totals = metric.perUser(events);
  const during = (group: readonly Exposure[]) =>
    group.map(({ at, sellerId }) => totals(sellerId, (happened) => happened >= at));
  const measured = userDifference(during(base), during(candidate));
  const { isHigherBetter, name } = metric;
  const reduced = freed(base, candidate, totals);
  return {
    metric: name,
    isHigherBetter,
    verdict: measured === undefined ? 'too-few' : 'inconclusive',
    ...(measured !== undefined && { measured }),
    ...(reduced !== undefined && { cuped: reduced }),
  };
}

type Totals = (sellerId: string, counts: (at: string) => boolean) => UserTotals;

/** CUPED over users who did something before their exposure too, one mean a user. */
function freed(base: readonly Exposure[], candidate: readonly Exposure[], totals: Totals) {
  const known = [
    ...base.map((each) => ({ each, isBase: true })),
    ...candidate.map((each) => ({ each, isBase: false })),
  ]
    .map(({ each: { at, sellerId }, isBase }) => ({
      isBase,
      before: totals(sellerId, (happened) => happened < at),
      during: totals(sellerId, (happened) => happened >= at),
    }))
    .filter(({ before, during }) => before.count > 0 && during.count > 0);
  if (known.filter(({ isBase }) => isBase).length < 2 || known.filter(({ isBase }) => !isBase).length < 2)
    return undefined;
  const mean = ({ count, total }: UserTotals) => total / count;
  const { adjusted: outcomes, reduction } = cuped(
    known.map(({ during }) => mean(during)),
    known.map(({ before }) => mean(before)),
  );
  const group = (wanted: boolean) =>
    known.flatMap(({ isBase }, at) => (isBase === wanted ? [{ total: outcomes[at] ?? 0, count: 1 }] : []));
  const difference = userDifference(group(true), group(false));
  return difference === undefined ? undefined : { ...difference, reduction };
}

function adjusted(candidates: readonly OnlineCandidate[], alpha: number): readonly OnlineCandidate[] {
  const tested = candidates.flatMap(({ rows }) =>
    rows.flatMap(({ measured }) => (measured === undefined ? [] : [measured.p])),
  );
  const ps = holm(tested)[Symbol.iterator]();
  return candidates.map(({ rows, variant }) => ({
    variant,
    rows: rows.map((row): OnlineRow => {
      if (row.measured === undefined) return row;
      const p = ps.next().value ?? 1;
      const isUp = row.measured.difference > 0;
      const verdict = p > alpha ? 'inconclusive' : isUp === row.isHigherBetter ? 'better' : 'worse';
      return { ...row, adjustedP: p, verdict };
    }),
  }));
}

/** The base first. */
function rank(variant: string, base = 'base'): number {
  return variant === base ? 0 : 1;
}
