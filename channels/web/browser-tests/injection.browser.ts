import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { storedArtifact, type TestWeb, testWeb } from '../__fixtures__/test-web.ts';
import { withBrowser } from './browser.ts';
import { hostileArtifacts, PAYLOADS } from './hostile.ts';
import { listen } from './served-web.ts';

const browser = withBrowser();
const { signal } = new AbortController();
const clock = () => new Date('2026-11-23T10:00:00Z');

/** An application in which every text is a payload: results, their own pages, the history, the conversation. */
async function hostileWeb(
  payloads: readonly string[],
): Promise<{ readonly web: TestWeb; readonly paths: readonly string[] }> {
  const history = createMemoryAnalysisHistory(clock);
  const [payload = ''] = payloads;
  const artifacts = hostileArtifacts(...payloads);
  for (const [at, id] of ['hostile-1', 'hostile-7', 'a', 'b', 'c'].entries())
    await history.note(
      {
        analysisId: id,
        customerName: payloads[at] ?? payload,
        opportunityName: payloads[at] ?? payload,
        sellerId: 'olivia',
        scope: { kind: 'organisation' },
        analysedAt: '2026-11-20T10:00:00.000Z',
        headline: { arrUsd: { low: 1e5, median: 2e5, high: 4e5 }, launchMonth: null, confidence: payload },
      },
      { signal },
    );
  const web = testWeb({ history });
  const stored = [
    ...artifacts,
    ...artifacts.slice(0, 1).map((artifact) => ({ ...artifact, id: 'hostile-7' })),
  ];
  for (const { type, id, ...body } of stored) web.artifacts.set(id, { ...storedArtifact(type, id), body });
  const address = encodeURIComponent(payload);
  return {
    web,
    paths: [
      '/analyses/hostile-1',
      '/insights/hostile-2',
      '/funding/hostile-3',
      '/returns/hostile-4',
      '/follow-on/hostile-5',
      '/roadmaps/hostile-6',
      '/history',
      `/history?customer=${address}&from=${address}&kind=${address}`,
      '/compare?a=hostile-1&b=hostile-7',
      `/compare?a=${address}&b=hostile-1`,
      `/analyses/${address}`,
      `/answers/${address}`,
    ],
  };
}

/** What a page did that a text must not do: asked elsewhere, ran a script, led away, opened a window. */
async function watch(page: Page, origin: string) {
  const asked: string[] = [];
  const deeds: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) asked.push(request.url());
  });
  page.on('dialog', (dialog) => {
    deeds.push(dialog.message());
    dialog.dismiss().catch(() => undefined);
  });
  page.on('popup', () => deeds.push('popup'));
  await page.context().route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  );
  return async () => ({
    asked,
    deeds,
    ran: await page.evaluate(() => 'ran' in globalThis),
    isHere: page.url().startsWith(`${origin}/`),
  });
}

/** Some payloads at a time, each of them in every view; `hostile.test.ts` holds every one to every text. */
const GROUPS = [0, 5, 10].map((from) => {
  const some = Object.entries(PAYLOADS).slice(from, from + 5);
  return [some.map(([name]) => name).join(', '), some.map(([, payload]) => payload)] as const;
});

const TYPED_IN = ['customerName', 'place', 'targetCloseDate', 'opportunityName', 'description'];
const INERT = { asked: [], deeds: [], ran: false, isHere: true };

/** A text wherever Markdown may have one. */
function asMarkdown(text: string): string {
  const cell = text.replaceAll('|', '');
  return `${text}\n\n# ${text}\n\n- ${text}\n\n| ${cell} | b |\n|---|---|\n| ${cell} | c |`;
}

/** Goes over everything that may react: focus, pointer, folded parts. */
async function poke(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const hidden of document.querySelectorAll('[hidden]')) hidden.removeAttribute('hidden');
    for (const element of document.querySelectorAll('*')) {
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: false }));
      element.dispatchEvent(new FocusEvent('focus'));
    }
  });
}

describe.each([
  ['on', false],
  ['bypassed', true],
] as const)('texts of others with the policy %s', (_, bypassCsp) => {
  it.for(GROUPS)('%s: no request leaves the origin, no script runs', async ([, payloads]) => {
    const [payload = ''] = payloads;
    const { paths, web } = await hostileWeb(payloads);
    const { port, end } = await listen(web);
    const origin = `http://localhost:${port}`;
    const context = await browser.open({ origin, bypassCsp });
    try {
      const page = await context.newPage();
      const seen = await watch(page, origin);
      for (const path of paths) {
        await page.goto(path);
        await poke(page);
        expect([path, await seen()]).toEqual([path, INERT]);
      }
      await page.goto('/');
      for (const [at, name] of TYPED_IN.entries())
        await page.locator(`#${name}`).fill(payloads[at % payloads.length] ?? '');
      await page.getByRole('button', { name: 'Analyse' }).click();
      await page.locator('.faults').waitFor();
      await poke(page);
      expect(['the form', await seen()]).toEqual(['the form', INERT]);
      // An answer as it streams, and the whole of it at its end.
      const response = await web.post('/questions', { text: payload });
      await page.goto(response.headers.get('location') ?? '');
      const step = { type: 'step', actionGroup: payload, arguments: {}, operation: payload } as const;
      web.turn.say({ ...step, stepId: payload, phase: 'started' });
      web.turn.say({ type: 'chunk', text: payload });
      const artifacts = hostileArtifacts(payload);
      for (const artifact of artifacts) web.turn.say({ type: 'artifact', artifact });
      await page
        .locator('article.result')
        .nth(artifacts.length - 1)
        .waitFor();
      await poke(page);
      expect(['streaming', await seen()]).toEqual(['streaming', INERT]);
      const citation = {
        source: payload,
        title: payload,
        section: payload,
        passage: payload,
        date: payload,
      };
      web.turn.end(
        resultWith({
          answer: payloads.map(asMarkdown).join('\n\n'),
          artifacts,
          nextQuestions: payloads,
          citations: [
            {
              ...citation,
              text: payload,
              span: { start: 0, end: 1 },
              basis: payload,
              expired: { on: payload },
            },
          ],
          error: { code: payload, message: payload },
        }),
      );
      await page.locator('[data-answered]').waitFor();
      await poke(page);
      expect(['answer', await seen()]).toEqual(['answer', INERT]);
    } finally {
      await context.close();
      await end();
    }
  });
});

describe('the watch itself', () => {
  let close = async () => {};
  let origin = '';
  beforeAll(async () => {
    const web = testWeb();
    const { port, end } = await listen(web);
    close = end;
    origin = `http://localhost:${port}`;
  });
  afterAll(() => close());

  it('sees what markup would do that was not escaped, and that the policy holds it', async () => {
    for (const [bypassCsp, isHeld] of [
      [false, true],
      [true, false],
    ] as const) {
      const context = await browser.open({ origin, bypassCsp });
      const page = await context.newPage();
      const seen = await watch(page, origin);
      await context.route(`${origin}/bare`, async (route) => {
        const response = await route.fetch({ url: `${origin}/` });
        await route.fulfill({
          response,
          body: `<!doctype html><title>x</title>${PAYLOADS.script}${PAYLOADS.image}`,
        });
      });
      await page.goto('/bare');
      const { asked, ran } = await seen();
      expect([asked.length > 0, ran]).toEqual([true, !isHeld]);
      await context.close();
    }
  });
});
