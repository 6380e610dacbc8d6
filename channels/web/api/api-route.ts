import { z } from 'zod';
import type { Identified } from '../identity/web-identity.ts';
import type { ProblemCode } from './problems.ts';

/** A part of a request whose fields have names. */
export type Fields = z.ZodObject;

/** A body: none, JSON by a schema, or the text or bytes of one of some types, which the route reads itself. */
export type BodyDeclaration<Body extends z.ZodType> = {
  readonly schema: Body;
} & (
  | { readonly kind: 'none' }
  | { readonly kind: 'json' }
  | { readonly kind: 'text' | 'bytes'; readonly types: readonly string[]; readonly mostBytes: number }
);

/** What a route answers with. */
export interface ReplyDeclaration {
  readonly status: 200 | 201 | 202 | 204 | 503;
  readonly description: string;
  /** `application/json` unless it says otherwise. */
  readonly type?: string;
  /** None for an answer without a body. */
  readonly schema?: z.ZodType;
  /** Headers of the answer with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route of the API: its requests are read by it, and its description is made from it. */
export interface ApiRoute<
  Params extends Fields = Fields,
  Query extends Fields = Fields,
  Headers extends Fields = Fields,
  Body extends z.ZodType = z.ZodType,
> {
  /** The operation's name in the description. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its parameters in braces: `/v1/turns/{turnId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** False for what anybody may have. */
  readonly identified: boolean;
  readonly params: Params;
  readonly query: Query;
  /** Names in lower case; others are not looked at. */
  readonly headers: Headers;
  readonly body: BodyDeclaration<Body>;
  readonly replies: readonly ReplyDeclaration[];
  /** Besides those that every route may answer with. */
  readonly problems: readonly ProblemCode[];
}

/** A request as its route has read it. */
export interface ApiCall<Params, Query, Headers, Body> {
  readonly request: Request;
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  readonly requestId: string;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
  /** Adds to the request's line in the log: ids and codes, never a text. */
  readonly note: (facts: Readonly<Record<string, string | number>>) => void;
  /** Who asks. @throws on a route that is for anybody */
  readonly who: Identified;
}

/** What every route starts from: nothing in it but the path, and somebody who is known. */
export const BARE = {
  identified: true,
  params: z.strictObject({}),
  query: z.strictObject({}),
  headers: z.strictObject({}),
  body: { kind: 'none', schema: z.undefined() },
  problems: [],
} as const;

/** Declares a route, so that its handler's types follow from its schemas: `defineRoute({ ...BARE, id: …, … })`. */
export function defineRoute<
  Params extends Fields,
  Query extends Fields,
  Headers extends Fields,
  Body extends z.ZodType,
>(route: ApiRoute<Params, Query, Headers, Body>): ApiRoute<Params, Query, Headers, Body> {
  return route;
}
