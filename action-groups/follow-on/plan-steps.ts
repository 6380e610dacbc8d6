import { formatMonth, formatShare } from '../kernel/format.ts';
import { prerequisitesOf } from './area-prerequisites.ts';
import type { FollowOnModel, ItemKind, Spread } from './mining/follow-on-model.ts';
import { toShare } from './mining/spread-of.ts';
import { areaOfItem, type NamedItems, nameOfItem, type PlannedItem } from './named-items.ts';
import { type PlanCandidate, type PlanNode, planCandidates } from './plan-candidates.ts';
import type { Quarter } from './quarters.ts';
import { amountOf, usualServices } from './rank-opportunities.ts';
import type { Roadmap, RoadmapStep } from './roadmap.ts';
import { areaOfService } from './service-areas.ts';

/** What fewer than one customer in twenty comes to is no plan. */
const LEAST_CHAIN = 0.05;

export interface PlanOptions {
  readonly model: FollowOnModel;
  /** Of the kind that is planned: what the customer has, with its day. */
  readonly nodes: readonly PlanNode[];
  /** All that the customer has of the kind, days known or not. */
  readonly held: ReadonlySet<string>;
  readonly heldAreas: ReadonlySet<string>;
  readonly kind: ItemKind;
  readonly quarters: readonly Quarter[];
  readonly capacity: number;
  readonly include: NamedItems;
  readonly exclude: NamedItems;
  readonly customerSegment: string | null;
  readonly today: string;
  readonly startDate: string;
}

export interface Plan {
  readonly steps: readonly Omit<RoadmapStep, 'funding'>[];
  readonly leftOut: Roadmap['leftOut'];
}

type Step = Plan['steps'][number];

/**
 * The steps of a plan, one by one: of all that follows from what is there by then, what comes first, wished for
 * things before others, in the quarter of its middle, or earlier or later within its window where there is room.
 */
export function planSteps(options: PlanOptions): Plan {
  const { model, quarters, capacity, kind, exclude, include, today } = options;
  const endDate = quarters.at(-1)?.toDate ?? today;
  const steps: Step[] = [];
  const nodes = [...options.nodes];
  const held = new Set(options.held);
  const leftOut = new Map<string, Roadmap['leftOut'][number]>();
  const leave = (name: string, code: Roadmap['leftOut'][number]['code'], text: string) =>
    leftOut.set(name, { name, code, text });
  for (;;) {
    const placed = nextStep();
    if (placed === undefined) return { steps: inOrder(steps), leftOut: [...leftOut.values()] };
    const { step, node } = placed;
    steps.push(step);
    held.add(step.name);
    leftOut.delete(step.name);
    nodes.push(node);
  }

  function nextStep(): { readonly step: Step; readonly node: PlanNode } | undefined {
    const candidates = [...planCandidates(model, nodes, held, { today, endDate }).values()]
      .map((candidate) => {
        const name = candidate.rule.to;
        const services = usualServices(model, candidate.rule);
        const item: PlannedItem = { kind, name, area: areaOfItem(kind, name, model), services };
        return { candidate, item, wished: nameOfItem(item, include) !== undefined };
      })
      .sort(
        (a, b) =>
          Number(b.wished) - Number(a.wished) ||
          (a.candidate.window.medianDate < b.candidate.window.medianDate ? -1 : 1),
      );
    for (const { candidate, item, wished } of candidates) {
      const excluded = nameOfItem(item, exclude);
      if (excluded !== undefined) {
        leave(
          item.name,
          'excluded',
          excluded === item.name
            ? `${item.name}: you left it out.`
            : `${item.name}: you left out ${excluded}, which it is of.`,
        );
        continue;
      }
      if (!wished && candidate.reach < LEAST_CHAIN) {
        leave(
          item.name,
          'unlikely',
          `${item.name}: ${formatShare(candidate.reach)} of such customers come to it, fewer than one in twenty.`,
        );
        continue;
      }
      const place = placeOf(candidate, item);
      if (place === undefined) continue;
      return stepOf(candidate, item, place);
    }
    return undefined;
  }

  function placeOf({ window, node }: PlanCandidate, { name, area, services }: PlannedItem) {
    const requirement = requirementOf(area, services);
    if (requirement.length > 0 && requirement.every(({ metBy }) => metBy === null)) {
      leave(
        name,
        'prerequisite-missing',
        `${name}: it needs ${requirement.map((each) => each.area).join(' or ')} before it, which neither the customer nor the plan has.`,
      );
      return undefined;
    }
    const after = [node.stepId, ...requirement.map(({ metBy }) => metBy)];
    const first = Math.max(
      0,
      ...steps
        .filter(({ stepId }) => after.includes(stepId))
        .map((step) => quarters.findIndex(({ quarter }) => quarter === step.quarter) + 1),
    );
    const fits = quarters
      .map((quarter, at) => ({ quarter, at }))
      .filter(({ quarter, at }) => at >= first && quarter.toDate >= window.lowDate);
    if (fits.length === 0) {
      leave(
        name,
        'too-late',
        `${name}: such customers buy it from ${formatMonth(window.lowDate)} on, after the plan has ended.`,
      );
      return undefined;
    }
    const free = fits.filter(
      ({ quarter }) => steps.filter((step) => step.quarter === quarter.quarter).length < capacity,
    );
    if (free.length === 0) {
      leave(name, 'no-room', `${name}: no quarter of its window has room; each takes ${capacity} steps.`);
      return undefined;
    }
    const middle = fits.find(({ quarter }) => quarter.toDate >= window.medianDate) ?? fits.at(-1);
    const distance = (at: number) => Math.abs(at - (middle?.at ?? 0));
    const [best] = [...free].sort((a, b) => distance(a.at) - distance(b.at) || a.at - b.at);
    return best === undefined ? undefined : { quarter: best.quarter, requirement };
  }

  function stepOf(
    { rule, node, window, ownShare, chainShare, reach }: PlanCandidate,
    { name, area, services }: PlannedItem,
    { quarter, requirement }: NonNullable<ReturnType<typeof placeOf>>,
  ) {
    const stepId = `step-${steps.length + 1}`;
    const [, earliest = quarter.fromDate] = [quarter.fromDate, options.startDate].sort();
    const isMiddle = window.medianDate >= earliest && window.medianDate <= quarter.toDate;
    const date = isMiddle ? window.medianDate : earliest;
    const arrUsd: Spread | null = amountOf(rule, options.customerSegment).arrUsd;
    const step: Step = {
      stepId,
      kind,
      name,
      area,
      quarter: quarter.quarter,
      startMonth: date.slice(0, 7),
      after: node.name,
      afterSteps: [
        ...new Set([node.stepId, ...requirement.map(({ metBy }) => metBy)].filter((each) => isStep(each))),
      ],
      prerequisites: requirement,
      confidenceShare: toShare(ownShare),
      chainShare: toShare(chainShare),
      boughtCustomers: rule.bought,
      watchedCustomers: rule.watched,
      baselineShare: rule.baselineShare,
      lift: rule.lift,
      arrUsd,
      services: [...services],
      why: `After ${node.name}, ${rule.bought} of ${rule.watched} customers bought it within ${model.horizonMonths} months, typically after ${rule.lagMonths.low} to ${rule.lagMonths.high}; ${formatShare(rule.baselineShare)} of their peers did.`,
    };
    return { step, node: { kind, name, date, stepId, share: chainShare, reach } };
  }

  /** Who meets each of the areas that one is needed of; none where the step brings one itself or needs none. */
  function requirementOf(area: string | null, services: readonly string[]): RoadmapStep['prerequisites'] {
    const needed = prerequisitesOf(area);
    if (needed.length === 0) return [];
    const met = needed.flatMap((each) => {
      if (options.heldAreas.has(each)) return [{ area: each, metBy: 'customer' }];
      const step = steps.find(
        (before) => before.area === each || before.services.some((own) => areaOfService(own) === each),
      );
      return step === undefined ? [] : [{ area: each, metBy: step.stepId }];
    });
    const [first] = met;
    if (first !== undefined) return [first];
    if (services.some((service) => needed.some((each) => each === areaOfService(service)))) return [];
    return needed.map((each) => ({ area: each, metBy: null }));
  }
}

function isStep(id: string | null): id is string {
  return id !== null && id !== 'customer';
}

/** By month, numbered in that order. */
function inOrder(steps: readonly Step[]): Step[] {
  const sorted = [...steps].sort((a, b) =>
    a.startMonth === b.startMonth ? 0 : a.startMonth < b.startMonth ? -1 : 1,
  );
  const ids = new Map(sorted.map(({ stepId }, at) => [stepId, `step-${at + 1}`]));
  const renamed = (id: string) => ids.get(id) ?? id;
  return sorted.map((step) => ({
    ...step,
    stepId: renamed(step.stepId),
    afterSteps: step.afterSteps.map(renamed),
    prerequisites: step.prerequisites.map((each) => ({
      ...each,
      metBy: each.metBy === null ? null : renamed(each.metBy),
    })),
  }));
}
