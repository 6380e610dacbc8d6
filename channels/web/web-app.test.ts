import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnalysis, anyText } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { exampleAnalysis, thinAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { markupFault } from '#channels/render/__fixtures__/well-formed.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { resultWith } from './__fixtures__/scripted-turn.ts';
import { analysisArtifact, type TestWeb, testWeb } from './__fixtures__/test-web.ts';
import { CONTENT_SECURITY_POLICY } from './security.ts';

const FORM = {
  formId: 'form-0001',
  customerName: 'Concentra',
  place: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
};

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
    expect(markup).toContain('Nora &lt;one partner&gt;');
    expect(pageFault(markup)).toBeUndefined();
  });

  it('asks with a labelled text and leads to the answer', async () => {
    const web = testWeb();
    const response = await web.post('/opportunities', FORM);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/answers/id-00000001']);
    expect(
      web.turn.asked.map(({ sellerId, channel, text, thread }) => ({ sellerId, channel, text, thread })),
    ).toEqual([
      {
        sellerId: 'olivia',
        channel: 'web',
        text: 'Customer: Concentra\nCountry: US\nClose date: 2027-03-05\nOpportunity name: Sybase modernization\nDescription: Move 40 databases to Aurora',
        thread: undefined,
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
    const values = { ...FORM, targetCloseDate: '2027-02-31', industry: 'Healthcare', customerName: '"><b>x' };
    const response = await web.post('/opportunities', values);
    const markup = await response.text();
    expect(response.status).toBe(422);
    expect(markup).toContain('value="2027-02-31"');
    expect(markup).toContain('value="&quot;&gt;&lt;b&gt;x"');
    expect(markup).toContain('<option value="Healthcare" selected="">');
    expect(markup).toContain('<p class="fault" id="targetCloseDate-fault">Enter a day that exists');
    expect(markup).toContain('<a href="#targetCloseDate">');
    expect(markup).toContain('value="form-0001"');
    expect(web.turn.asked).toEqual([]);
  });

  it('keeps the values when every place is running', async () => {
    const web = testWeb({ jobCapacity: 1 });
    await web.post('/opportunities', FORM);
    const response = await web.post('/opportunities', { ...FORM, formId: 'form-0002' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('value="Concentra"');
  });

  it('does not ask as a seller chosen after it was opened', async () => {
    const web = testWeb();
    await web.post('/seller', { sellerId: 'nora' });
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

describe('the answer page', () => {
  it('loads itself again until the answer is here, with the steps so far', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'What is it worth?');
    web.turn.say({
      type: 'step',
      phase: 'started',
      stepId: '1',
      actionGroup: 'g',
      operation: 'analyzeOpportunity',
      arguments: {},
    });
    const waiting = await textOf(web.get(path));
    expect(waiting).toContain('<meta http-equiv="refresh" content="1"/>');
    expect(waiting).toContain('computing the prediction: running');
    expect(pageFault(waiting)).toBeUndefined();
    web.turn.end(resultWith({ answer: 'It is worth it.' }));
    const answered = await textOf(web.get(path));
    expect(answered).not.toContain('http-equiv="refresh"');
    expect(answered).toContain('It is worth it.');
  });

  it('shows ranges, services, projects, the chart and how it was made', async () => {
    const markup = await answered(answerOf(exampleAnalysis()));
    for (const words of [
      '<p class="figure">$118k to $742k</p>',
      'MEDIUM',
      'Amazon Aurora',
      'Birchway Clinics',
      'more than 90 days after the close',
      'class="arr-chart"',
      'WHERE data_version = ?',
      '<code>2021-11-23</code>',
      '<dd>214</dd>',
      '/analyses/analysis-4f2a.csv',
      '/analyses/analysis-4f2a.json',
    ]) {
      expect(markup).toContain(words);
    }
    expect(pageFault(markup)).toBeUndefined();
    expect(duplicatesOf(markup.matchAll(/ id="([^"]+)"/g))).toEqual([]);
  });

  it('says plainly that there is not enough evidence, and nothing about risks', async () => {
    const markup = await answered(answerOf(thinAnalysis()));
    expect(markup).toContain('There is not enough evidence for a prediction, so none is made.');
    expect(markup).toContain('nothing can be said about risks');
    expect(markup).not.toContain('No risk stands out');
    expect(pageFault(markup)).toBeUndefined();
  });

  it('words a failure with its code and offers to ask again in the same words', async () => {
    const error = { code: 'warehouse-unavailable', message: 'The project data cannot be reached.' };
    const markup = await answered({ outcome: 'failed', answer: error.message, error }, 'Is it <big>?');
    expect(markup).toContain('<code>warehouse-unavailable</code>');
    expect(markup.match(/The project data cannot be reached\./g)).toHaveLength(1);
    expect(markup).toContain('name="text" value="Is it &lt;big&gt;?"');
  });

  it('tells when a stored analysis cannot be read instead of showing half of it', async () => {
    const markup = await answered({ artifacts: [{ type: 'analysis', id: 'a', metrics: {} }] });
    expect(markup).toContain('its numbers are not shown');
  });

  it('continues the conversation', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'First');
    web.turn.end(resultWith({ sessionId: 's-9', nextQuestions: ['How sure is that?'] }));
    const markup = await textOf(web.get(path));
    expect(markup).toContain('<button class="quiet" type="submit" name="text" value="How sure is that?">');
    const hidden = Object.fromEntries(
      [...markup.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/>/g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    const next = await web.post('/questions', { ...hidden, text: 'How sure is that?' });
    expect(web.turn.asked.map(({ text, thread }) => [text, thread])).toEqual([
      ['First', undefined],
      ['How sure is that?', 's-9'],
    ]);
    const followUp = await textOf(web.get(next.headers.get('location') ?? ''));
    expect(followUp).toContain(`<a href="${path}">First</a>`);
    const empty = await web.post('/questions', { ...hidden, text: ' ' });
    expect([empty.status, (await empty.text()).includes('id="text-fault"')]).toEqual([422, true]);
  });

  it('is not shown to another seller, and a made-up address is something else', async () => {
    const web = testWeb();
    const path = await askedPath(web, 'Mine');
    await web.post('/seller', { sellerId: 'nora' });
    expect([(await web.get(path)).status, (await web.get('/answers/none')).status]).toEqual([403, 404]);
  });

  it('renders any analysis', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnalysis, anyText, async (analysis, answer) => {
        const markup = await answered({ ...answerOf(analysis), answer });
        expect(pageFault(markup)).toBeUndefined();
        expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }),
      { numRuns: 30 },
    );
  });
});

describe('analyses', () => {
  it('are a page, a CSV and a JSON document', async () => {
    const web = withAnalyses();
    const [page, csv, json] = await Promise.all(
      ['', '.csv', '.json'].map((end) => web.get(`/analyses/analysis-4f2a${end}`)),
    );
    expect(await page?.text()).toContain('Concentra · Sybase modernization</h1>');
    expect([csv?.headers.get('content-type'), csv?.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="analysis-concentra-2026-11-23.csv"',
    ]);
    expect((await csv?.text())?.split('\r\n')).toHaveLength(40);
    expect(await json?.json()).toEqual({
      type: 'analysis',
      id: 'analysis-4f2a',
      createdAt: '2026-11-23T10:00:00.000Z',
      ...exampleAnalysis(),
    });
  });

  it('tell what may not be seen from what is not there', async () => {
    const web = withAnalyses();
    await web.post('/seller', { sellerId: 'nora' });
    const statuses = ['', '.csv', '.json'].flatMap((end) => [
      `/analyses/analysis-4f2a${end}`,
      `/analyses/none${end}`,
    ]);
    expect(await Promise.all(statuses.map(async (path) => (await web.get(path)).status))).toEqual([
      403, 404, 403, 404, 403, 404,
    ]);
  });

  it('say when their store cannot be reached, with a reference that the log has', async () => {
    const failure = new ArtifactError('artifact-store-unavailable', 'secret detail');
    const artifacts = {
      put: async () => {},
      get: async () => {
        throw failure;
      },
    };
    const web = testWeb({ artifacts });
    const response = await web.get('/analyses/a.csv');
    const markup = await response.text();
    expect(response.status).toBe(503);
    expect(markup).not.toContain('secret detail');
    expect(web.failures.map(({ reference }) => markup.includes(reference))).toEqual([true]);
  });
});

describe('createWebApp', () => {
  it('refuses what another site sent, and passes what names no origin', async () => {
    const statuses = await Promise.all(
      [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://example.com' },
        { origin: 'null' },
        { origin: 'http://localhost' },
        { 'sec-fetch-site': 'same-origin', origin: 'http://localhost' },
        {},
      ].map(async (headers) => (await testWeb().post('/opportunities', FORM, headers)).status),
    );
    expect(statuses).toEqual([403, 403, 403, 403, 303, 303, 303]);
  });

  it('reads no more than 32 KB', async () => {
    const web = testWeb();
    const response = await web.post('/questions', { text: 'x'.repeat(100_000) });
    expect([response.status, (await response.text()).includes('larger than 32 KB')]).toEqual([413, true]);
    const streamed = await web.app.request('/questions', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new TextEncoder().encode('x'.repeat(8_192)));
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect(web.turn.asked).toEqual([]);
  });

  it('takes forms only', async () => {
    const response = await testWeb().post('/questions', {}, { 'content-type': 'application/json' });
    expect(response.status).toBe(415);
  });

  it('does not guess who asks when the chosen seller is gone', async () => {
    const response = await testWeb().get('/', { cookie: 'seller=mallory' });
    expect([response.status, (await response.text()).includes('unknown-seller')]).toEqual([401, true]);
    expect((await testWeb().post('/seller', { sellerId: 'mallory' })).status).toBe(401);
  });

  it('sends its security headers with every kind of response', async () => {
    const web = testWeb();
    for (const path of ['/', '/style.css', '/icon.svg', '/none', '/answers/none']) {
      const { headers } = await web.get(path);
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe(
        /\.(css|svg)$/.test(path) ? 'public, max-age=86400' : 'private, no-store',
      );
    }
    expect((await web.post('/questions', { text: 'x'.repeat(40_000) })).headers.get('x-frame-options')).toBe(
      'DENY',
    );
  });

  it('has no script and no style outside its style sheet', async () => {
    const markup = await answered(answerOf(exampleAnalysis()));
    expect(markup).not.toMatch(/<script|<style| style="| on[a-z]+="|javascript:/i);
    expect(markup.match(/(?:src|href)="(?!\/|#|https:\/\/calculator\.aws)[^"]*"/g)).toBeNull();
  });

  it('links the AWS calculator and no other address of a row', async () => {
    const [project] = exampleAnalysis().similarProjects;
    const urls = [
      'https://calculator.aws/#/estimate?id=1',
      'https://calculator.aws.example.com/',
      'javascript:alert(1)',
      'not a url',
    ];
    const analyses = urls.map((calculatorUrl) =>
      exampleAnalysis({
        similarProjects: project === undefined ? [] : [{ ...project, calculatorUrl, crmUrl: calculatorUrl }],
      }),
    );
    const pages = await Promise.all(analyses.map((analysis) => answered(answerOf(analysis))));
    expect(pages.map((markup) => markup.includes('AWS Pricing Calculator estimate'))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

function withAnalyses(): TestWeb {
  const web = testWeb();
  web.artifacts.set('analysis-4f2a', analysisArtifact(exampleAnalysis()));
  return web;
}

function answerOf(analysis: ReturnType<typeof exampleAnalysis>): Partial<TurnResult> {
  return { artifacts: [{ type: 'analysis', id: analysis.analysisId, ...analysis }] };
}

async function answered(changes: Partial<TurnResult>, text = 'What is it worth?'): Promise<string> {
  const web = testWeb();
  web.turn.end(resultWith(changes));
  return textOf(web.get(await askedPath(web, text)));
}

async function askedPath(web: TestWeb, text: string): Promise<string> {
  return (await web.post('/questions', { text })).headers.get('location') ?? '';
}

async function textOf(response: Promise<Response>): Promise<string> {
  return (await response).text();
}

function pageFault(markup: string): string | undefined {
  return markupFault(markup.replace('<!doctype html>', ''));
}

function duplicatesOf(matches: Iterable<RegExpMatchArray>): readonly string[] {
  const ids = [...matches].map(([, id = '']) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
