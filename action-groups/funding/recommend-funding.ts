import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { loadAnalysis } from '../data-analysis/load-analysis.ts';
import { announce } from '../kernel/announce.ts';
import { noteResult } from '../kernel/note-result.ts';
import { defineOperation, type OperationContext } from '../kernel/operation.ts';
import { invalidArguments, unknownValue } from '../query-generation/invalid-argument.ts';
import { buildFundingPlan } from './build-funding-plan.ts';
import { foldName, namesOf } from './check-programs.ts';
import { type FundingInput, fundingInput } from './funding-input.ts';
import { type FundingPlan, fundingPlan } from './funding-plan.ts';
import { knownPrograms, programsHash } from './load-programs.ts';
import type { Program } from './program.ts';
import { summarizeFunding } from './summarize-funding.ts';

/** Holds every funding program against an analysis; the plan is stored, the reply is its summary. */
export const recommendFunding = defineOperation({
  operationId: 'recommendFunding',
  description:
    'Says which funding programs fit an opportunity that was analysed: each program with yes, not yet (and what is missing) or no, the amount as a range with its rule, what to submit and by when, which programs go together, and the risks. Give what the seller said beyond the analysis.',
  input: fundingInput,
  run: async (input, context) => {
    const planned = await planOf(input, context);
    const known = await stored(planned.fundingPlanId, context);
    const plan = known ?? planned;
    if (known === undefined) {
      await context.artifacts.put(
        {
          type: 'funding-plan',
          id: plan.fundingPlanId,
          scope: context.scope,
          createdAt: context.clock().toISOString(),
          customerName: plan.opportunity.customerName,
          body: plan,
        },
        { signal: context.signal },
      );
      await announceFunding(plan, context);
    }
    // What is found again was noted when it was made.
    const isNoted = known !== undefined || (await noteFunding(plan, context));
    return {
      result: { ...summarizeFunding(isNoted ? plan : { ...plan, notes: [...plan.notes, NOT_NOTED] }) },
      artifacts: [{ type: 'funding-plan' as const, id: plan.fundingPlanId }],
      remember: {
        kind: 'call' as const,
        operation: 'recommendFunding',
        id: plan.fundingPlanId,
        arguments: given(input),
      },
    };
  },
});

/** What an answer says when the history could not take the plan. */
const NOT_NOTED = 'This plan could not be noted in the history; the plan itself is stored.';

/** The stored plan, or undefined where there is none; one of an earlier shape is made again. */
async function stored(
  id: string,
  { artifacts, scope, signal }: OperationContext,
): Promise<FundingPlan | undefined> {
  try {
    const { data } = fundingPlan.safeParse((await artifacts.get(id, scope, { signal })).body);
    return data;
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return undefined;
    throw error;
  }
}

/** What fits now, else what would once the open questions are settled. */
function foremost({ combination, combinationIfSettled }: FundingPlan) {
  return combination !== null && combination.totalUsd.high > 0 ? combination : combinationIfSettled;
}

async function announceFunding(plan: FundingPlan, context: OperationContext): Promise<void> {
  const { fundingPlanId, analysisId, combination } = plan;
  await announce(
    {
      type: 'FundingRecommended',
      fundingPlanId,
      analysisId,
      headline: {
        fundingUsd: combination?.totalUsd ?? null,
        programs: [...(combination?.programIds ?? [])],
        basis: combination?.basis ?? null,
      },
    },
    context,
  );
}

function noteFunding(plan: FundingPlan, context: OperationContext): Promise<boolean> {
  const { customerName, opportunityName, opportunityType, targetCloseDate } = plan.opportunity;
  const taken = foremost(plan);
  return noteResult(
    {
      kind: 'funding-plan',
      id: plan.fundingPlanId,
      amountUsd: taken?.totalUsd ?? null,
      basis: taken?.basis ?? null,
      items: taken?.names ?? [],
      customerName,
      ...(opportunityName === undefined ? {} : { opportunityName }),
      ...(opportunityType === undefined ? {} : { opportunityType }),
      targetCloseDate,
      analysisId: plan.analysisId,
    },
    context,
  );
}

/** @throws {OperationError} `invalid-arguments` for a program that is not known */
async function planOf(input: FundingInput, context: OperationContext): Promise<FundingPlan> {
  const { analysisId, program: wanted, ...facts } = input;
  const programs = knownPrograms();
  const asked = wanted === undefined ? undefined : programNamed(wanted, programs);
  const analysis = await loadAnalysis(analysisId, context);
  const opportunityId = hashInputs({
    ...given(input),
    program: asked?.id,
    analysisId,
    today: context.today,
    scope: scopeKey(context.scope),
    programs: programsHash(),
  });
  return buildFundingPlan({
    fundingPlanId: artifactId({ opportunityId, analysisType: 'funding' }),
    analysis,
    given: facts,
    asked,
    programs,
    today: context.today,
  });
}

function programNamed(wanted: string, programs: readonly Program[]): Program {
  const folded = foldName(wanted);
  const spoken = folded.replace(/(?:funding|program(?:me)?|credits)$/, '');
  const found = [folded, spoken]
    .filter((name) => name !== '')
    .map((name) => programs.find((program) => namesOf(program).some((each) => foldName(each) === name)))
    .find((each) => each !== undefined);
  if (found !== undefined) return found;
  throw invalidArguments([
    unknownValue(
      'program',
      wanted,
      programs.map(({ shortName }) => shortName),
    ),
  ]);
}

function given(input: FundingInput): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
