import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { pageFault, testWeb } from '../__fixtures__/test-web.ts';
import { PROBLEMS } from './problems.ts';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

describe('GET /v1/openapi.json', () => {
  it('is a valid document of OpenAPI 3.1', async () => {
    const document = (await (await testWeb().get('/v1/openapi.json')).json()) as { openapi: string };
    const { valid, errors } = await new Validator().validate(document);
    expect(errors).toBeUndefined();
    expect([valid, document.openapi]).toEqual([true, '3.1.1']);
  });

  it('names every operation once, and no path that another takes', async () => {
    const { paths } = (await (await testWeb().get('/v1/openapi.json')).json()) as Described;
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const path of [
      '/v1/turns',
      '/v1/turns/{turnId}/events',
      '/v1/sessions/{sessionId}',
      '/v1/analyses/{analysisId}.csv',
      '/v1/history',
      '/v1/feedback',
      '/healthz',
      '/readyz',
    ])
      expect(Object.keys(paths)).toContain(path);
  });
});

describe('GET /v1/docs', () => {
  it('is a well-formed page without a script, with every route and an address for every problem', async () => {
    const web = testWeb();
    const response = await web.get('/v1/docs');
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(pageFault(page)).toBeUndefined();
    expect(page).not.toMatch(/<script|<style| style="/);
    const { paths } = (await (await web.get('/v1/openapi.json')).json()) as Described;
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods))
        expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code></h3>`);
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`<h3 id="${code}">`);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
