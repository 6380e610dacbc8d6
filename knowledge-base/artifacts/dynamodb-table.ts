import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { TableDeclaration, TableKey } from './table-declarations.ts';

/** The request that makes a declared table. Its TTL is switched on apart; every reader checks expiry itself. */
export function createTableInput(
  tableName: string,
  { key, indexes }: TableDeclaration,
): CreateTableCommandInput {
  const attributes = new Set(
    [key, ...Object.values(indexes)].flatMap(({ partition, sort }) =>
      sort === undefined ? [partition] : [partition, sort],
    ),
  );
  const secondary = Object.entries(indexes).map(([IndexName, indexKey]) => ({
    IndexName,
    KeySchema: schemaOf(indexKey),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  return {
    TableName: tableName,
    KeySchema: schemaOf(key),
    AttributeDefinitions: [...attributes].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    ...(secondary.length === 0 ? {} : { GlobalSecondaryIndexes: secondary }),
    BillingMode: 'PAY_PER_REQUEST',
  };
}

function schemaOf({ partition, sort }: TableKey): KeySchemaElement[] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
}
