import { formatUsd } from '../kernel/format.ts';
import type { FollowOnDraft } from './build-follow-on.ts';
import { COMBINING_METHOD, combineValues } from './combine-values.ts';
import type { FollowOn } from './follow-on.ts';
import type { RoadmapInput } from './follow-on-input.ts';
import type { LoadedFollowOnModel } from './follow-on-model-store.ts';
import type { ItemKind } from './mining/follow-on-model.ts';
import { namedItems } from './named-items.ts';
import { planSteps } from './plan-steps.ts';
import { nextQuarter, quartersFrom } from './quarters.ts';
import type { Roadmap, RoadmapStep } from './roadmap.ts';
import { headlineOf, noteUnknown, roadmapMethodology } from './roadmap-words.ts';
import { fundingForStep } from './step-funding.ts';

export const DEFAULT_QUARTERS = 4;
/** New steps that a quarter takes: a customer decides on few things at once. */
export const CAPACITY = 2;

export interface MakeRoadmapOptions {
  readonly roadmapId: string;
  readonly input: Pick<RoadmapInput, 'quarters' | 'startDate' | 'include' | 'exclude'>;
  readonly followOn: FollowOn;
  readonly draft: FollowOnDraft;
  readonly model: LoadedFollowOnModel | undefined;
  readonly today: string;
}

/** From which day steps can start: said, else after the opportunity, else today. */
export function planStart(
  input: Pick<RoadmapInput, 'startDate'>,
  startsFrom: FollowOn['startsFrom'],
  today: string,
): string {
  if (input.startDate !== undefined) return input.startDate;
  const after = startsFrom === null ? today : nextQuarter(startsFrom.targetCloseDate);
  return after < today ? today : after;
}

/** A plan of quarters: a pure function of what follows, what was mined, and the wishes. */
export function makeRoadmap(options: MakeRoadmapOptions): Roadmap {
  const { roadmapId, input, followOn, draft, model, today } = options;
  const startDate = planStart(input, followOn.startsFrom, today);
  const quarters = quartersFrom(startDate, input.quarters ?? DEFAULT_QUARTERS);
  const names = model ?? { kinds: [] };
  const include = namedItems(input.include ?? [], names);
  const exclude = namedItems(input.exclude ?? [], names);
  const kind: ItemKind = draft.opportunities[0]?.kind ?? 'projectType';
  const held = draft.holdings[kind];
  const plan =
    model === undefined || model.notEnough !== null
      ? { steps: [], leftOut: [] }
      : planSteps({
          ...{ model, kind, quarters, include, exclude, today, startDate },
          nodes: [...held].flatMap(([name, date]) =>
            date === null ? [] : [{ kind, name, date, stepId: null, share: 1, reach: 1 }],
          ),
          held: new Set(held.keys()),
          heldAreas: new Set(draft.holdings.area.keys()),
          capacity: CAPACITY,
          customerSegment: draft.customerSegment,
        });
  const steps = plan.steps.map(
    (step): RoadmapStep => ({
      ...step,
      funding: fundingForStep({
        ...step,
        customerSegment: draft.customerSegment,
        startDate: `${step.startMonth}-01`,
        today,
      }),
    }),
  );
  const combined = combineValues(valuedSteps(steps));
  const unknownNames: Roadmap['unknownNames'] = [
    ...include.unknown.map((each) => ({ field: 'include' as const, ...each })),
    ...exclude.unknown.map((each) => ({ field: 'exclude' as const, ...each })),
  ];
  const outcome =
    followOn.outcome === 'not-enough-history'
      ? 'not-enough-history'
      : steps.length > 0
        ? 'plan'
        : 'nothing-to-plan';
  const totals: Roadmap['totals'] = {
    allStepsUsd: combined?.all ?? null,
    likelyUsd: combined?.likely ?? null,
    valuedSteps: steps.filter(({ arrUsd }) => arrUsd !== null).length,
    method: COMBINING_METHOD,
  };
  const { customer, startsFrom, evidence } = followOn;
  return {
    roadmapId,
    asOfDate: today,
    outcome,
    headline: headlineOf(outcome, { followOn, steps, quarters, totals, leftOut: plan.leftOut }),
    customerName: customer.name,
    analysisId: startsFrom?.analysisId ?? null,
    followOnId: followOn.followOnId,
    startDate,
    quartersTotal: quarters.length,
    capacityPerQuarter: CAPACITY,
    include: [...(input.include ?? [])],
    exclude: [...(input.exclude ?? [])],
    unknownNames,
    quarters: quarters.map((quarter) => {
      const own = steps.filter((step) => step.quarter === quarter.quarter);
      return {
        ...quarter,
        stepIds: own.map(({ stepId }) => stepId),
        arrUsd: combineValues(own.map(({ arrUsd }) => ({ arrUsd, share: 1, parent: null })))?.all ?? null,
      };
    }),
    steps,
    totals,
    leftOut: [...plan.leftOut, ...wishesLeft(options, include, steps)],
    notes: [...followOn.notes, ...unknownNames.map(noteUnknown)],
    methodology: outcome === 'plan' ? roadmapMethodology(CAPACITY) : [],
    evidence: {
      modelHash: evidence.modelHash,
      learnedFrom: evidence.learnedFrom,
      throughDate: evidence.throughDate,
      scope: evidence.scope,
      dataVersion: evidence.dataVersion,
      sampleData: evidence.sampleData,
    },
  };
}

function valuedSteps(steps: readonly RoadmapStep[]) {
  const places = new Map(steps.map(({ stepId }, at) => [stepId, at]));
  return steps.map(({ arrUsd, confidenceShare, after, afterSteps }) => {
    const followed = steps.find(({ stepId, name }) => name === after && afterSteps.includes(stepId));
    const parent = followed === undefined ? null : (places.get(followed.stepId) ?? null);
    return { arrUsd, share: confidenceShare ?? 0, parent };
  });
}

/** What was wished for and did not come into the plan. */
function wishesLeft(
  { input, draft, model, followOn }: MakeRoadmapOptions,
  include: ReturnType<typeof namedItems>,
  steps: readonly RoadmapStep[],
): Roadmap['leftOut'] {
  const planned = new Set(steps.flatMap(({ name, area, services }) => [name, area, ...services]));
  const held = new Set([...draft.holdings.projectType.keys(), ...draft.holdings.service.keys()]);
  if ((input.include ?? []).length === 0 || model === undefined) return [];
  return [...include.kinds, ...include.services, ...include.areas]
    .filter((name) => !planned.has(name))
    .map((name) => {
      if (held.has(name))
        return { name, code: 'not-included', text: `${name}: ${followOn.customer.name} has it already.` };
      const gap = followOn.whitespace.find(({ service }) => service === name);
      const peers =
        gap === undefined || gap.monthlyUsd === null
          ? ''
          : ` ${gap.usingCustomers} of ${gap.peerCustomers} peers use it, for ${formatUsd(gap.monthlyUsd.low)} to ${formatUsd(gap.monthlyUsd.high)} a month.`;
      return {
        name,
        code: 'not-included',
        text: `${name}: you asked for it, and history does not say when a customer like this buys it, nor for how much.${peers}`,
      };
    });
}
