import type { z } from 'zod';
import type { ApiRoute, Fields } from './api-route.ts';
import { fieldFaults } from './field-faults.ts';
import { ApiProblem, type FieldFault } from './problems.ts';

/** Most bytes of a body where the route says nothing else. */
export const BODY_LIMIT_BYTES = 32 * 1024;

export interface RequestParts<Params, Query, Headers, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
}

/**
 * Reads a request by its route's schemas.
 * @throws {ApiProblem} that names each field that is wrong: of path, query and headers together, then of the body
 */
export async function readRequest<
  Params extends Fields,
  Query extends Fields,
  Headers extends Fields,
  Body extends z.ZodType,
>(
  route: ApiRoute<Params, Query, Headers, Body>,
  request: Request,
  rawParams: Readonly<Record<string, string>>,
): Promise<RequestParts<z.infer<Params>, z.infer<Query>, z.infer<Headers>, z.infer<Body>>> {
  const faults: FieldFault[] = [];
  const check = <Schema extends z.ZodType>(part: FieldFault['in'], schema: Schema, input: unknown) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) faults.push(...fieldFaults(part, parsed.error, input));
    return parsed;
  };
  const params = check('path', route.params, rawParams);
  const query = check('query', route.query, readQuery(request.url, faults));
  const headers = check('header', route.headers, pickHeaders(request.headers, route.headers));
  if (faults.length > 0 || !params.success || !query.success || !headers.success)
    throw new ApiProblem('invalid-request', { errors: faults });
  const sent = await readBody(route, request);
  const body = route.body.schema.safeParse(sent);
  if (!body.success) throw new ApiProblem('invalid-body', { errors: fieldFaults('body', body.error, sent) });
  return { params: params.data, query: query.data, headers: headers.data, body: body.data };
}

/** A name that is sent twice says nothing certain. */
function readQuery(url: string, faults: FieldFault[]): Readonly<Record<string, string>> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URL(url).searchParams) {
    if (name in query)
      faults.push({ field: name.slice(0, 100), in: 'query', code: 'repeated', detail: 'Send it once.' });
    query[name] = value;
  }
  return { ...query };
}

function pickHeaders(headers: Headers, schema: Fields): Readonly<Record<string, string>> {
  const names = Object.keys(schema.shape);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function readBody(route: ApiRoute, request: Request): Promise<unknown> {
  const { body } = route;
  if (body.kind === 'none') return undefined;
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const types = body.kind === 'json' ? ['application/json'] : body.types;
  if (!types.includes(type)) {
    const detail = `The body has to be ${types.join(' or ')}; Content-Type says ${type === '' ? 'nothing' : JSON.stringify(type.slice(0, 80))}.`;
    throw new ApiProblem('unsupported-media-type', {
      detail,
      errors: [{ field: 'content-type', in: 'header', code: 'not-accepted', detail }],
    });
  }
  const most = body.kind === 'json' ? BODY_LIMIT_BYTES : body.mostBytes;
  const bytes = await readBytes(request, most);
  if (body.kind === 'bytes') return bytes;
  const text = decode(bytes);
  return body.kind === 'json' ? parseJson(text) : text;
}

/** @throws {ApiProblem} `body-too-large` as soon as there are more bytes, whatever the headers said */
async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = () => {
    const detail = `At most ${most.toLocaleString('en-US')} bytes.`;
    return new ApiProblem('body-too-large', {
      detail,
      errors: [{ field: '', in: 'body', code: 'too-long', detail }],
    });
  };
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The body is not UTF-8.', cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.', cause);
  }
}

function malformed(detail: string, cause: unknown): ApiProblem {
  return new ApiProblem('invalid-json', {
    cause,
    errors: [{ field: '', in: 'body', code: 'malformed', detail }],
  });
}
