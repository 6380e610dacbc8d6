import { describe, expect, it } from 'vitest';
import { testWeb } from '../../__fixtures__/test-web.ts';
import { templateCsv } from '../../batches/batch-csv.ts';

const HEADER = 'Customer,Country,Close date,Opportunity name,Description';
const ROW = 'Concentra,US,2027-03-05,Sybase modernization,Move 40 databases';

/** The API as a program of a seller calls it. */
function api(token = 'olivia') {
  const web = testWeb();
  const call = (path: string, init: RequestInit = {}, as = token) =>
    web.app.request(path, { ...init, headers: { authorization: `Bearer ${as}`, ...init.headers } });
  return {
    call,
    send: (body: string | Uint8Array<ArrayBuffer>, query = '', headers: Record<string, string> = {}) =>
      call(`/v1/batches${query}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/csv', ...headers },
      }),
  };
}

const bodyOf = async (response: Response) => (await response.json()) as Record<string, unknown>;

describe('batches of the API', () => {
  it('are taken, told of, listed, downloaded and cancelled', async () => {
    const { call, send } = api();
    const response = await send(`${HEADER}\n${ROW}\n`, '?fileName=deals.csv', { 'idempotency-key': 'k-1' });
    expect([response.status, response.headers.get('idempotency-key')]).toEqual([202, 'k-1']);
    const batch = await bodyOf(response);
    expect(batch).toMatchObject({ state: 'queued', fileName: 'deals.csv', rows: 1, left: 1 });
    expect(response.headers.get('location')).toBe(batch.url);
    expect(await bodyOf(await call(String(batch.url)))).toEqual(batch);
    expect(await bodyOf(await call('/v1/batches'))).toEqual({ batches: [batch] });
    const csv = await call(String(batch.resultsUrl));
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await csv.text()).toContain(`2,${ROW},waiting,`);
    const cancelled = await call(`${batch.url}/cancel`, { method: 'POST' });
    expect(await bodyOf(cancelled)).toMatchObject({ state: 'cancelled', left: 1 });
    const again = await send(`${HEADER}\n${ROW}\n`, '', { 'idempotency-key': 'k-1' });
    expect(await bodyOf(again)).toMatchObject({ batchId: batch.batchId, state: 'cancelled' });
  });

  it('are their seller’s alone', async () => {
    const { call, send } = api();
    const { url } = await bodyOf(await send(`${HEADER}\n${ROW}\n`));
    for (const path of [`${url}`, `${url}.csv`]) {
      const response = await call(path, {}, 'nora');
      expect([response.status, (await bodyOf(response)).code]).toEqual([403, 'not-permitted']);
    }
    const cancelled = await call(`${url}/cancel`, { method: 'POST' }, 'nora');
    expect(cancelled.status).toBe(403);
    expect(await bodyOf(await call('/v1/batches', {}, 'nora'))).toEqual({ batches: [] });
    expect((await call(`/v1/batches/${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('list every fault of their rows, or leave those rows out', async () => {
    const { send } = api();
    const faulty = `${HEADER}\n${ROW}\nAcme,Atlantis,2027-02-31,x,y\n`;
    const refused = await send(faulty);
    expect(refused.status).toBe(422);
    expect(await bodyOf(refused)).toMatchObject({
      code: 'invalid-batch',
      reason: 'faulty-rows',
      detail: expect.stringMatching(/^2 faults in 1 of 2 rows\. .*onFault=skip/),
      faultCount: 2,
      faults: [
        { line: 3, column: 'Country', value: 'Atlantis', code: 'not-accepted' },
        { line: 3, column: 'Close date', value: '2027-02-31', code: 'not-accepted' },
      ],
      errors: [{ field: 'line 3, Country', in: 'body' }, { field: 'line 3, Close date' }],
    });
    expect((await send(faulty, '?onFault=skip')).status).toBe(202);
    expect(await bodyOf(await send(`${HEADER}\n,,x,,y`, '?onFault=skip'))).toMatchObject({
      reason: 'no-rows-left',
    });
  });

  it.for<[string, string, number, string, string | undefined]>([
    ['a wrong header', 'Custmer,Country\na,b', 422, 'invalid-batch', 'misspelt-column'],
    ['a quote left open', `${HEADER}\n"${ROW}`, 422, 'invalid-batch', 'bad-quotes'],
    ['10,001 rows', `${HEADER}\n${`${ROW}\n`.repeat(10_001)}`, 422, 'invalid-batch', 'too-many-rows'],
    ['nothing', '', 422, 'invalid-batch', 'empty-file'],
    ['more than 5 MB', 'x'.repeat(5 * 1024 * 1024 + 1), 413, 'body-too-large', undefined],
  ])('refuse %s by name', async ([, body, status, code, reason]) => {
    const problem = await bodyOf(await api().send(body));
    expect([problem.status, problem.code, problem.reason]).toEqual([status, code, reason]);
  });

  it('take bytes that are not UTF-8, and say how they were read', async () => {
    const latin = Uint8Array.from(Buffer.from(`${HEADER}\nMüller,DE,2027-03-05,x,y`, 'latin1'));
    const { notes } = await bodyOf(await api().send(latin));
    expect(notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  it('refuse another file under the same key, another type, and a sixth that has not ended', async () => {
    const { send } = api();
    const key = { 'idempotency-key': 'k-2' };
    await send(`${HEADER}\n${ROW}`, '', key);
    expect(await bodyOf(await send(`${HEADER}\n${ROW}x`, '', key))).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect((await send('{}', '', { 'content-type': 'application/json' })).status).toBe(415);
    for (let count = 0; count < 4; count += 1) expect((await send(`${HEADER}\n${ROW}`)).status).toBe(202);
    expect(await bodyOf(await send(`${HEADER}\n${ROW}`))).toMatchObject({
      status: 409,
      code: 'too-many-batches',
    });
  });

  it('begin with a template that anybody may have, and that they take', async () => {
    const web = testWeb();
    const template = await web.app.request('/v1/batches/template.csv');
    expect(await template.text()).toBe(templateCsv());
    expect((await api().send(templateCsv())).status).toBe(202);
  });
});
