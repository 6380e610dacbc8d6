import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { createLakePredictorStore } from '#action-groups/data-analysis/prediction/lake-predictor-store.ts';
import { createLakeFollowOnModelStore } from '#action-groups/follow-on/lake-follow-on-model-store.ts';
import {
  type ActionGroupHandler,
  createActionGroupHandler,
} from '#action-groups/kernel/action-group-handler.ts';
import { createEventPublisher } from '#action-groups/kernel/announce.ts';
import { breakArtifactStore, breakHistory, breakWarehouse } from '#action-groups/kernel/breaker.ts';
import { createEventBridgeEvents } from '#action-groups/kernel/eventbridge-events.ts';
import type { LambdaEvent } from '#action-groups/kernel/lambda-event.ts';
import type { ActionGroup, Dependencies } from '#action-groups/kernel/operation.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { createLakeDataVersions } from '#knowledge-base/projects/lake-data-versions.ts';
import { createS3LakeFiles } from '#knowledge-base/projects/s3-lake-files.ts';
import { type ActionGroupEnvironment, actionGroupEnvironment, readEnvironment } from './environment.ts';
import { logFailure } from './log-failure.ts';

const clock = () => new Date();

/** Another query of the same text may be answered by what the last one gave. */
const RESULT_REUSE_MINUTES = 60;

/** What the operations use, over the services of a deployment. */
export function lambdaDependencies(environment: ActionGroupEnvironment, region: string): Dependencies {
  const dynamodb = new DynamoDBClient({});
  const files = createS3LakeFiles({
    client: new S3Client({}),
    bucket: environment.LAKE_BUCKET,
    prefix: environment.LAKE_PREFIX,
  });
  const organisation = environment.ORGANISATION;
  return {
    warehouse: breakWarehouse(
      createAthenaWarehouse({
        client: createAthenaClient({ region }),
        workGroup: environment.ATHENA_WORKGROUP,
        database: environment.ATHENA_DATABASE,
        resultReuseMinutes: RESULT_REUSE_MINUTES,
      }),
    ),
    artifacts: breakArtifactStore(
      createDynamoDbArtifactStore({
        client: dynamodb,
        tableName: environment.RESULTS_TABLE,
        organisation,
        clock,
      }),
    ),
    history: breakHistory(
      createDynamoDbAnalysisHistory({
        client: dynamodb,
        tableName: environment.HISTORY_TABLE,
        organisation,
        clock,
        newId: randomUUID,
      }),
    ),
    dataVersions: createLakeDataVersions({ files }),
    predictors: createLakePredictorStore({ files }),
    followOnModels: createLakeFollowOnModelStore({ files }),
    events: createEventPublisher({
      bus: createEventBridgeEvents({ client: new EventBridgeClient({}), busName: environment.EVENT_BUS }),
      onFailure: logFailure,
    }),
    clock,
  };
}

/** The Lambda of one action group. Its environment is read when the function is loaded. */
export function actionGroupLambda(
  group: ActionGroup,
  environment: Readonly<Record<string, string | undefined>>,
): (event: LambdaEvent) => ReturnType<ActionGroupHandler> {
  const settings = readEnvironment(actionGroupEnvironment, environment);
  const handler = createActionGroupHandler(
    group,
    lambdaDependencies(settings, environment.AWS_REGION ?? 'us-east-1'),
    { onFailure: ({ operation, error }) => logFailure(operation, error) },
  );
  return (event) => handler(event);
}
