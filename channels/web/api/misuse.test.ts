import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TestWeb, testWeb } from '../__fixtures__/test-web.ts';
import { PROBLEMS, type Problem } from './problems.ts';

/** What the description says of one value. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const web = testWeb();
const described = (await (await web.get('/v1/openapi.json')).json()) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

/** A value as the description has it. */
function goodValue(schema: Schema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, goodValue(schema.properties?.[name] ?? {})]),
    );
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 1;
  return 'a'.repeat(Math.max(1, schema.minLength ?? 1));
}

/** Values that are wrong for a schema, of JSON or of a text where there are only texts. */
function badValues(schema: Schema, only: 'texts' | 'json'): fc.Arbitrary<unknown> {
  const wrong: fc.Arbitrary<unknown>[] = [];
  if (only === 'json') {
    const others: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
      string: fc.string(),
      number: fc.double(),
      boolean: fc.boolean(),
      array: fc.array(fc.string(), { maxLength: 2 }),
      object: fc.record({ x: fc.string() }),
      null: fc.constant(null),
    };
    const own = schema.type === 'integer' ? 'number' : (schema.type ?? 'string');
    for (const [type, values] of Object.entries(others)) if (type !== own) wrong.push(values);
  }
  if (schema.maxLength !== undefined)
    wrong.push(fc.integer({ min: 1, max: 40 }).map((over) => 'x'.repeat((schema.maxLength ?? 0) + over)));
  if (schema.pattern !== undefined) {
    const pattern = new RegExp(schema.pattern);
    wrong.push(fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((text) => !pattern.test(text)));
  }
  if (schema.enum !== undefined)
    wrong.push(
      fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((text) => !schema.enum?.includes(text)),
    );
  if (schema.minimum !== undefined && only === 'json')
    wrong.push(fc.double({ max: schema.minimum, noNaN: true, maxExcluded: true, noDefaultInfinity: true }));
  if (schema.maximum !== undefined && only === 'json')
    wrong.push(fc.double({ min: schema.maximum, noNaN: true, minExcluded: true, noDefaultInfinity: true }));
  return wrong.length === 0 ? fc.constant('') : fc.oneof(...wrong);
}

/** The smallest request that the description allows. */
function goodRequest(
  path: string,
  method: string,
  operation: Operation,
): Request & { readonly sent: unknown } {
  const filled = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, schema }) => text.replace(`{${name}}`, String(goodValue(schema))), path);
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema === undefined) {
    const [other] = Object.entries(operation.requestBody?.content ?? {});
    if (other === undefined) return { method, path: filled, headers: {}, sent: undefined };
    const [type, { schema: text }] = other;
    const body = String(goodValue(text));
    return { method, path: filled, headers: { 'content-type': type }, body, sent: undefined };
  }
  const sent = goodBody(operation.operationId, schema);
  return {
    method,
    path: filled,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
    sent,
  };
}

/** One of the two ways to ask is needed, which `required` alone does not say. */
function goodBody(id: string, schema: Schema): Record<string, unknown> {
  const body = goodValue(schema) as Record<string, unknown>;
  return id === 'createTurn' ? { text: 'What is it worth?', ...body } : body;
}

async function send({ method, path, headers, body }: Request, to: TestWeb = web): Promise<Response> {
  return to.app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
}

/** A refusal is a problem with a code that the description of the route has, and names the field. */
async function expectRefusal(response: Response, operation: Operation, field?: string): Promise<void> {
  const problem = (await response.json()) as Problem;
  const told = JSON.stringify(problem);
  expect(response.status, told).toBeGreaterThanOrEqual(400);
  expect(response.status, told).toBeLessThan(500);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem.status).toBe(response.status);
  expect(PROBLEMS[problem.code].status).toBe(response.status);
  expect(Object.keys(operation.responses)).toContain(String(response.status));
  if (field !== undefined)
    expect(
      problem.errors?.map((fault) => fault.field),
      told,
    ).toContainEqual(expect.stringContaining(field));
}

const RUNS = { numRuns: 30 };
const fieldOf = ({ in: place, name }: Parameter) => (place === 'header' ? name.toLowerCase() : name);

describe.each(operations)('$method $path, called wrongly', ({ path, method, operation }) => {
  const good = goodRequest(path, method, operation);
  const body = operation.requestBody?.content['application/json']?.schema;
  const parameters = operation.parameters.filter(({ in: place }) => place !== 'path');

  it('takes the smallest request that its description allows, or says what is not there', async () => {
    const response = await send(good);
    expect(response.status).toBeLessThan(500);
    expect([400, 405, 415, 422]).not.toContain(response.status);
    await response.body?.cancel();
  });

  if (path.includes('{'))
    it('names a part of the path that is wrong', async () => {
      for (const parameter of operation.parameters.filter(({ in: place }) => place === 'path')) {
        const values = badValues(parameter.schema, 'texts').filter(
          (value) => !/[/?#%\\.]/.test(String(value)) && String(value).trim() !== '',
        );
        await fc.assert(
          fc.asyncProperty(values, async (value) => {
            const wrong = path.replace(`{${parameter.name}}`, encodeURIComponent(String(value)));
            await expectRefusal(await send({ ...good, path: wrong }), operation, parameter.name);
          }),
          RUNS,
        );
      }
    });

  if (parameters.some(({ schema }) => (schema.pattern ?? schema.enum ?? schema.maxLength) !== undefined))
    it('names a query or header value that is wrong', async () => {
      const wrong = parameters
        .filter(({ schema }) => (schema.pattern ?? schema.enum ?? schema.maxLength) !== undefined)
        .map((parameter) =>
          badValues(parameter.schema, 'texts')
            // What a header may hold at all, and what is not lost at its ends.
            .filter((value) => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(String(value)))
            .map((value) => ({ parameter, value: String(value) })),
        );
      await fc.assert(
        fc.asyncProperty(fc.oneof(...wrong), async ({ parameter, value }) => {
          const request =
            parameter.in === 'query'
              ? { ...good, path: `${good.path}?${new URLSearchParams({ [parameter.name]: value })}` }
              : { ...good, headers: { ...good.headers, [parameter.name]: value } };
          await expectRefusal(await send(request), operation, fieldOf(parameter));
        }),
        RUNS,
      );
    });

  it('refuses query fields that it does not have, and those that are sent twice', async () => {
    await expectRefusal(await send({ ...good, path: `${good.path}?surprise=1` }), operation, 'surprise');
    await expectRefusal(await send({ ...good, path: `${good.path}?twice=1&twice=2` }), operation, 'twice');
  });

  if (body !== undefined)
    it('names a field of the body that is wrong, missing or not one of its own', async () => {
      const sent = good.sent as Record<string, unknown>;
      const properties = Object.entries(body?.properties ?? {}).flatMap(([name, schema]) => [
        { at: [name], schema },
        ...Object.entries(schema.properties ?? {}).map(([inner, its]) => ({
          at: [name, inner],
          schema: its,
        })),
      ]);
      const wrongValue = fc.oneof(
        ...properties.map(({ at, schema }) =>
          badValues(schema, 'json').map((value) => ({ at, schema, value })),
        ),
      );
      const replaced = (at: readonly string[], value: unknown) => {
        const [name = '', inner] = at;
        const outer = goodValue(body?.properties?.[name] ?? {});
        const whole = inner === undefined ? value : { ...(outer as object), [inner]: value };
        const { text: _, ...rest } = sent;
        // Of text and opportunity one is sent.
        return name === 'opportunity' ? { ...rest, [name]: whole } : { ...sent, [name]: whole };
      };
      await fc.assert(
        fc.asyncProperty(wrongValue, async ({ at, value }) => {
          const request = { ...good, body: JSON.stringify(replaced(at, value)) };
          // JSON has no NaN and no infinity: null goes instead, which is wrong as well.
          await expectRefusal(await send(request), operation, at.at(-1) ?? '');
        }),
        { numRuns: 120 },
      );
      const unknown = { ...good, body: JSON.stringify({ ...sent, surprise: 1 }) };
      await expectRefusal(await send(unknown), operation, 'surprise');
      for (const name of body?.required ?? []) {
        const { [name]: _, ...rest } = sent;
        await expectRefusal(await send({ ...good, body: JSON.stringify(rest) }), operation, name);
      }
    });

  if (body !== undefined)
    it('refuses a body that is no JSON object, of another type or too large', async () => {
      const broken = fc.oneof(
        fc.constantFrom('', '{', '[]', 'null', '"text"', '7', '{"text":"a",}', '\u0000', '['.repeat(20_000)),
        fc.string().filter((text) => !/^\s*\{/.test(text)),
        fc.nat((good.body ?? '').length - 1).map((at) => (good.body ?? '').slice(0, at)),
      );
      await fc.assert(
        fc.asyncProperty(broken, async (text) => {
          await expectRefusal(await send({ ...good, body: text }), operation);
        }),
        RUNS,
      );
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])
        await expectRefusal(
          await send({ ...good, headers: { ...good.headers, 'content-type': type } }),
          operation,
          'content-type',
        );
      const large = JSON.stringify({ ...(good.sent as object), padding: 'x'.repeat(33_000) });
      const tooLarge = await send({ ...good, body: large });
      expect(tooLarge.status).toBe(413);
      await expectRefusal(tooLarge, operation);
      const invalid = await web.app.request(good.path, {
        method,
        headers: good.headers,
        body: new Uint8Array([0x7b, 0xff, 0x7d]),
      });
      await expectRefusal(invalid, operation);
    });

  it('names the methods that it takes to others', async () => {
    const taken = operations.filter((each) => each.path === path).map((each) => each.method);
    for (const other of ['PUT', 'PATCH', 'DELETE', 'GET', 'POST'].filter((name) => !taken.includes(name))) {
      const response = await web.app.request(good.path, { method: other });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')?.split(', ').sort()).toEqual(taken.toSorted());
    }
  });
});

describe('paths that are none', () => {
  it('are told as problems, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (tail) => {
        const path = `/v1/unheard-of${tail}`;
        const response = await web.app.request(path);
        expect([400, 404]).toContain(response.status);
        expect(((await response.json()) as Problem).code).toMatch(/route-not-found|invalid-request/);
      }),
      { numRuns: 50 },
    );
    for (const path of ['/v1', '/v1/', '/v1/turns/', '/v1//turns', '/v1/turns/%zz'])
      expect((await web.app.request(path)).headers.get('content-type')).toBe('application/problem+json');
  });
});
