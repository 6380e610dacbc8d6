import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { analysisArtifact, NORA, OLIVIA, testWeb } from '../__fixtures__/test-web.ts';
import { told } from '../__fixtures__/told.ts';
import { identityDouble } from '../identity/web-identity.double.ts';
import { chooseType } from './accept.ts';
import { waitMsOf } from './prefer.ts';
import { ApiProblem } from './problems.ts';
import type { RequestLine } from './request-log.ts';

const OFFERED = ['text/event-stream', 'application/json'] as const;

describe('the API', () => {
  it('gives a result as JSON, as a file and as CSV, within the seller’s scope', async () => {
    const web = testWeb({ identity: identityDouble([OLIVIA, NORA]) });
    const id = `${'a'.repeat(32)}-standard`;
    web.artifacts.set(id, analysisArtifact(exampleAnalysis({ analysisId: id })));
    const get = (path: string, seller = 'olivia') =>
      web.app.request(path, { headers: { authorization: `Bearer ${seller}` } });
    expect(await (await get(`/v1/analyses/${id}`)).json()).toMatchObject({ type: 'analysis', id });
    const file = await get(`/v1/analyses/${id}.json`);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="analysis-aaaaaaaa.json"');
    const csv = await get(`/v1/analyses/${id}.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(await csv.text()).toContain('Birchway Clinics');
    for (const [path, seller, status] of [
      [`/v1/analyses/${id}`, 'nora', 403],
      [`/v1/analyses/${id}.csv`, 'nora', 403],
      [`/v1/analyses/${'b'.repeat(32)}-standard`, 'olivia', 404],
      [`/v1/funding/${id}`, 'olivia', 404],
      [`/v1/queries/${id}.csv`, 'olivia', 400],
      ['/v1/analyses/none', 'olivia', 400],
    ] as const)
      expect([path, (await get(path, seller)).status]).toEqual([path, status]);
  });

  it('names what is down with 503, and answers for itself whatever is down', async () => {
    const web = testWeb({
      dependencies: async () => [
        { name: 'turn-ledger', probe: async () => ({}) },
        { name: 'turn-queue', probe: async () => ({ waiting: 3 }) },
        { name: 'agent', probe: () => Promise.reject(new Error('refused')) },
      ],
    });
    const response = await web.get('/readyz');
    const { status, dependencies } = await told(response);
    expect([response.status, status]).toEqual([503, 'not-ready']);
    expect(dependencies).toEqual([
      { name: 'turn-ledger', state: 'ok', latencyMs: expect.any(Number) },
      { name: 'turn-queue', state: 'ok', latencyMs: expect.any(Number), facts: { waiting: 3 } },
      { name: 'agent', state: 'down', latencyMs: expect.any(Number) },
    ]);
    expect(web.failures).toMatchObject([{ reference: 'readyz agent' }]);
    expect((await web.get('/healthz')).status).toBe(200);
    const lost = testWeb({ dependencies: () => Promise.reject(new Error('no services')) });
    expect((await lost.get('/readyz')).status).toBe(503);
  });

  it('keeps the caller’s request id, and makes one where it has none that can be kept', async () => {
    const web = testWeb();
    const idOf = async (given: string) =>
      (await web.get('/healthz', { 'x-request-id': given })).headers.get('x-request-id');
    expect(await idOf('caller-7.a')).toBe('caller-7.a');
    for (const bad of ['', 'a b', 'x'.repeat(129), '<script>', '-']) expect(await idOf(bad)).toMatch(/^id-/);
    expect((await web.get('/')).headers.get('x-request-id')).toMatch(/^id-/);
  });

  it('logs every request by its route: nothing that was written, no token, no id in a path', async () => {
    const lines: RequestLine[] = [];
    const web = testWeb({ log: (line) => lines.push(line), identity: identityDouble([OLIVIA]) });
    const secret = 'Concentra';
    await web.app.request(`/v1/history?customer=${secret}`, { headers: { authorization: 'Bearer olivia' } });
    await web.app.request('/v1/turns', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': secret,
      },
      body: JSON.stringify({ text: secret }),
    });
    await web.app.request(`/v1/${secret}`);
    await web.app.request(`/${secret}?q=${secret}`, { method: 'BREW' });
    await web.post('/questions', { text: secret });
    expect(
      lines.map(({ method, route, status, code, sellerId }) => [method, route, status, code, sellerId]),
    ).toEqual([
      ['GET', '/v1/history', 200, undefined, 'olivia'],
      ['POST', '/v1/turns', 403, 'unknown-seller', undefined],
      ['GET', '/v1/*', 404, 'route-not-found', undefined],
      ['other', 'none', 404, undefined, undefined],
      ['POST', '/questions', 303, undefined, undefined],
    ]);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it('lets pages of listed origins call it, to the letter, and others not', async () => {
    const web = testWeb({ corsOrigins: ['https://app.example.com'], identity: identityDouble([OLIVIA]) });
    const preflight = (origin: string) =>
      web.app.request('/v1/turns', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    const allowed = await preflight('https://app.example.com');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://app.example.com',
    ]);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Last-Event-ID');
    for (const origin of ['https://app.example.com.evil.example', 'http://app.example.com', 'null'])
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    const headers = { origin: 'https://app.example.com', authorization: 'Bearer olivia' };
    const answer = await web.app.request('/v1/history', { headers });
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Turn-Id');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const post = (more: Record<string, string>) =>
      web.app.request('/v1/feedback', {
        method: 'POST',
        headers: { origin: 'https://app.example.com', ...more },
      });
    expect((await post({})).status).toBe(403);
    expect((await post({ authorization: 'Bearer olivia' })).status).toBe(415);
  });

  it('tells a fault of ours as a problem with an id, and nothing of the fault', async () => {
    const web = testWeb({
      identity: identityDouble([OLIVIA]),
      history: { recent: () => Promise.reject(new TypeError('a secret')), ofCustomer: async () => [] },
    });
    const response = await web.get('/v1/history', { 'x-request-id': 'r-1' });
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toEqual([
      500,
      expect.objectContaining({ code: 'internal', requestId: 'r-1' }),
    ]);
    expect(text).not.toContain('secret');
    expect(web.failures).toMatchObject([{ reference: 'r-1' }]);
  });
});

describe('chooseType', () => {
  it.for([
    [null, 'text/event-stream'],
    ['', 'text/event-stream'],
    ['*/*', 'text/event-stream'],
    ['application/json', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json, text/event-stream', 'text/event-stream'],
    ['text/event-stream;q=0.5, application/json', 'application/json'],
    ['application/json, */*;q=0.1', 'application/json'],
    ['application/json, */*', 'application/json'],
    ['TEXT/Event-Stream', 'text/event-stream'],
    ['text/event-stream;q=0, */*', 'application/json'],
  ] as const)('takes %j for %s', ([accept, chosen]) => {
    expect(chooseType(accept, OFFERED)).toBe(chosen);
  });

  it('chooses one that is offered or refuses, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        try {
          expect(OFFERED).toContain(chooseType(accept, OFFERED));
        } catch (error) {
          expect(error).toMatchObject({ code: 'not-acceptable' });
          expect(error).toBeInstanceOf(ApiProblem);
        }
      }),
    );
    expect(() => chooseType('image/png', OFFERED)).toThrow(/image\/png/);
  });
});

describe('waitMsOf', () => {
  it.for([
    [undefined, 7],
    ['wait=5', 5_000],
    ['respond-async, wait=3', 3_000],
    ['respond-async', 0],
    ['wait=9999', 60_000],
    ['wait=-1', 7],
    ['return=minimal', 7],
  ] as const)('reads %j as %d ms', ([prefer, ms]) => {
    expect(waitMsOf(prefer, 7)).toBe(ms);
  });
});
