import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { Identify } from './identified.ts';

/** What routes know of identity. */
export interface WebIdentity {
  /** Who asks, looked up once a request, however often it is asked. */
  readonly identify: Identify;
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
