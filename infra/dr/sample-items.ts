import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DEPLOYED_TABLES } from '../stacks/data/deployed-tables.ts';

/** Writes `count` invented items of every kind of attribute into each table, and as many files into the lake. */
export async function writeSampleItems(
  client: DynamoDBClient,
  lakeDir: string,
  batch: string,
  count: number,
): Promise<void> {
  for (const { name, declaration } of Object.values(DEPLOYED_TABLES)) {
    const keys = [declaration.key, ...Object.values(declaration.indexes)].flatMap(({ partition, sort }) =>
      sort === undefined ? [partition] : [partition, sort],
    );
    for (let index = 0; index < count; index += 1) {
      const item: Record<string, AttributeValue> = {
        words: { S: `Müller & Söhne “${batch}” ${index}` },
        looksLikeBytes: { S: 'base64:AAAA' },
        number: { N: String(index * 1.5) },
        bytes: { B: new Uint8Array([0, 255, index % 256]) },
        list: { L: [{ S: 'a' }, { NULL: true }, { M: { deep: { BOOL: index % 2 === 0 } } }] },
        ...Object.fromEntries(keys.map((key) => [key, { S: `${batch}-${key}-${index}` }])),
        ...(declaration.ttlAttribute === undefined
          ? {}
          : { [declaration.ttlAttribute]: { N: '4102444800' } }),
      };
      await client.send(new PutItemCommand({ TableName: name, Item: item }));
    }
  }
  const folder = join(lakeDir, 'projects', `data_version=v-${batch}`, 'close_year=2026');
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index += 1)
    await writeFile(join(folder, `part-${index}.parquet`), `${batch} ${index} `.repeat(100));
}
