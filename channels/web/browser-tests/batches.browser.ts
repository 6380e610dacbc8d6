import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults, overflow, picture, withBrowser } from './browser.ts';
import { servedWeb } from './served-web.ts';

const browser = withBrowser();
const served = servedWeb();

const HEADER = 'Customer,Country,Close date,Opportunity name,Description';
const GOOD = 'Concentra <b>x</b>,US,2027-03-05,Sybase modernization,Move 40 databases';
const FAULTY = 'Acme,Atlantis,2027-02-31,x,<script>window.ran=1</script>';

async function send(page: Page, rows: readonly string[]): Promise<void> {
  const buffer = Buffer.from([HEADER, ...rows].join('\n'));
  await page.locator('#file').setInputFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer });
  await page.locator('form.batch button[type="submit"]').click();
}

async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([name, colorScheme, await axeFaults(page)]).toEqual([name, colorScheme, []]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, `${name}-light`);
  await page.setViewportSize({ width: 320, height: 700 });
  expect([name, await overflow(page)]).toEqual([name, []]);
  await picture(page, `${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe.each(['on', 'blocked'] as const)('batches with JavaScript %s', (javaScript) => {
  it('say what is to be mended in a file, take the rest, and show how far it is', async () => {
    const context = await browser.open({
      origin: served.now.origin,
      javaScript,
      bypassCsp: true,
      reducedMotion: 'reduce',
    });
    try {
      const page = await context.newPage();
      await page.goto('/');
      await page.getByRole('navigation').getByRole('link', { name: 'Many at once' }).click();
      await page.locator('#file').waitFor();
      await looksRight(page, `batches-${javaScript}`);
      await send(page, [GOOD, FAULTY]);
      await page.getByText('2 faults in 1 row').waitFor();
      await looksRight(page, `batches-to-mend-${javaScript}`);
      await page.getByRole('checkbox').check();
      await send(page, [GOOD, FAULTY]);
      await page.getByRole('heading', { name: 'deals.csv' }).waitFor();
      await looksRight(page, `batch-${javaScript}`);
      expect(await page.getByText('Concentra <b>x</b>').count()).toBe(1);
      expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    } finally {
      await context.close();
    }
  });
});
