import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { FORM, pageFault, testWeb, textOf } from '../__fixtures__/test-web.ts';

describe('the form', () => {
  it('shows the five needed fields, the free text and who asks', async () => {
    const markup = await textOf(testWeb().get('/'));
    for (const name of [
      'customerName',
      'place',
      'targetCloseDate',
      'opportunityName',
      'description',
      'text',
    ]) {
      expect(markup).toMatch(new RegExp(`<(input|select|textarea) [^>]*name="${name}"[^>]*required=""`));
      expect(markup).toContain(`<label for="${name}">`);
    }
    expect(markup).toContain('Signed in as <strong>Olivia (everything)</strong>');
    expect(pageFault(markup)).toBeUndefined();
  });

  it('asks with a labelled text and leads to the answer', async () => {
    const web = testWeb();
    const response = await web.post('/opportunities', FORM);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/^\/answers\/[0-9a-f]{32}$/);
    expect(
      web.turn.asked.map(({ sellerId, channel, text, thread }) => ({ sellerId, channel, text, thread })),
    ).toEqual([
      {
        sellerId: 'olivia',
        channel: 'web',
        text: 'Customer: Concentra\nCountry: US\nClose date: 2027-03-05\nOpportunity name: Sybase modernization\nDescription: Move 40 databases to Aurora',
        thread: expect.stringMatching(/^s-/),
      },
    ]);
  });

  it('asks once when it is sent twice', async () => {
    const web = testWeb();
    const [first, second] = await Promise.all([
      web.post('/opportunities', FORM),
      web.post('/opportunities', FORM),
    ]);
    expect(first.headers.get('location')).toBe(second.headers.get('location'));
    expect(web.turn.asked).toHaveLength(1);
  });

  it('comes back with every value and what is wrong beside its field', async () => {
    const web = testWeb();
    const values = {
      ...FORM,
      targetCloseDate: '2027-02-31',
      industry: 'Healthcare',
      customerSegment: 'SMB',
      customerName: '"><b>x',
    };
    const response = await web.post('/opportunities', values);
    const markup = await response.text();
    expect(response.status).toBe(422);
    expect(markup).toContain('value="2027-02-31"');
    expect(markup).toContain('value="&quot;&gt;&lt;b&gt;x"');
    expect(markup).toContain('<option value="SMB" selected="">');
    expect(markup).toContain('<p class="fault" id="targetCloseDate-fault">There is no such day: 2027-02-31.');
    expect(markup).toContain('<a href="#targetCloseDate">');
    expect(markup).toContain('value="form-0001"');
    expect(web.turn.asked).toEqual([]);
  });

  it('keeps the values when every place is running', async () => {
    const full = testWeb();
    const web = testWeb({ turns: full.memory.elsewhere({ isFull: async () => true }) });
    const response = await web.post('/opportunities', FORM);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('value="Concentra"');
  });

  it('keeps the values when the ledger or the queue does not answer, and takes them afterwards once', async () => {
    const web = testWeb();
    web.memory.queue.isBroken = true;
    const refused = await web.post('/opportunities', FORM);
    expect([refused.status, (await refused.text()).includes('value="Concentra"')]).toEqual([503, true]);
    web.memory.queue.isBroken = false;
    web.memory.ledger.break(true);
    expect((await web.post('/opportunities', FORM)).status).toBe(503);
    web.memory.ledger.break(false);
    expect((await web.post('/opportunities', FORM)).status).toBe(303);
    expect(web.turn.asked).toHaveLength(1);
  });

  it('does not ask as a seller chosen after it was opened', async () => {
    const web = testWeb();
    web.signIn('nora');
    const response = await web.post('/opportunities', { ...FORM, sellerId: 'olivia' });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('You now ask as Nora &lt;one partner&gt;');
    expect(web.turn.asked).toEqual([]);
  });

  it('is well-formed whatever was written into it', async () => {
    const web = testWeb();
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (customerName, description) => {
        const markup = await textOf(web.post('/opportunities', { customerName, description }));
        expect(pageFault(markup)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });
});

describe('the free text', () => {
  it.for([
    ['', 'Write what you want to know.'],
    ['x'.repeat(8_001), 'At most 8,000 characters; this has 8,001.'],
  ])('is kept when it cannot be asked', async ([text = '', fault]) => {
    const response = await testWeb().post('/questions', { text });
    const markup = await response.text();
    expect([
      response.status,
      markup.includes(`>${fault}</p>`),
      markup.includes(`\n${text}</textarea>`),
    ]).toEqual([422, true, true]);
  });
});

describe('free text that fills the form', () => {
  const TEXT = 'Customer: Acme\nCountry: Austria\nSalesperson: Joe\nDescription: a <b>data</b> lake';

  it.for([
    ['/opportunities/read', {}],
    ['/questions', { do: 'read' }],
  ] as const)('comes back in its fields, with what was not used, from %s', async ([path, more]) => {
    const web = testWeb();
    const response = await web.post(path, { text: TEXT, ...more });
    const markup = await response.text();
    expect(response.status).toBe(200);
    expect(markup).toMatch(/<input id="place"[^>]* value="Austria"\/>/);
    expect(markup).toContain('Not used: “Salesperson: Joe”.');
    expect(markup).toContain('a &lt;b&gt;data&lt;/b&gt; lake');
    expect(pageFault(markup)).toBeUndefined();
    expect(web.turn.asked).toEqual([]);
  });

  it('comes as values and markup where a script asks', async () => {
    const response = await testWeb().post(
      '/opportunities/read',
      { text: TEXT },
      { accept: 'application/json' },
    );
    expect(await response.json()).toMatchObject({
      values: { customerName: 'Acme', place: 'Austria', description: 'a <b>data</b> lake' },
      markup: expect.stringContaining('a &lt;b&gt;data'),
    });
  });

  it.for(['', 'x'.repeat(8_001)])('is refused when it is empty or too long, and kept', async (text) => {
    const page = await testWeb().post('/opportunities/read', { text });
    expect([page.status, (await page.text()).includes(`${text}</textarea>`)]).toEqual([422, true]);
  });
});
