import { type ApiDependencies, apiRoutes } from '#channels/web/api/api-routes.ts';
import { openApiDocument } from '#channels/web/api/openapi-document.ts';
import { requestModel } from './request-model.ts';

/** A method of the gateway, from an operation of our OpenAPI document. */
export interface GatewayRoute {
  readonly operationId: string;
  readonly method: string;
  /** Its parts are literal, or a parameter in braces and nothing beside it. */
  readonly path: string;
  /** `method.request.querystring.x` and the like, with whether it has to be there. */
  readonly parameters: Readonly<Record<string, boolean>>;
  /** The model of a JSON body. */
  readonly model?: Readonly<Record<string, unknown>>;
  /** Somebody has to be known. */
  readonly identified: boolean;
  /** A token of the pool is asked for by the gateway too. */
  readonly authorized: boolean;
  /** A key of a usage plan is asked for. */
  readonly keyed: boolean;
}

/** What the page's scripts and links ask for with the session's cookie: the gateway's authorizer knows tokens alone. */
export const ASKED_BY_THE_PAGE: readonly string[] = [
  'GET /v1/turns/{turnId}/events',
  'GET /v1/batches/{batchId}',
  'GET /v1/batches/template.csv',
];

/** A batch is hundreds of turns, and programs alone send them here (the page has a form of its own). */
export const NEEDS_KEY: readonly string[] = ['POST /v1/batches', 'POST /v1/batches/{batchId}/cancel'];

interface Operation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Readonly<Record<string, unknown>> }>>;
  };
}

const PLACES: Readonly<Record<string, string>> = { path: 'path', query: 'querystring', header: 'header' };

/** The routes of the API as they are declared; nothing is called of what answers them. */
export function gatewayRoutes(): readonly GatewayRoute[] {
  const unserved = { nowMs: () => 0 } as unknown as ApiDependencies;
  const document = openApiDocument(apiRoutes(unserved).map(({ route }) => route));
  return routesOf(document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>);
}

function routesOf(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
): readonly GatewayRoute[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    // A part is a parameter or none: `{analysisId}.csv` comes in as `{analysisId}`.
    /\}[^/]/.test(path)
      ? []
      : Object.entries(operations).map(([verb, operation]) => routeOf(path, verb.toUpperCase(), operation)),
  );
}

function routeOf(path: string, method: string, operation: Operation): GatewayRoute {
  const { operationId, parameters, requestBody, security } = operation;
  const name = `${method} ${path}`;
  const schema = requestBody?.content['application/json']?.schema;
  const identified = security.length > 0;
  return {
    operationId,
    method,
    path,
    parameters: Object.fromEntries(
      parameters.map((each) => [`method.request.${PLACES[each.in] ?? each.in}.${each.name}`, each.required]),
    ),
    ...(schema === undefined ? {} : { model: requestModel(schema) }),
    identified,
    authorized: identified && !ASKED_BY_THE_PAGE.includes(name),
    keyed: NEEDS_KEY.includes(name),
  };
}
