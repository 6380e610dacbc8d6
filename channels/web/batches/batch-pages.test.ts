import { describe, expect, it } from 'vitest';
import { pageFault, testWeb } from '../__fixtures__/test-web.ts';

const HEADER = 'Customer,Country,Close date,Opportunity name,Description';
const ROW = 'Concentra <b>,US,2027-03-05,Sybase modernization,Move 40 databases';

/** A browser's form with a file. */
function form(content: string, fields: Readonly<Record<string, string>> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ formId: 'form-00000009', sellerId: 'olivia', ...fields }))
    data.set(name, value);
  data.set('file', new File([content], 'deals.csv', { type: 'text/csv' }));
  return data;
}

function browser() {
  const web = testWeb();
  return { web, send: (body: FormData) => web.app.request('/batches', { method: 'POST', body }) };
}

describe('the pages of batches', () => {
  it('take a file without a script, and lead to a page that looks again by itself', async () => {
    const { web, send } = browser();
    const first = await (await web.get('/batches')).text();
    expect(pageFault(first)).toBeUndefined();
    expect(first).toContain('enctype="multipart/form-data"');
    const sent = await send(form(`${HEADER}\n${ROW}\n`));
    expect(sent.status).toBe(303);
    const path = sent.headers.get('location') ?? '';
    const response = await web.get(path);
    expect(response.headers.get('refresh')).toBe('4');
    const page = await response.text();
    expect(pageFault(page)).toBeUndefined();
    expect(page).toContain('Waiting, 1 rows');
    expect(page).toContain('Concentra &lt;b&gt;');
    expect(await (await web.get('/batches')).text()).toContain(`<a href="${path}">deals.csv</a>`);
    const csv = await web.get(`${path}.csv`);
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="batch-[0-9a-f]{8}\.csv"$/);
    await web.post(`${path}/cancel`, {});
    const stopped = await web.get(path);
    expect(stopped.headers.get('refresh')).toBeNull();
    expect(await stopped.text()).toContain('Stopped, 1 rows not analysed');
  });

  it('say what is to be mended, a line each, and how to go on without those rows', async () => {
    const { send } = browser();
    const faulty = `${HEADER}\n${ROW}\nAcme,Atlantis,2027-02-31,x,<script>\n`;
    const response = await send(form(faulty));
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(pageFault(page)).toBeUndefined();
    expect(page).toContain('2 faults in 1 row: nothing was taken.');
    expect(page).toContain('Atlantis');
    expect(page).toContain('tick the box below');
    expect((await send(form(faulty, { onFault: 'skip' }))).status).toBe(303);
  });

  it.for<[string, string, RegExp]>([
    ['a slip in the header', `Custmer,Country\nx,y`, /did you mean “Customer”/],
    ['an empty file', '', /The file is empty/],
    ['too many rows', `${HEADER}\n${`${ROW}\n`.repeat(10_001)}`, /more than 10,000 rows/],
  ])('refuse %s', async ([, content, words]) => {
    const response = await browser().send(form(content));
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(words);
  });

  it('refuse what is no form with a file, or too large', async () => {
    const { web, send } = browser();
    expect((await web.post('/batches', { formId: 'form-00000009' })).status).toBe(422);
    expect((await send(form('x'.repeat(5 * 1024 * 1024 + 40_000)))).status).toBe(413);
    const plain = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await web.app.request('/batches', plain)).status).toBe(415);
  });

  it('are their seller’s alone', async () => {
    const { web, send } = browser();
    const path = (await send(form(`${HEADER}\n${ROW}`))).headers.get('location') ?? '';
    web.signIn('nora');
    expect((await web.get(path)).status).toBe(403);
    expect((await web.get(`${path}.csv`)).status).toBe(403);
    expect((await web.post(`${path}/cancel`, {})).status).toBe(403);
    expect((await web.get(`/batches/${'0'.repeat(32)}`)).status).toBe(404);
  });
});
