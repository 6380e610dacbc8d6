import type { Json } from '../../model.ts';
import type { Plan } from '../conversation/plan.ts';
import type { Call } from '../working-set/moves.ts';
import { readerOf } from './readers.ts';
import type { Given, Request } from './request.ts';

/** What the operations of this turn have replied so far. */
export interface RequestReply {
  readonly operation: string;
  readonly input: Readonly<Record<string, Json>>;
  readonly code: string;
  readonly result: Readonly<Record<string, Json>>;
}

type About = Extract<Plan, { kind: 'requests' }>['about'];

/** The calls that can be made now; one that needs what another brings comes after it. */
export function requestCalls(
  requests: readonly Request[],
  about: About,
  replies: readonly RequestReply[],
): readonly Call[] {
  const has = (operation: string) => replies.some((reply) => reply.operation === operation);
  const funds = requests.some(({ kind }) => kind === 'funding');
  return requests.flatMap((request): readonly Call[] => {
    const { operation } = readerOf(request.kind);
    if (has(operation)) return [];
    const call = { operation, input: { ...subject(request, about), ...json(request.given) } };
    if (!request.withFunding || about.analysisId === undefined) return [call];
    const plan = replies.find((reply) => reply.operation === 'recommendFunding');
    if (plan === undefined) {
      const cost = request.given.migrationCostUsd;
      const facts = {
        analysisId: about.analysisId,
        ...(typeof cost === 'number' ? { migrationCostUsd: cost } : {}),
      };
      return funds ? [] : [{ operation: 'recommendFunding', input: facts }];
    }
    const id = plan.result.fundingPlanId;
    return [typeof id === 'string' ? { ...call, input: { ...call.input, fundingPlanId: id } } : call];
  });
}

function subject({ kind }: Request, { analysisId, customerName }: About): Readonly<Record<string, Json>> {
  if (kind === 'document') return {};
  if (kind === 'follow-on' || kind === 'roadmap')
    return customerName === undefined
      ? { ...(analysisId === undefined ? {} : { analysisId }) }
      : { customerName };
  return analysisId === undefined ? {} : { analysisId };
}

function json(given: Given): Readonly<Record<string, Json>> {
  return given;
}
