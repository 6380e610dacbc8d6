import type { z } from 'zod';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import type { ArtifactType, Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataVersions } from '#knowledge-base/projects/data-versions.ts';
import type { Warehouse } from '#knowledge-base/projects/warehouse.ts';
import type { PredictorStore } from '../data-analysis/prediction/predictor-store.ts';
import type { FollowOnModelStore } from '../follow-on/follow-on-model-store.ts';
import type { EventPublisher } from './announce.ts';
import type { Remembered, WorkingSet } from './working-set.ts';

/** The ports an operation may use; one set serves every action group. */
export interface Dependencies {
  readonly warehouse: Warehouse;
  readonly artifacts: ArtifactStore;
  readonly history: AnalysisHistory;
  readonly dataVersions: DataVersions;
  readonly predictors: PredictorStore;
  readonly followOnModels: FollowOnModelStore;
  readonly events: EventPublisher;
  readonly clock: () => Date;
}

/** Who asks, when, and for how long: built by `resolve` from verified session attributes, never from arguments. */
export interface OperationContext extends Dependencies {
  readonly sellerId: string;
  readonly scope: Scope;
  /** Left out where the envelope carries no session. */
  readonly sessionId?: string;
  /** The seller's calendar day, YYYY-MM-DD. */
  readonly today: string;
  /** What the session is about; empty where the envelope carries no session. */
  readonly workingSet: WorkingSet;
  /** Aborts at the operation's deadline or when the caller goes. */
  readonly signal: AbortSignal;
}

export interface Reply<Result> {
  readonly result: Result;
  /** Stored results a channel is to render. */
  readonly artifacts?: readonly { readonly type: ArtifactType; readonly id: string }[];
  /** What the session keeps for later questions, in this order. */
  readonly remember?: Remembered | readonly Remembered[];
}

/** An operation, declared once: its words, its input, its function. All else is derived. */
export interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly input: z.ZodType;
  /** The user confirms each call before it is made (Bedrock's `x-requireConfirmation`). */
  readonly requireConfirmation?: boolean | undefined;
  readonly run: (
    input: unknown,
    context: OperationContext,
  ) => Promise<Reply<Readonly<Record<string, unknown>>>>;
}

export function defineOperation<
  Input extends z.ZodType,
  Result extends Readonly<Record<string, unknown>>,
>(declaration: {
  readonly operationId: string;
  readonly description: string;
  readonly input: Input;
  readonly requireConfirmation?: boolean;
  readonly run: (input: z.output<Input>, context: OperationContext) => Promise<Reply<Result>>;
}): Operation {
  return {
    ...declaration,
    run: (input, context) => declaration.run(declaration.input.parse(input) as z.output<Input>, context),
  };
}

/** A folder's operations under the name the agent knows them by. */
export interface ActionGroup {
  readonly name: string;
  readonly description: string;
  /** The caller of the agent carries the operations out, instead of a Lambda. */
  readonly customControl?: 'RETURN_CONTROL' | undefined;
  readonly operations: readonly Operation[];
}

/**
 * @throws {TypeError} when a name breaks Bedrock's rules: `<verb>__<group>__<operation>` must match
 * `^[a-zA-Z0-9_-]{1,64}$`, and `__` stands nowhere else.
 */
export function defineActionGroup(group: ActionGroup): ActionGroup {
  for (const operation of group.operations) toolName(group, operation);
  return group;
}

export const OPERATION_VERB = 'POST';

/** The route template of an operation, as the Lambda event and the trace name it. */
export function apiPath(operation: Pick<Operation, 'operationId'>): string {
  return `/${operation.operationId}`;
}

/** The name a model calls an operation by. */
export function toolName(
  group: Pick<ActionGroup, 'name'>,
  operation: Pick<Operation, 'operationId'>,
): string {
  const name = `${OPERATION_VERB}__${group.name}__${operation.operationId}`;
  const parts = name.split('__');
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name) || parts.length !== 3 || parts.some((part) => part === '')) {
    throw new TypeError(`${name}: not a tool name Bedrock accepts`);
  }
  return name;
}
