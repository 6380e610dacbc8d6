import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';

/** Who asks, and by what that is known. */
export interface Identified {
  readonly seller: Seller;
  /** `bearer`: a token in the Authorization header. `session`: the cookie of a browser that signed in. */
  readonly by: 'bearer' | 'session';
  /** When the proof ends: a stream that still runs then ends with an `error` event, `token-expired`. */
  readonly expiresAt: Date;
}

/** What routes know of identity. Looked up once a request, however often it is asked. */
export interface WebIdentity {
  /** The seller who asks. @throws {IdentityError} */
  identify(context: Context): Promise<Seller>;
  /** The same with how it is known and until when. @throws {IdentityError} */
  proofOf(context: Context): Promise<Identified>;
  /**
   * The id of a new form of this seller, for its hidden field `formId`: what a browser that names no origin (a text
   * browser) proves by that the form came from here.
   */
  formToken(seller: Seller): string;
  /** Before all routes: renews sessions, and refuses what another site made a browser send with its cookie. */
  readonly guard: MiddlewareHandler;
  /** `GET /sign-in`, `GET /sign-in/callback`, `POST /sign-out`, `GET /signed-out`. */
  addRoutes(app: Hono, pages: IdentityPages): void;
}

/** The pages that identity needs of whoever makes pages. */
export interface IdentityPages {
  /** After signing out; `issuerUrl` is where one may sign out at the issuer too. */
  signedOut(context: Context, issuerUrl: string | undefined): Response | Promise<Response>;
}

/** Name of the hidden form field, and of the header for scripts, that carry {@link WebIdentity.formToken}. */
export const FORM_TOKEN_FIELD = 'formId';
export const FORM_TOKEN_HEADER = 'x-form-token';
