import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { answered, answerOf, FORM, testWeb } from './__fixtures__/test-web.ts';
import { CONTENT_SECURITY_POLICY } from './security.ts';

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

  it('answers to the names it is given, whatever the port', async () => {
    const web = testWeb({ hostNames: ['localhost', '[::1]'] });
    const hosts = ['localhost', 'localhost:3000', '[::1]:3000', 'evil.example', 'localhost.evil.example'];
    const statuses = await Promise.all(hosts.map(async (host) => (await web.get('/', { host })).status));
    expect(statuses).toEqual([200, 200, 200, 403, 403]);
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

  it('does not guess who asks when the seller is gone', async () => {
    const response = await testWeb().get('/', { cookie: 'seller=mallory' });
    expect([response.status, (await response.text()).includes('unknown-seller')]).toEqual([403, true]);
  });

  it('sends its security headers with every kind of response', async () => {
    const web = testWeb();
    for (const path of ['/', '/offline', '/icon.svg', '/none', '/answers/none']) {
      const { headers } = await web.get(path);
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe(
        { '/icon.svg': 'public, max-age=86400', '/offline': 'no-cache' }[path] ?? 'private, no-store',
      );
    }
    expect((await web.post('/questions', { text: 'x'.repeat(40_000) })).headers.get('x-frame-options')).toBe(
      'DENY',
    );
  });

  it('has no script and no style inside, and takes them from this server only', async () => {
    const markup = await answered(answerOf(exampleAnalysis()));
    expect(markup).not.toMatch(
      /<script(?! type="module" src="\/assets\/[^"]+"><\/script>)|<style| style="| on[a-z]+="|javascript:/i,
    );
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
