import { describe, expect, it } from 'vitest';
import type { Seller, SellerDirectory } from '#channels/turn/seller-directory.ts';
import { IdentityError } from './identity-error.ts';
import { sellerOfClaims, whoOf } from './seller-of-claims.ts';

const OLIVIA: Seller = {
  sellerId: 'olivia',
  name: 'Olivia',
  email: 'olivia@example.com',
  scope: { kind: 'organisation' },
};
const directory: SellerDirectory = {
  find: async (id) => (id === 'olivia' ? OLIVIA : undefined),
  findByEmail: async (email) => (email === 'olivia@example.com' ? OLIVIA : undefined),
  list: async () => [OLIVIA],
};

describe('sellerOfClaims', () => {
  it.for<[string, Record<string, unknown>, string]>([
    ['the id in sub', { sub: 'olivia' }, 'olivia'],
    ['a verified address', { sub: '7f', email: 'Olivia@Example.com', email_verified: true }, 'olivia'],
    [
      'a verified address as Cognito writes it',
      { sub: '7f', email: 'olivia@example.com', email_verified: 'true' },
      'olivia',
    ],
    [
      'an address not verified',
      { sub: '7f', email: 'olivia@example.com', email_verified: false },
      'email-not-verified',
    ],
    ['an address of which nothing is said', { sub: '7f', email: 'olivia@example.com' }, 'email-not-verified'],
    [
      'a verified address that nobody has',
      { sub: '7f', email: 'eve@example.com', email_verified: true },
      'unknown-seller',
    ],
    ['an id that nobody has', { sub: 'eve' }, 'unknown-seller'],
    [
      'a list of addresses',
      { sub: '7f', email: ['olivia@example.com'], email_verified: true },
      'unknown-seller',
    ],
    ['a number for an id', { sub: 7 }, 'unknown-seller'],
    [
      'the words of a truth',
      { sub: '7f', email: 'olivia@example.com', email_verified: 1 },
      'email-not-verified',
    ],
  ])('knows by %s', async ([, claims, expected]) => {
    const found = sellerOfClaims(whoOf(claims, 'sub'), directory).then(
      ({ sellerId }) => sellerId,
      (error: unknown) => (error instanceof IdentityError ? error.code : String(error)),
    );
    expect(await found).toBe(expected);
  });

  it('reads the id from the claim that is configured', async () => {
    const claims = { sub: '7f', 'custom:seller_id': 'olivia' };
    expect(await sellerOfClaims(whoOf(claims, 'custom:seller_id'), directory)).toBe(OLIVIA);
  });
});
