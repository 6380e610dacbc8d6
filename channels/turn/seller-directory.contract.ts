import { expect, it } from 'vitest';
import type { Seller, SellerDirectory } from './seller-directory.ts';

/** Whom a directory of the contract holds, in its order. */
export const CONTRACT_SELLERS: readonly Seller[] = [
  { sellerId: 'zoe', name: 'Zoe', email: 'zoe@example.com', scope: { kind: 'organisation' } },
  {
    sellerId: 'nora',
    name: 'Nora',
    about: 'Northwind',
    email: 'nora.k+slack@example.com',
    scope: { kind: 'partners', partnerIds: ['1004127', 'P-2'] },
  },
  { sellerId: 'ravi', name: 'Ravi', scope: { kind: 'partners', partnerIds: ['1019276'] } },
];

/** What every directory does; `directory` holds {@link CONTRACT_SELLERS}. */
export function sellerDirectoryContract(directory: () => SellerDirectory): void {
  it('lists everybody, the default first, each as it was given', async () => {
    expect(await directory().list()).toEqual(CONTRACT_SELLERS);
  });

  it('finds each by id, and nobody by another', async () => {
    for (const seller of CONTRACT_SELLERS) expect(await directory().find(seller.sellerId)).toEqual(seller);
    for (const id of ['', 'eve', 'ZOE', 'zoe ', '#directory', '__proto__', 'x'.repeat(5_000)])
      expect(await directory().find(id)).toBeUndefined();
  });

  it.for(['zoe@example.com', 'ZOE@Example.COM'])('knows whose address %s is', async (email) => {
    expect(await directory().findByEmail(email)).toEqual(CONTRACT_SELLERS[0]);
  });

  it.for([
    '',
    'zoe',
    'undefined',
    'zoe@example.com ',
    ' zoe@example.com',
    'zoe@example.com,nora.k+slack@example.com',
    'zoe@example.co',
    'zoe@sub.example.com',
    'nora.k@example.com',
    'zoe@example.com\u0000',
    // A Kelvin sign is a k in lower case, and a long s an s in upper case.
    'nora.\u212a+slack@example.com',
    'nora.k+\u017flack@example.com',
    `${'z'.repeat(300)}@example.com`,
  ])('knows nobody by %j', async (email) => {
    expect(await directory().findByEmail(email)).toBeUndefined();
  });
}
