import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASKED_BY_THE_PAGE, gatewayRoutes, NEEDS_KEY } from './gateway-routes.ts';
import { requestModel } from './request-model.ts';

describe('gatewayRoutes', () => {
  const routes = gatewayRoutes();
  const named = (name: string) => routes.find(({ method, path }) => `${method} ${path}` === name);

  it('has every operation whose path the gateway can tell apart', () => {
    expect(routes.length).toBeGreaterThan(20);
    for (const { path } of routes) expect(path).toMatch(/^(\/([\w.-]+|\{\w+\}))+$/);
    expect(routes.some(({ path }) => path === '/v1/analyses/{analysisId}')).toBe(true);
  });

  it('asks for a token wherever somebody has to be known, but where the page comes with its cookie', () => {
    for (const { method, path, identified, authorized } of routes)
      expect([path, authorized]).toEqual([
        path,
        identified && !ASKED_BY_THE_PAGE.includes(`${method} ${path}`),
      ]);
    for (const name of [...ASKED_BY_THE_PAGE, ...NEEDS_KEY])
      expect([name, named(name)?.path]).not.toContain(undefined);
    expect(named('GET /healthz')?.authorized).toBe(false);
  });

  it('holds bodies to models and asks for parameters by their place', () => {
    expect(Object.keys(named('GET /v1/history')?.parameters ?? {})).toContain(
      'method.request.querystring.customer',
    );
    expect(named('GET /v1/turns/{turnId}')?.parameters).toMatchObject({ 'method.request.path.turnId': true });
    expect(named('POST /v1/feedback')?.model).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('requestModel', () => {
  it('writes what draft 4 says otherwise', () => {
    expect(
      requestModel({
        type: 'object',
        required: [],
        properties: {
          kind: { const: 'a', description: 'said' },
          size: { type: 'number', exclusiveMinimum: 0, maximum: 5 },
          code: { type: 'string', pattern: '\\p{L}', format: 'uuid', maxLength: 3 },
          either: { oneOf: [{ type: 'string' }, { type: 'null' }] },
        },
        additionalProperties: false,
      }),
    ).toEqual({
      type: 'object',
      properties: {
        kind: { enum: ['a'] },
        size: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 5 },
        code: { type: 'string', maxLength: 3 },
        either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
      additionalProperties: false,
    });
  });

  it('says nothing twice that it has said in draft 4 already', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.string(), fc.record({ const: json })),
        }),
        (schema) => {
          const once = requestModel(schema);
          expect(requestModel(once)).toEqual(once);
        },
      ),
      { numRuns: 100 },
    );
  });
});
