import { DIRECTORY_KEY, readCompleted, readSellerItem, type StoredSeller } from './dynamodb-seller-item.ts';
import {
  counting,
  type DynamoDbSellersOptions,
  getItem,
  idsByEmail,
  scanTable,
} from './dynamodb-seller-table.ts';
import { normaliseEmail, type SellerDirectory, SellerDirectoryError } from './seller-directory.ts';
import { SELLER_ID } from './sellers-file.ts';

/**
 * The directory in a table that `loadSellers` fills. An index tells who may have an address, the items themselves,
 * read as they are now, who has it: one that was removed or changed a moment ago is not found by it any more.
 */
export function createDynamoDbSellerDirectory(options: DynamoDbSellersOptions): SellerDirectory {
  async function stored(sellerId: string): Promise<StoredSeller | undefined> {
    if (!SELLER_ID.test(sellerId)) return undefined;
    const [item, directory] = await Promise.all([
      getItem(options, sellerId),
      getItem(options, DIRECTORY_KEY),
    ]);
    if (item === undefined) return undefined;
    const found = readSellerItem(item);
    return found.generation >= readCompleted(directory) ? found : undefined;
  }

  return {
    find: async (sellerId) => (await stored(sellerId))?.seller,
    async findByEmail(text) {
      const email = normaliseEmail(text);
      if (email === undefined) return undefined;
      const ids = await idsByEmail(options, email);
      const found = (await Promise.all(ids.map(stored))).filter((each) => each?.seller.email === email);
      // While an address goes from one seller to another, it is theirs who got it last.
      const last = Math.max(...found.map((each) => each?.generation ?? 0));
      const [owner, ...others] = found.filter((each) => each?.generation === last);
      if (others.length > 0)
        throw new SellerDirectoryError(
          `the address of ${owner?.seller.sellerId} stands twice: load the sellers again`,
        );
      return owner?.seller;
    },
    list: async () => counting(await scanTable(options)).map(({ seller }) => seller),
  };
}
