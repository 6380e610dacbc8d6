import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { loadAnalysis } from '../data-analysis/load-analysis.ts';
import { MoneyError } from '../kernel/money.ts';
import { noteResult } from '../kernel/note-result.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { type FundingPlan, fundingPlan } from './funding-plan.ts';
import { buildReturn } from './return/build-return.ts';
import { neededInputs } from './return/needed-inputs.ts';
import { type Assumptions, assume, invalid, type ReturnGrounds } from './return/return-grounds.ts';
import { type ReturnInput, returnInput } from './return/return-input.ts';
import {
  type ReturnOnInvestment,
  type ReturnReply,
  returnOnInvestment,
} from './return/return-on-investment.ts';
import { paybackText } from './return/return-words.ts';

/** Computes what a migration returns to the customer, month by month, and stores it. */
export const calculateReturnOnInvestment = defineOperation({
  operationId: 'calculateReturnOnInvestment',
  description:
    'Computes what a migration returns to the customer: payback month, NPV, IRR, multiple, an unfavourable and a favourable case, and what moves the NPV most. Needs the migration cost and what a month costs today, or savings or growth a month; what is missing is said and has to be asked for. Give analysisId for the AWS run cost and the delivery time, fundingPlanId to count the recommended funding.',
  input: returnInput,
  run: async (input, context): Promise<Reply<Readonly<Record<string, unknown>>>> => {
    const grounds = await loadGrounds(input, context);
    const assumptions = assume(grounds);
    const needed = neededInputs(grounds, assumptions.list);
    const analysisId = grounds.input.analysisId ?? grounds.plan?.analysisId ?? null;
    const remember = (id: string) => ({
      kind: 'call' as const,
      operation: 'calculateReturnOnInvestment',
      id,
      arguments: given({ ...input, analysisId: analysisId ?? undefined }),
    });
    if (needed.length > 0) {
      const { list } = assumptions;
      const text = needed.map((each) => each.text).join(' ');
      const reply: ReturnReply = { outcome: 'incomplete', analysisId, needed, assumptions: list, text };
      return { result: { ...reply }, remember: remember(INCOMPLETE) };
    }
    const built = build(grounds, assumptions, context);
    const isNoted = await store(built, grounds, context);
    const { flows: _, ...summary } = isNoted ? built : { ...built, notes: [...built.notes, NOT_NOTED] };
    const reply: ReturnReply = { outcome: 'computed', ...summary };
    return {
      result: { ...reply },
      artifacts: [{ type: 'return-on-investment', id: built.returnId }],
      remember: remember(built.returnId),
    };
  },
});

/** The id of a call that made nothing yet: its arguments are kept, so that the answer to what is needed completes it. */
export const INCOMPLETE = 'incomplete';

function given(input: Readonly<Record<string, string | number | undefined>>) {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** What an answer says when the history could not take the result. */
const NOT_NOTED = 'This could not be noted in the history; the result itself is stored.';

/** @returns whether the history has it; what is found again was noted when it was made. */
async function store(
  built: ReturnOnInvestment,
  { analysis, plan }: ReturnGrounds,
  context: OperationContext,
): Promise<boolean> {
  const { artifacts, clock, scope, signal } = context;
  const { analysisId, customerName, fundingBasis, returnId: id, scenarios } = built;
  if (await isStored(id, context)) return true;
  const createdAt = clock().toISOString();
  await artifacts.put({ type: 'return-on-investment', id, scope, createdAt, body: { ...built } }, { signal });
  // A history is asked for by the customer.
  if (customerName === null) return true;
  const [low, median, high] = scenarios;
  const basis = fundingBasis?.basis ?? 'stated';
  return noteResult(
    {
      kind: 'return-on-investment',
      id,
      customerName,
      opportunityName: (analysis ?? plan)?.opportunity.opportunityName,
      opportunityType: (analysis ?? plan)?.opportunity.opportunityType,
      targetCloseDate: (analysis ?? plan)?.opportunity.targetCloseDate,
      analysisId: analysisId ?? undefined,
      amountUsd: { low: low.npvUsd, median: median.npvUsd, high: high.npvUsd },
      basis: basis === 'stated' ? null : basis,
      items: [paybackText(median.paybackMonths, built.horizonMonths)],
    },
    context,
  );
}

async function isStored(id: string, { artifacts, scope, signal }: OperationContext): Promise<boolean> {
  try {
    return returnOnInvestment.safeParse((await artifacts.get(id, scope, { signal })).body).success;
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return false;
    throw error;
  }
}

async function loadGrounds(input: ReturnInput, context: OperationContext): Promise<ReturnGrounds> {
  if (input.fundingUsd !== undefined && input.fundingPlanId !== undefined) {
    throw invalid('fundingUsd', input.fundingUsd, 'given together with fundingPlanId; give one of the two');
  }
  const plan = input.fundingPlanId === undefined ? undefined : await loadPlan(input.fundingPlanId, context);
  const analysisId = input.analysisId ?? plan?.analysisId;
  const analysis = analysisId === undefined ? undefined : await loadAnalysis(analysisId, context);
  const [one, other] = [analysis, plan].map((each) => each?.opportunity.customerName.toLowerCase());
  if (one !== undefined && other !== undefined && one !== other) {
    throw invalid(
      'fundingPlanId',
      input.fundingPlanId ?? '',
      'a funding plan of another customer; call recommendFunding for this analysis and give its fundingPlanId',
    );
  }
  return { input, analysis, plan };
}

async function loadPlan(id: string, { artifacts, scope, signal }: OperationContext): Promise<FundingPlan> {
  const artifact = await artifacts.get(id, scope, { signal });
  if (artifact.type !== 'funding-plan') {
    throw new OperationError('not-found', `${id} is a ${artifact.type}, not a funding plan`);
  }
  const { data, error } = fundingPlan.safeParse(artifact.body);
  if (data === undefined) {
    throw new ArtifactError('artifact-not-found', `${id} is of an earlier method`, { cause: error });
  }
  return data;
}

function build(
  grounds: ReturnGrounds,
  assumptions: Assumptions,
  context: OperationContext,
): ReturnOnInvestment {
  const { scope, today } = context;
  const returnId = artifactId({
    opportunityId: hashInputs({
      input: grounds.input,
      assumptions: assumptions.list,
      scope: scopeKey(scope),
      today,
    }),
    analysisType: 'return',
  });
  try {
    return buildReturn(grounds, assumptions, { returnId, today });
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    const rate = grounds.input.discountRatePercent ?? 0;
    throw rate < 0
      ? invalid(
          'discountRatePercent',
          rate,
          'so far below 0 that amounts grow beyond what can be kept to the cent; give a higher rate',
        )
      : invalid(
          '(amounts)',
          error.message,
          'the amounts are too large to be kept to the cent over the horizon; give smaller ones or a shorter horizon',
        );
  }
}
