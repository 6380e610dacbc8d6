import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { buildFollowOn, draftFollowOn, exampleIds, type FollowOnDraft } from './build-follow-on.ts';
import { findSubject } from './find-subject.ts';
import { type CustomerNotTold, type FollowOn, followOn } from './follow-on.ts';
import type { FollowOnInput } from './follow-on-input.ts';
import type { LoadedFollowOnModel } from './follow-on-model-store.ts';
import { readProjectRows } from './project-rows.ts';
import { tellFollowOn } from './tell-follow-on.ts';

/** Raised with any change of a rule: it is part of the id. */
export const FOLLOW_ON_METHOD = 1;

/** A result with what it was drafted of, for who builds on it; or nobody is meant by the name. */
export type FollowOnMade =
  | {
      readonly kind: 'made';
      readonly followOn: FollowOn;
      readonly draft: FollowOnDraft;
      readonly model: LoadedFollowOnModel | undefined;
    }
  | { readonly kind: 'not-told'; readonly reply: CustomerNotTold };

/** Finds who is meant, and what follows: stored, and announced when it is new. */
export async function makeFollowOn(input: FollowOnInput, context: OperationContext): Promise<FollowOnMade> {
  const { artifacts, clock, scope, signal, today } = context;
  const data = await context.dataVersions.current();
  const found = await findSubject(input, data, context);
  if (found.kind === 'not-told') return found;
  const { subject } = found;
  const model = await context.followOnModels.load(data.dataVersion, scope);
  const draft = draftFollowOn(subject, model, today);
  const followOnId = artifactId({
    opportunityId: hashInputs({
      method: FOLLOW_ON_METHOD,
      analysisId: subject.analysis?.analysisId,
      customer: foldCustomer(subject.customerName),
      scope: scopeKey(scope),
      dataVersion: data.dataVersion,
      modelHash: model?.modelHash,
      today,
    }),
    analysisType: 'follow-on',
  });
  const known = await stored(followOnId, context);
  if (known !== undefined) return { kind: 'made', followOn: known, draft, model };
  const examples = await readProjectRows('opportunity_id', exampleIds(draft, scope), data, context);
  const built = buildFollowOn({
    ...{ followOnId, draft, model, data, scope, today },
    exampleRows: examples.rows,
    sql: [...subject.sql, ...examples.sql],
  });
  await artifacts.put(
    {
      type: 'follow-on',
      id: followOnId,
      scope,
      createdAt: clock().toISOString(),
      customerName: subject.customerName,
      body: built,
    },
    { signal },
  );
  await tellFollowOn(built, subject, context);
  return { kind: 'made', followOn: built, draft, model };
}

async function stored(
  followOnId: string,
  { artifacts, scope, signal }: OperationContext,
): Promise<FollowOn | undefined> {
  try {
    return followOn.parse((await artifacts.get(followOnId, scope, { signal })).body);
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return undefined;
    throw error;
  }
}
