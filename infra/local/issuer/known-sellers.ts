import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDbSellerDirectory } from '#channels/turn/dynamodb-seller-directory.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { localClientOptions } from '../local-client-options.ts';
import { TABLE_NAMES } from '../table-names.ts';

export interface KnownSellersOptions {
  readonly sellersFile?: string;
  readonly sellersFrom?: 'file' | 'table';
}

/** Whom the issuer knows: a file is read when the first one signs in, and once, as the page reads it. */
export function knownSellers(
  { sellersFile, sellersFrom }: KnownSellersOptions,
  dynamodbEndpoint: string,
): () => Promise<readonly Seller[]> {
  let file: Promise<readonly Seller[]> | undefined;
  return async () => {
    if (sellersFrom === 'table') {
      const client = new DynamoDBClient({ ...localClientOptions, endpoint: dynamodbEndpoint });
      const table = createDynamoDbSellerDirectory({ client, tableName: TABLE_NAMES.sellers });
      return table.list().finally(() => client.destroy());
    }
    if (sellersFile === undefined) return [];
    file ??= createYamlSellerDirectory(sellersFile).then((directory) => directory.list());
    return file;
  };
}
