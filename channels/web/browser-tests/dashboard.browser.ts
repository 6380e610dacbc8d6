import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { analysisArtifact, answerOf, askedPath, testWeb } from '../__fixtures__/test-web.ts';
import { axeFaults, type ContextOptions, overflow, picture, withBrowser } from './browser.ts';
import { type CutStreams, cutStreams } from './cut-streams.ts';
import { listen } from './served-web.ts';

const browser = withBrowser();
const STEP = {
  type: 'step',
  actionGroup: 'g',
  arguments: {},
  stepId: '1',
  operation: 'analyzeOpportunity',
} as const;
const ANALYSIS = exampleAnalysis();
const RESULT = resultWith({
  ...answerOf(ANALYSIS),
  answer: 'Between **$118k and $742k** a year.',
  nextQuestions: ['Which services will it use?'],
});
const ARTIFACT = {
  type: 'artifact',
  artifact: { type: 'analysis', id: ANALYSIS.analysisId, ...ANALYSIS },
} as const;

/** Serves one application to one browser. */
async function withPage(
  look: (page: Page, rig: CutStreams & { readonly context: BrowserContext }) => Promise<void>,
  options: Omit<ContextOptions, 'origin'> = {},
): Promise<void> {
  const rig = cutStreams(testWeb());
  rig.web.artifacts.set(ANALYSIS.analysisId, analysisArtifact(ANALYSIS));
  const { port, end } = await listen(rig.web);
  const context = await browser.open({ origin: `http://localhost:${port}`, ...options });
  try {
    await look(await context.newPage(), { ...rig, context });
  } finally {
    await context.close();
    await end();
  }
}

/** Opens an answer that is on its way. */
async function ask(page: Page, { web }: CutStreams, text = 'What is it worth?'): Promise<string> {
  const path = await askedPath(web, text);
  await page.goto(path);
  await page.evaluate(() => {
    document.body.dataset.same = 'page';
  });
  return path;
}

/** The page was never loaded again. */
const isSamePage = (page: Page) => page.evaluate(() => document.body.dataset.same === 'page');

describe('an answer on its way', () => {
  it('shows steps, words and results as they come, and at the end the whole answer in the same page', async () => {
    await withPage(async (page, rig) => {
      await ask(page, rig);
      rig.web.turn.say({ ...STEP, phase: 'started' });
      await page.getByText('computing the prediction: running').waitFor();
      rig.web.turn.say({ ...STEP, phase: 'ended', status: 'ok', code: 'ok', ms: 1234 });
      await page.getByText('computing the prediction: done in 1,234 ms').waitFor();
      rig.web.turn.say({ type: 'chunk', text: 'Between **$118k ' });
      rig.web.turn.say({ type: 'chunk', text: '<b>and</b>' });
      await page.getByText('Between **$118k <b>and</b>', { exact: true }).waitFor();
      rig.web.turn.say(ARTIFACT);
      await page.getByRole('heading', { name: 'Concentra · Sybase modernization' }).waitFor();
      await page.getByRole('tab', { name: 'Risks' }).click();
      await picture(page, 'dashboard-streaming');
      rig.web.turn.end(RESULT);
      await page.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
      await page.locator('.words strong', { hasText: '$118k and $742k' }).waitFor();
      expect(await isSamePage(page)).toBe(true);
      // The result that was there has stayed, with what was opened in it, and is there once.
      expect(await page.getByRole('tab', { name: 'Risks' }).getAttribute('aria-selected')).toBe('true');
      expect(await page.locator('article.result').count()).toBe(1);
      expect(await page.getByRole('button', { name: 'Which services will it use?' }).count()).toBe(1);
      await page.getByRole('status').filter({ hasText: 'The answer is complete.' }).waitFor();
      expect(await page.title()).toMatch(/^Answer · /);
      await page
        .locator('.metric .figure')
        .first()
        .filter({ hasText: /^\$118k to \$742k$/ })
        .waitFor();
    });
  });

  it('has a link to look again where scripts are on and never arrive, and none once they did', async () => {
    const again = (page: Page) => page.getByRole('link', { name: 'Look now' });
    await withPage(
      async (page, rig) => {
        await ask(page, rig);
        await again(page).waitFor();
        rig.web.turn.end(RESULT);
        await again(page).click();
        await page.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
      },
      { javaScript: 'blocked' },
    );
    await withPage(async (page, rig) => {
      await ask(page, rig);
      await again(page).waitFor({ state: 'detached' });
    });
  });

  it('loses no word and doubles none when the stream is cut again and again', async () => {
    await withPage(async (page, rig) => {
      rig.fates.push(
        { cutAfterBytes: 60 },
        { refusedWith: 503 },
        { cutAfterBytes: 130 },
        { cutAfterBytes: 175 },
      );
      await ask(page, rig);
      const words = Array.from({ length: 12 }, (_, at) => `word-${at} é東 `);
      for (const text of words) rig.web.turn.say({ type: 'chunk', text });
      await page.getByText('word-11').waitFor();
      expect(await page.locator('[data-live="words"]').textContent()).toBe(words.join(''));
      rig.web.turn.end(RESULT);
      await page.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
      expect(await isSamePage(page)).toBe(true);
      expect(rig.asked.length).toBeGreaterThan(3);
    });
  });

  it('goes on by itself when the network is back, and says meanwhile that there is none', async () => {
    await withPage(async (page, rig) => {
      rig.fates.push({ cutAfterBytes: 10 });
      const path = await askedPath(rig.web, 'What is it worth?');
      await page.goto(path);
      await rig.context.setOffline(true);
      rig.web.turn.say({ type: 'chunk', text: 'while away' });
      await page.getByText('There is no connection').waitFor();
      await rig.context.setOffline(false);
      await page.getByText('while away').waitFor();
    });
  });

  it('renews an expired session in mid-stream, and asks to sign in where that cannot be', async () => {
    await withPage(async (page, rig) => {
      rig.fates.push({ refusedWith: 401 });
      await ask(page, rig);
      rig.web.turn.say({ type: 'chunk', text: 'renewed' });
      await page.getByText('renewed').waitFor();
    });
    await withPage(async (page, rig) => {
      rig.fates.push(...Array.from({ length: 3 }, () => ({ refusedWith: 401 })));
      const path = await askedPath(rig.web, 'What is it worth?');
      await page.goto(path, { waitUntil: 'commit' });
      rig.refusals.set(path, 401);
      await page.getByText('You have been signed out').waitFor();
      expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
        `/sign-in?return_to=${encodeURIComponent(path)}`,
      );
      rig.refusals.clear();
      rig.web.turn.say({ type: 'chunk', text: 'and on it goes' });
      await page.getByText('and on it goes').waitFor();
    });
  });

  it('keeps two questions apart that are answered at the same time', async () => {
    await withPage(async (page, rig) => {
      await ask(page, rig, 'The first question');
      rig.web.turn.say({ type: 'chunk', text: 'for the first; ' });
      await page.getByText('for the first;').waitFor();
      const other = await rig.context.newPage();
      await other.goto(await askedPath(rig.web, 'The second question'));
      rig.web.turn.say({ type: 'chunk', text: 'for both' });
      await other.getByText('for both').waitFor();
      await page.getByText('for the first; for both').waitFor();
      expect(await other.locator('[data-live="words"]').textContent()).toBe('for both');
      rig.web.turn.end(RESULT);
      for (const [each, text] of [
        [page, 'The first question'],
        [other, 'The second question'],
      ] as const) {
        await each.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
        expect(await each.locator('.asked').textContent()).toContain(text);
      }
    });
  });

  it('stops when it is told to, without leaving the page', async () => {
    await withPage(async (page, rig) => {
      await ask(page, rig);
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await page.getByRole('button', { name: 'Stop' }).click();
      expect((await sent).url()).toMatch(/\/answers\/[0-9a-f]{32}\/stop$/);
      await page.getByText('Stopping…').waitFor();
      expect(await isSamePage(page)).toBe(true);
    });
  });

  it('puts the focus on the heading when what had it is gone, and leaves it elsewhere', async () => {
    await withPage(async (page, rig) => {
      await ask(page, rig);
      await page.getByRole('button', { name: 'Stop' }).focus();
      rig.web.turn.end(RESULT);
      await page.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    });
    await withPage(async (page, rig) => {
      await ask(page, rig);
      rig.web.turn.say(ARTIFACT);
      const tab = page.getByRole('tab', { name: 'Findings' });
      await tab.click();
      rig.web.turn.end(RESULT);
      await page.getByRole('heading', { name: 'Answer', level: 1 }).waitFor();
      expect(await tab.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });

  it.for(['reduce', 'no-preference'] as const)(
    'ends at exactly the figures of the server with motion: %s',
    async (reducedMotion) => {
      await withPage(
        async (page, rig) => {
          await ask(page, rig);
          rig.web.turn.say(ARTIFACT);
          const figure = page.locator('.metric .figure').first();
          await figure.waitFor();
          if (reducedMotion === 'reduce') expect(await figure.textContent()).toBe('$118k to $742k');
          await figure.filter({ hasText: /^\$118k to \$742k$/ }).waitFor();
        },
        { reducedMotion },
      );
    },
  );

  it.for(['light', 'dark'] as const)('has nothing for axe to find while it streams (%s)', async (theme) => {
    await withPage(
      async (page, rig) => {
        await ask(page, rig);
        rig.web.turn.say({ ...STEP, phase: 'started' });
        rig.web.turn.say({ type: 'chunk', text: 'Between' });
        rig.web.turn.say(ARTIFACT);
        await page.locator('article.result').waitFor();
        expect(await axeFaults(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 700 });
        expect(await overflow(page)).toEqual([]);
        await picture(page, `dashboard-streaming-${theme}-320`);
      },
      { theme, bypassCsp: true, reducedMotion: 'reduce' },
    );
  });
});

describe('the sections of an analysis', () => {
  const open = async (page: Page) => {
    await page.goto(`/analyses/${ANALYSIS.analysisId}`);
    await page.getByRole('tab').first().waitFor();
  };
  const selected = (page: Page) => page.locator('[role="tab"][aria-selected="true"]').textContent();

  it('are tabs that the keyboard moves through', async () => {
    await withPage(async (page) => {
      await open(page);
      await page.getByRole('tab', { selected: true }).focus();
      const seen = [await selected(page)];
      for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
        await page.keyboard.press(key);
        seen.push(await selected(page));
      }
      expect(seen).toEqual([
        'Similar projects',
        'Services and architecture',
        'Findings',
        'How I got this',
        'Similar projects',
        'How I got this',
        'Similar projects',
      ]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel');
      // What is hidden takes no room: the last one begins where the first did.
      const top = () =>
        page
          .locator('[role="tabpanel"]:not([hidden])')
          .evaluate((panel) => panel.getBoundingClientRect().top + scrollY);
      const first = await top();
      await page.getByRole('tab', { name: 'How I got this' }).click();
      expect(await top()).toBe(first);
    });
  });

  it('open by the address, and with a link to what stands in them', async () => {
    await withPage(async (page) => {
      await open(page);
      const hash = await page.getByRole('tab', { name: 'Risks' }).getAttribute('href');
      await page.goto('about:blank');
      await page.goto(`/analyses/${ANALYSIS.analysisId}${hash}`);
      await page.getByRole('tab', { name: 'Risks', selected: true }).waitFor();
      await page.getByRole('link', { name: 'from 34 projects' }).first().click();
      await page.getByText('Projects behind the numbers').waitFor();
    });
  });

  it('are headings one below the other without JavaScript, and in print', async () => {
    await withPage(
      async (page) => {
        await page.goto(`/analyses/${ANALYSIS.analysisId}`);
        for (const name of ['Similar projects', 'Findings', 'Risks', 'How I got this'])
          expect(await page.getByRole('heading', { name, level: 3, exact: true }).isVisible()).toBe(true);
      },
      { javaScript: 'off' },
    );
    await withPage(async (page) => {
      await open(page);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.tab-panel:visible').count()).toBe(6);
      await picture(page, 'dashboard-print');
    });
  });
});
