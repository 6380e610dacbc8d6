import { describe, expect, it } from 'vitest';
import { resultWith } from '../../__fixtures__/scripted-turn.ts';
import { FORM, NORA, OLIVIA, type TestWeb, testWeb } from '../../__fixtures__/test-web.ts';
import { told } from '../../__fixtures__/told.ts';
import { identityDouble } from '../../identity/web-identity.double.ts';

const identity = identityDouble([OLIVIA, NORA]);

/** A program's calls: JSON, as a seller. */
function caller(web: TestWeb, seller = 'olivia') {
  const headers = {
    authorization: `Bearer ${seller}`,
    accept: 'application/json',
    'content-type': 'application/json',
  };
  return {
    post: (path: string, body: unknown, more: Record<string, string> = {}) =>
      web.app.request(path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }),
    get: (path: string, more: Record<string, string> = {}) =>
      web.app.request(path, { headers: { ...headers, ...more } }),
  };
}

const opportunity = {
  customerName: FORM.customerName,
  country: 'US',
  targetCloseDate: FORM.targetCloseDate,
  opportunityName: FORM.opportunityName,
  description: FORM.description,
};

describe('POST /v1/turns for JSON', () => {
  it('waits for the end, and tells key, turn, conversation and place', async () => {
    const web = testWeb({ identity });
    web.turn.end(resultWith({ answer: 'Much.', nextQuestions: ['How sure?'] }));
    const response = await caller(web).post('/v1/turns', { text: 'What is it worth?' });
    const turn = await told(response);
    expect(response.status).toBe(200);
    expect(turn).toMatchObject({
      state: 'ended',
      words: 'Much.',
      result: { outcome: 'answered', nextQuestions: ['How sure?'] },
    });
    const { headers } = response;
    expect(headers.get('location')).toBe(`/v1/turns/${turn.turnId}`);
    expect([headers.get('x-turn-id'), headers.get('x-session-id')]).toEqual([turn.turnId, turn.sessionId]);
    expect(headers.get('idempotency-key')).toMatch(/^id-/);
    expect(await (await caller(web).get(`/v1/turns/${turn.turnId}`)).json()).toEqual(turn);
  });

  it('answers with 202 and the place where it does not wait', async () => {
    const web = testWeb({ identity });
    const response = await caller(web).post('/v1/turns', { text: 'Later' }, { prefer: 'respond-async' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([202, '1']);
    const { turnId } = await told(response);
    web.turn.end(resultWith());
    const later = await caller(web).get(`/v1/turns/${turnId}`, { prefer: 'wait=5' });
    expect(await later.json()).toMatchObject({ state: 'ended' });
  });

  it('takes an opportunity by its fields as the page does', async () => {
    const web = testWeb({ identity });
    web.turn.end(resultWith());
    await caller(web).post('/v1/turns', { opportunity: { ...opportunity, expectedAnnualUsd: 250_000 } });
    await web.post('/opportunities', { ...FORM, expectedAnnualUsd: '250000' });
    expect(new Set(web.turn.asked.map(({ text }) => text)).size).toBe(1);
    expect(web.turn.asked[0]?.text).toContain('Country: US');
  });

  it.for([
    [{}, 'text', 'required'],
    [{ text: 'a', opportunity }, 'text', 'not-accepted'],
    [{ text: ' \u200b\n' }, 'text', 'too-short'],
    [{ opportunity: { ...opportunity, country: undefined } }, 'opportunity.country', 'required'],
    [{ opportunity: { ...opportunity, country: 'XX' } }, 'opportunity.country', 'not-accepted'],
    [{ opportunity: { ...opportunity, region: 'EMEA' } }, 'opportunity.region', 'not-accepted'],
    [
      { opportunity: { ...opportunity, targetCloseDate: '2027-02-31' } },
      'opportunity.targetCloseDate',
      'malformed',
    ],
    [{ opportunity: { ...opportunity, customerName: '—!' } }, 'opportunity.customerName', 'malformed'],
    [{ text: 'a', today: '2026-11-31' }, 'today', 'malformed'],
    [{ text: 'a', tier: 'best' }, 'tier', 'not-accepted'],
  ] as const)('names what is wrong with %j', async ([body, field, code]) => {
    const response = await caller(testWeb({ identity })).post('/v1/turns', body);
    expect([response.status, await response.json()]).toEqual([
      422,
      expect.objectContaining({
        code: 'invalid-body',
        errors: [expect.objectContaining({ field, code, in: 'body' })],
      }),
    ]);
  });

  it('refuses a key that was used for something else, and lets two sellers use the same', async () => {
    const web = testWeb({ identity });
    web.turn.end(resultWith());
    const key = { 'idempotency-key': 'one' };
    const [first, again] = await Promise.all([
      caller(web).post('/v1/turns', { text: 'Same' }, key),
      caller(web).post('/v1/turns', { text: 'Same' }, key),
    ]);
    expect((await told(first)).turnId).toBe((await told(again)).turnId);
    const other = await caller(web).post('/v1/turns', { text: 'Other' }, key);
    expect([other.status, (await told(other)).code]).toEqual([422, 'idempotency-key-reused']);
    const noras = await caller(web, 'nora').post('/v1/turns', { text: 'Other' }, key);
    expect(noras.status).toBe(200);
    expect(web.turn.asked.map(({ sellerId, text }) => `${sellerId} ${text}`)).toEqual([
      'olivia Same',
      'nora Other',
    ]);
  });

  it('is a problem of 503 when ledger or queue are away, and takes the same afterwards once', async () => {
    const web = testWeb({ identity });
    const key = { 'idempotency-key': 'k' };
    const ask = () => caller(web).post('/v1/turns', { text: 'Same' }, key);
    web.memory.queue.isBroken = true;
    for (const broken of [false, true]) {
      web.memory.ledger.break(broken);
      const response = await ask();
      expect([response.status, response.headers.get('retry-after'), (await told(response)).code]).toEqual([
        503,
        '2',
        'turns-unavailable',
      ]);
    }
    web.memory.ledger.break(false);
    web.memory.queue.isBroken = false;
    web.turn.end(resultWith());
    expect((await ask()).status).toBe(200);
    expect(web.turn.asked).toHaveLength(1);
  });

  it('keeps conversations and turns their seller’s', async () => {
    const web = testWeb({ identity });
    web.turn.end(resultWith());
    const { turnId, sessionId } = await told(caller(web).post('/v1/turns', { text: 'Mine' }));
    const nora = caller(web, 'nora');
    for (const path of [`/v1/turns/${turnId}`, `/v1/turns/${turnId}/events`, `/v1/sessions/${sessionId}`]) {
      const accept = path.endsWith('events') ? { accept: 'text/event-stream' } : {};
      expect([path, (await nora.get(path, accept)).status]).toEqual([path, 403]);
      const gone = path.replace(turnId, '0'.repeat(32)).replace(sessionId, 's-000000000000-000000000000');
      expect([gone, (await nora.get(gone, accept)).status]).toEqual([gone, 404]);
    }
    expect((await nora.post(`/v1/turns/${turnId}/stop`, {})).status).toBe(403);
    expect((await nora.post('/v1/feedback', { turnId, verdict: 'up' })).status).toBe(403);
    expect((await nora.post('/v1/turns', { text: 'Mine?', sessionId })).status).toBe(404);
    const { turns } = await told(caller(web).get(`/v1/sessions/${sessionId}`));
    expect(turns).toMatchObject([{ turnId, text: 'Mine', state: 'ended', outcome: 'answered' }]);
  });

  it('takes a verdict of an ended turn, and says of one that runs that it is too early', async () => {
    const web = testWeb({ identity });
    const asked = await caller(web).post('/v1/turns', { text: 'Mine' }, { prefer: 'wait=0' });
    const { turnId } = await told(asked);
    const judge = (body: object) => caller(web).post('/v1/feedback', { turnId, ...body });
    expect((await judge({ verdict: 'up' })).status).toBe(409);
    web.turn.end(resultWith());
    await caller(web).get(`/v1/turns/${turnId}`, { prefer: 'wait=5' });
    expect((await judge({ verdict: 'up', reason: 'Right' })).status).toBe(200);
    expect(web.feedbacks).toMatchObject([{ turnId, verdict: 'up', reason: 'Right', channel: 'web' }]);
    expect(await (await caller(web).get(`/v1/turns/${turnId}`)).json()).toMatchObject({ verdict: 'up' });
    expect((await judge({ verdict: 'up', reason: 'x'.repeat(501) })).status).toBe(422);
  });

  it('stops a turn', async () => {
    const web = testWeb({ identity });
    const { turnId } = await told(caller(web).post('/v1/turns', { text: 'Long' }, { prefer: 'wait=0' }));
    expect(await (await caller(web).post(`/v1/turns/${turnId}/stop`, {})).json()).toEqual({
      turnId,
      stopping: true,
    });
  });

  it('wants to know who asks', async () => {
    const web = testWeb({ identity: identityDouble([OLIVIA], { signedOut: true }) });
    const response = await web.app.request('/v1/history');
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Bearer'),
    ]);
    expect(await response.json()).toMatchObject({ code: 'not-signed-in', status: 401 });
    for (const path of ['/healthz', '/readyz', '/v1/openapi.json', '/v1/docs'])
      expect([path, (await web.app.request(path)).status]).toEqual([path, 200]);
  });
});
