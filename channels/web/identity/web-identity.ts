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
   * For a hidden field `csrf` of every form that posts: what a browser that names no origin (a text browser) proves
   * by that the form came from here. Empty without a session.
   */
  csrfToken(context: Context): Promise<string>;
  /** Before all routes: renews sessions, and refuses what another site made a browser send with its cookie. */
  readonly guard: MiddlewareHandler;
  /** `GET /sign-in`, `GET /sign-in/callback`, `POST /sign-out`, `GET /signed-out`. */
  addRoutes(app: Hono): void;
}

/** Name of the hidden form field, and of the header for scripts, that carry {@link WebIdentity.csrfToken}. */
export const CSRF_FIELD = 'csrf';
export const CSRF_HEADER = 'x-csrf-token';
