import { normaliseEmail, type SellerDirectory } from './seller-directory.ts';
import { readSellersFile } from './sellers-file.ts';

/**
 * The directory in a YAML file, read once; the first seller is the default.
 * @throws {SellerDirectoryError} naming the file, the field, its value and what is wrong.
 */
export async function createYamlSellerDirectory(path: string): Promise<SellerDirectory> {
  const sellers = await readSellersFile(path);
  const byId = new Map(sellers.map((seller) => [seller.sellerId, seller]));
  const byEmail = new Map(sellers.map((seller) => [seller.email, seller]));
  return {
    find: async (sellerId) => byId.get(sellerId),
    async findByEmail(text) {
      const email = normaliseEmail(text);
      return email === undefined ? undefined : byEmail.get(email);
    },
    list: async () => sellers,
  };
}
