import { bedrockSchema, type JsonSchema } from './json-schema.ts';
import { type ActionGroup, apiPath, type Operation } from './operation.ts';

/**
 * The OpenAPI 3.0.0 document of an action group, as Bedrock reads it; committed beside the group.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-api-schema.html
 */
export function openApiDocument(group: ActionGroup): JsonSchema {
  return {
    openapi: '3.0.0',
    info: { title: group.name, version: '1.0.0', description: group.description },
    paths: Object.fromEntries(
      group.operations.map((operation) => [apiPath(operation), { post: describe(operation) }]),
    ),
  };
}

function describe(operation: Operation): JsonSchema {
  return {
    operationId: operation.operationId,
    description: operation.description,
    ...(operation.requireConfirmation === true ? { 'x-requireConfirmation': 'ENABLED' } : {}),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: bedrockSchema(operation.input) } },
    },
    responses: {
      '200': {
        description:
          'The result. `code` is `ok`; on any other code the call gave no result and `message` says why and what is accepted.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: {
                code: { type: 'string', description: '`ok`, or the reason there is no result.' },
                message: { type: 'string', description: 'Why there is no result, and the way out.' },
                result: { type: 'object', description: 'The result.' },
              },
              required: ['code'],
            },
          },
        },
      },
    },
  };
}

/** What Bedrock would refuse in a document, one line a fault; empty when it is fine. */
export function bedrockFaults(document: JsonSchema): string[] {
  const faults: string[] = [];
  if (document.openapi !== '3.0.0') faults.push('openapi must be 3.0.0');
  for (const [path, methods] of Object.entries(record(document.paths))) {
    for (const [verb, operation] of Object.entries(record(methods))) {
      for (const field of ['operationId', 'description', 'responses']) {
        if (record(operation)[field] === undefined) faults.push(`${verb} ${path}: ${field} is missing`);
      }
    }
  }
  faults.push(...keywordFaults(document, '$'));
  return faults;
}

const REFUSED = ['enum', 'anyOf', 'oneOf', 'allOf', '$ref', 'const', 'pattern', 'not'];

function keywordFaults(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => keywordFaults(item, `${path}[${index}]`));
  if (typeof node !== 'object' || node === null) return [];
  const isPropertyMap = path.endsWith('.properties');
  return Object.entries(node).flatMap(([key, value]) => [
    ...(!isPropertyMap && REFUSED.includes(key) ? [`${path}.${key}: not supported`] : []),
    ...(isPropertyMap && record(value).description === undefined ? [`${path}.${key}: no description`] : []),
    ...keywordFaults(value, `${path}.${key}`),
  ]);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
