import { z } from 'zod';
import type { ApiRoute, Fields, ReplyDeclaration } from './api-route.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';

type Json = Readonly<Record<string, unknown>>;

/** Problems that every route may answer with, by what it takes. */
const OF_ANY: readonly ProblemCode[] = ['invalid-request', 'unknown-host', 'internal'];
const OF_IDENTIFIED: readonly ProblemCode[] = [
  'not-signed-in',
  'token-invalid',
  'token-expired',
  'unknown-seller',
  'email-not-verified',
  'cross-site',
  'rate-limited',
  'issuer-unavailable',
];
const OF_BODY: readonly ProblemCode[] = ['body-too-large', 'unsupported-media-type', 'invalid-body'];
const OF_JSON: readonly ProblemCode[] = ['invalid-json'];

/** Every problem that a route may answer with. */
export function problemsOf({ body, identified, problems }: ApiRoute): readonly ProblemCode[] {
  const all = [
    ...problems,
    ...OF_ANY,
    ...(identified ? OF_IDENTIFIED : []),
    ...(body.kind === 'none' ? [] : OF_BODY),
    ...(body.kind === 'json' ? OF_JSON : []),
  ];
  return [...new Set(all)].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status || (a < b ? -1 : 1));
}

/**
 * The OpenAPI 3.1 document of the routes, from the schemas that read their requests.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const shared = sharedProblems();
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, shared) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Partner seller assistant',
      version: '1.0.0',
      summary: 'What a deal is worth, when it lands and what comes next, with the evidence for every number.',
      description:
        'Questions are asked with `POST /v1/turns` and answered as a stream of events, which can be gone on with from any process. Every answer that is none is a problem of RFC 9457 with a `code` that stays what it is.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema() },
      responses: shared.responses,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of the issuer that this deployment trusts.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'The cookie of a browser that signed in at /sign-in.',
        },
      },
    },
  };
}

function operation(route: ApiRoute, shared: SharedProblems): Json {
  const { body, description, id, identified, summary, tag } = route;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: identified ? [{ bearer: [] }, { session: [] }] : [],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...parameters('header', withoutSpoken(route.headers)),
    ],
    ...(body.kind === 'none'
      ? {}
      : {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              (body.kind === 'json' ? ['application/json'] : body.types).map((type) => [
                type,
                { schema: schemaOf(body.schema, 'input') },
              ]),
            ),
          },
        }),
    responses: { ...replies(route.replies), ...problemReplies(route, shared) },
  };
}

/** Headers that OpenAPI forbids to declare: content negotiation says the same. */
const SPOKEN = ['accept', 'content-type', 'authorization'] as const;

function withoutSpoken(headers: Fields): Fields {
  const kept = Object.entries(headers.shape).filter(([name]) => !SPOKEN.some((each) => each === name));
  return z.object(Object.fromEntries(kept));
}

function parameters(place: 'path' | 'query' | 'header', fields: Fields): Json[] {
  const { properties = {}, required = [] } = schemaOf(fields, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property;
    return {
      name: place === 'header' ? headerName(name) : name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}

function headerName(name: string): string {
  if (name === 'last-event-id') return 'Last-Event-ID';
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** Replies of one status with several types are one reply to OpenAPI. */
function replies(declared: readonly ReplyDeclaration[]): Record<string, Json> {
  const byStatus: Record<string, { description: string; headers: Json; content: Json }> = {};
  for (const { status, description, headers = {}, schema, type = 'application/json' } of declared) {
    const before = byStatus[status];
    const content =
      schema === undefined && type === 'application/json'
        ? {}
        : { [type]: { schema: schema === undefined ? { type: 'string' } : schemaOf(schema, 'output') } };
    byStatus[status] = {
      description: before === undefined ? description : `${before.description} Or: ${description}`,
      headers: { ...before?.headers, ...headerSchemas(headers) },
      content: { ...before?.content, ...content },
    };
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, { description, headers, content }]) => [
      status,
      {
        description,
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
        ...(Object.keys(content).length === 0 ? {} : { content }),
      },
    ]),
  );
}

function headerSchemas(headers: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}

function problemReplies(route: ApiRoute, shared: SharedProblems): Record<string, Json> {
  const byStatus: Record<string, Json> = {};
  const codes = problemsOf(route);
  for (const status of new Set(codes.map((code) => PROBLEMS[code].status))) {
    // An answer of the route's own has that status already, such as what is down.
    if (route.replies.some((reply) => reply.status === status)) continue;
    const own = codes.filter((code) => PROBLEMS[code].status === status);
    byStatus[status] = shared.refer(status, own);
  }
  return byStatus;
}

interface SharedProblems {
  readonly responses: Record<string, Json>;
  refer(status: number, codes: readonly ProblemCode[]): Json;
}

/** The same problems are described once, however many routes answer with them. */
function sharedProblems(): SharedProblems {
  const responses: Record<string, Json> = {};
  const names = new Map<string, string>();
  return {
    responses,
    refer(status, codes) {
      const key = codes.join(' ');
      const same = [...names.keys()].filter(
        (each) => names.get(each)?.startsWith(`Problem${status}`) === true,
      );
      const name = names.get(key) ?? `Problem${status}${same.length === 0 ? '' : `-${same.length + 1}`}`;
      names.set(key, name);
      responses[name] = {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
      return { $ref: `#/components/responses/${name}` };
    },
  };
}

function problemSchema(): Json {
  return {
    type: 'object',
    description: 'A problem as RFC 9457 has it.',
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference', description: 'Where the code is described.' },
      title: { type: 'string' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', description: 'What it means here, and the way out.' },
      code: { type: 'string', enum: Object.keys(PROBLEMS) },
      requestId: { type: 'string', description: 'Finds the request in the log.' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'in', 'code', 'detail'],
          properties: {
            field: {
              type: 'string',
              description: 'A path with dots inside a body; empty for the whole of a part.',
            },
            in: { type: 'string', enum: ['path', 'query', 'header', 'body'] },
            code: { type: 'string' },
            detail: { type: 'string' },
          },
        },
      },
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return own;
}
