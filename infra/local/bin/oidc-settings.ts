import { z } from 'zod';
import { type IssuerSettings, isSafeUrl } from '#channels/web/identity/issuer-metadata.ts';

const address = z.string().refine(isSafeUrl, 'an https address, or http on this machine');

/** The variables of an issuer; without OIDC_ISSUER the development issuer of the data folder counts. */
export const oidcVariables = {
  OIDC_ISSUER: address.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_AUDIENCE: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .optional(),
  OIDC_JWKS_URL: address.optional(),
  OIDC_SCOPE: z.string().optional(),
  OIDC_SELLER_CLAIM: z.string().optional(),
  PUBLIC_URL: address.transform((text) => new URL(text).origin).optional(),
};

const variables = z.object(oidcVariables);
type OidcVariables = z.infer<typeof variables>;

/** An issuer needs a client id, and whatever else is set needs an issuer. */
export function checkOidc(given: OidcVariables, context: z.RefinementCtx): void {
  const missing = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const alone = Object.entries(given).filter(
    ([name, value]) => name.startsWith('OIDC_') && value !== undefined,
  );
  if (given.OIDC_ISSUER !== undefined && given.OIDC_CLIENT_ID === undefined)
    missing('OIDC_CLIENT_ID', 'needed with OIDC_ISSUER: the id that the issuer gave this application');
  if (given.OIDC_ISSUER === undefined && alone.length > 0) {
    const names = alone.map(([name]) => name).join(', ');
    missing('OIDC_ISSUER', `needed with ${names}: the address of the issuer, as in its tokens`);
  }
}

/** The issuer of the environment; undefined without one. */
export function oidcSettings(given: OidcVariables): IssuerSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, ...more } = given;
  if (issuer === undefined || clientId === undefined) return undefined;
  const optional = {
    clientSecret: more.OIDC_CLIENT_SECRET,
    audiences: more.OIDC_AUDIENCE,
    jwksUrl: more.OIDC_JWKS_URL,
    scope: more.OIDC_SCOPE,
    sellerClaim: more.OIDC_SELLER_CLAIM,
  };
  const set = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { issuer, clientId, ...Object.fromEntries(set) };
}
