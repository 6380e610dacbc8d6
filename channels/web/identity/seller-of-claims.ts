import { normaliseEmail, type Seller, type SellerDirectory } from '#channels/turn/seller-directory.ts';
import { IdentityError } from './identity-error.ts';

/** What of a token tells who somebody is in our directory. */
export interface WhoClaims {
  /** The value of the claim that holds a seller's id. */
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
}

/** Longest value of a claim that is looked up. */
const MOST_CHARACTERS = 254;

/** Reads the claims that tell who it is; of anything but texts nothing is made. */
export function whoOf(claims: Readonly<Record<string, unknown>>, sellerClaim: string): WhoClaims {
  const textOf = (value: unknown) =>
    typeof value === 'string' && value !== '' && value.length <= MOST_CHARACTERS ? value : undefined;
  return {
    id: textOf(claims[sellerClaim]),
    email: textOf(claims.email),
    // Cognito writes attributes of a pool as texts in some of its tokens.
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
  };
}

/**
 * The seller in the directory: by id, else by an e-mail address that the issuer has verified. Nobody is invented.
 * @throws {IdentityError} `unknown-seller`, `email-not-verified`
 * @throws {SellerDirectoryError} when the directory cannot be read
 */
export async function sellerOfClaims(who: WhoClaims, directory: SellerDirectory): Promise<Seller> {
  const byId = who.id === undefined ? undefined : await directory.find(who.id);
  if (byId !== undefined) return byId;
  const email = who.email === undefined ? undefined : normaliseEmail(who.email);
  if (email !== undefined && !who.emailVerified)
    throw new IdentityError(
      'email-not-verified',
      'the issuer has not verified the e-mail address of this account, and nothing else says which seller it is: verify it there, or have the account’s id added to the directory',
    );
  const byEmail = email === undefined ? undefined : await directory.findByEmail(email);
  if (byEmail !== undefined) return byEmail;
  throw new IdentityError(
    'unknown-seller',
    'this account is verified, but no seller of the directory has its id or e-mail address: ask whoever keeps the directory to add it',
  );
}
