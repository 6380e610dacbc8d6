import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { prefixOf } from '../config/names.ts';
import { DEPLOYED_TABLES } from '../stacks/data/deployed-tables.ts';
import type { RegionBase } from './region-base.ts';

/** What a role may do with items; there is no scan: nothing here reads a whole table but the directory's list. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';

const READS: readonly ItemAction[] = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'ConditionCheckItem'];

/** The name of a table in an environment, as `partner-assistant-dev-analysis-results`. */
export function tableName({ config }: Pick<RegionBase, 'config'>, table: string): string {
  return `${prefixOf(config)}-${deployed(table).name}`;
}

/** A table's ARN in the region of a stack: the same name stands in both regions. */
export function tableArn(scope: Stack, base: Pick<RegionBase, 'config'>, table: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:dynamodb:${region}:${account}:table/${tableName(base, table)}`;
}

/**
 * Lets a role do exactly these actions on a table of its region and on the table's indexes, and use the key of the
 * table's class of data through DynamoDB alone.
 * @param table A key of `DEPLOYED_TABLES`, as `results`.
 */
export function allowTable(
  role: IRole,
  stack: Stack,
  base: RegionBase,
  table: string,
  actions: readonly ItemAction[],
): void {
  const { declaration, dataClass } = deployed(table);
  const arn = tableArn(stack, base, table);
  const isQueried = actions.includes('Query') || actions.includes('Scan');
  const indexes = Object.keys(declaration.indexes).map((index) => `${arn}/index/${index}`);
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [arn, ...(isQueried ? indexes : [])],
    }),
  );
  const writes = actions.some((action) => !READS.includes(action));
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:DescribeKey', ...(writes ? ['kms:Encrypt', 'kms:GenerateDataKey'] : [])],
      resources: [base.keyArns[dataClass]],
      conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com` } },
    }),
  );
}

function deployed(table: string) {
  const found = DEPLOYED_TABLES[table];
  if (found === undefined)
    throw new RangeError(`${table}: no such table; known are ${Object.keys(DEPLOYED_TABLES).join(', ')}`);
  return found;
}
