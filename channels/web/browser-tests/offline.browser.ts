import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { axeFaults, picture, withBrowser } from './browser.ts';
import { servedWeb } from './served-web.ts';

const browser = withBrowser();
const served = servedWeb();
const contexts: BrowserContext[] = [];

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** A page whose worker has precached the shell. */
async function installed(
  bypassCsp = false,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.open({ origin: served.now.origin, serviceWorkers: 'allow', bypassCsp });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto('/');
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active === null || active.state === 'activated') return;
    await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
  });
  return { context, page };
}

describe('the page as an application', () => {
  it('can be installed, by Chromium’s own word', async () => {
    const { context, page } = await installed();
    const session: CDPSession = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // Playwright’s contexts are incognito ones, which install nothing whatever the page.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
    const { errors, data } = await session.send('Page.getAppManifest');
    expect([errors, JSON.parse(data ?? '{}').display]).toEqual([[], 'standalone']);
  });

  it('opens offline, keeps the draft, lets one question wait and sends it once it is back', async () => {
    const { context, page } = await installed(true);
    await context.setOffline(true);
    await page.goto('/');
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, 'offline');
    await page.getByRole('link', { name: 'Fill in an example' }).click();
    await page.getByText('Draft saved on this device at').waitFor();
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.getByRole('button', { name: 'Send when I am back online' }).click();
    await page
      .getByText('Waiting to be sent when you are back online: Concentra: Sybase modernization')
      .waitFor();
    await picture(page, 'offline-waiting');
    await page.locator('#text').fill('another');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('One question waits already.').waitFor();
    const asked = served.now.web.turn.asked.length;
    await context.setOffline(false);
    await page.waitForURL('**/answers/*');
    expect(served.now.web.turn.asked.slice(asked).map(({ text }) => text.split('\n')[0])).toEqual([
      'Customer: Concentra',
    ]);
    expect(await page.evaluate(() => localStorage.getItem('waiting:olivia'))).toBeNull();
  });

  it('lets what waits be taken back', async () => {
    const { context, page } = await installed();
    await context.setOffline(true);
    await page.locator('#text').fill('What is the average ARR?');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('button', { name: 'Send when I am back online' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back. Nothing will be sent.').waitFor();
    const asked = served.now.web.turn.asked.length;
    await context.setOffline(false);
    await page.reload();
    expect(await page.locator('#text').inputValue()).toBe('What is the average ARR?');
    expect(served.now.web.turn.asked).toHaveLength(asked);
  });

  it('keeps no answer, no post and nothing of the API', async () => {
    const { page } = await installed();
    await page.goto('/answers/none');
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests
        .flat()
        .map(({ url }) => new URL(url).pathname.replace(/^\/assets\/[0-9a-f]{12}\/.*/, '/assets'));
    });
    expect([...new Set(kept)].toSorted()).toEqual([
      '/assets',
      '/icon.svg',
      '/manifest.webmanifest',
      '/offline',
    ]);
  });
});
