import type { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CURRENT_FILE } from '#knowledge-base/projects/current-data.ts';
import { OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import { bucketName, prefixOf } from '../../config/names.ts';
import { acknowledgeWildcards } from '../../constructs/acknowledge.ts';
import { bucketArn } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { databaseName } from './catalog.ts';

/** What a function finds the lake by. */
export function lakeEnvironment(scope: Stack, base: RegionBase): Readonly<Record<string, string>> {
  return {
    ATHENA_WORKGROUP: prefixOf(base.config),
    ATHENA_DATABASE: databaseName(base),
    LAKE_BUCKET: bucketName(base.config, 'lake', scope),
  };
}

/** Lets a role read which data is current and what was learned from it, and no projects. */
export function allowLakeFiles(role: IRole, scope: Stack, base: RegionBase): void {
  const lake = bucketArn(scope, base, 'lake');
  role.addToPrincipalPolicy(
    // Without the right to list, S3 says "forbidden" of a file that is not there.
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake] }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [`${lake}/${CURRENT_FILE}`, `${lake}/models/*`],
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['kms:Decrypt'], resources: [base.keyArns.confidential] }),
  );
  acknowledgeWildcards(role, 'A model is named by its data version: only their folder can be named.', [
    `${lake}/models/*`,
  ]);
}

/** Lets a role ask the projects through Athena's workgroup, which limits what a query may read. */
export function allowQueries(role: IRole, scope: Stack, base: RegionBase): void {
  const { account, partition, region } = scope;
  const lake = bucketArn(scope, base, 'lake');
  const results = bucketArn(scope, base, 'results');
  const glue = (resource: string) => `arn:${partition}:glue:${region}:${account}:${resource}`;
  const may = (actions: string[], resources: string[]) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  may(
    [
      'athena:StartQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:StopQueryExecution',
    ],
    [`arn:${partition}:athena:${region}:${account}:workgroup/${prefixOf(base.config)}`],
  );
  const database = databaseName(base);
  may(
    ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions', 'glue:GetPartition'],
    [
      glue('catalog'),
      glue(`database/${database}`),
      ...[PROJECTS_TABLE, OWNERSHIP_TABLE].map((table) => glue(`table/${database}/${table}`)),
    ],
  );
  const data = [PROJECTS_TABLE, OWNERSHIP_TABLE].map((table) => `${lake}/${table}/*`);
  may(['s3:GetObject'], data);
  may(['s3:GetBucketLocation', 's3:ListBucket'], [lake, results]);
  may(['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], [`${results}/*`]);
  may(['kms:Decrypt', 'kms:GenerateDataKey'], [base.keyArns.confidential]);
  acknowledgeWildcards(
    role,
    'Files of a published version and results of queries have names that are made when they are written.',
    [...data, `${results}/*`],
  );
}
