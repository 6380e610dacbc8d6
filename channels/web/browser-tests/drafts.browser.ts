import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { withBrowser } from './browser.ts';
import { servedWeb } from './served-web.ts';

const browser = withBrowser();
const served = servedWeb();
const contexts: BrowserContext[] = [];

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

async function profile(): Promise<BrowserContext> {
  const context = await browser.open({ origin: served.now.origin });
  contexts.push(context);
  return context;
}

async function tab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  return page;
}

async function type(page: Page, value: string): Promise<void> {
  await page.locator('#description').fill(value);
  await page.getByText('Draft saved on this device at').waitFor();
}

const description = (page: Page) => page.locator('#description').inputValue();
const stored = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('drafts:olivia') ?? '{"drafts":[]}').drafts);

describe('drafts', () => {
  it('are here again after the page was closed, and gone when they are discarded, which can be undone', async () => {
    const context = await profile();
    const first = await tab(context);
    await type(first, 'forty databases');
    await first.close();
    const second = await tab(context);
    await second.getByText(/^Your draft of .* is here again/).waitFor();
    expect(await description(second)).toBe('forty databases');
    await second.getByRole('button', { name: 'Discard the draft' }).click();
    expect([await description(second), await stored(second)]).toEqual(['', []]);
    await second.getByRole('button', { name: 'Undo' }).click();
    expect(await description(second)).toBe('forty databases');
  });

  it('of two tabs never overwrite one another', async () => {
    const context = await profile();
    const first = await tab(context);
    await type(first, 'one');
    const second = await tab(context);
    expect(await description(second)).toBe('one');
    await type(second, 'two');
    await first.getByText('changed in another tab').waitFor();
    expect(await description(first)).toBe('one');
    await first.locator('#description').fill('one and more');
    await first.locator('#customerName').fill('Acme');
    await expect.poll(async () => (await stored(first)).length).toBe(2);
    await first.close();
    await second.close();
    const third = await tab(context);
    const values = (await stored(third)).map(
      (draft: { values: { description: string } }) => draft.values.description,
    );
    expect(values.toSorted()).toEqual(['one and more', 'two']);
  });

  it('can be taken over from the other tab', async () => {
    const context = await profile();
    const first = await tab(context);
    await type(first, 'one');
    const second = await tab(context);
    await type(second, 'two');
    await first.getByRole('button', { name: 'Take the other tab’s' }).click();
    expect(await description(first)).toBe('two');
  });

  it('are not shown to another seller, nor after fourteen days, nor when they cannot be read', async () => {
    const context = await profile();
    const page = await tab(context);
    const at = (daysAgo: number) => Date.now() - daysAgo * 86_400_000;
    for (const [key, value] of [
      ['drafts:nora', JSON.stringify({ version: 1, drafts: [draft('hers', at(0))] })],
      ['drafts:olivia', JSON.stringify({ version: 1, drafts: [draft('old', at(15))] })],
      ['drafts:olivia', '{"version":1,"drafts":[{"id":7}]}'],
      ['drafts:olivia', JSON.stringify({ version: 2, drafts: [draft('later', at(0))] })],
      ['drafts:olivia', 'not JSON'],
    ] as const) {
      await page.evaluate(
        ([name, text]) => {
          localStorage.clear();
          sessionStorage.clear();
          localStorage.setItem(name, text);
        },
        [key, value] as const,
      );
      await page.reload();
      expect([key, await description(page)]).toEqual([key, '']);
    }
    await type(page, 'new');
    expect(await stored(page)).toHaveLength(1);
  });

  it.each(['full', 'forbidden'])('say so when the storage is %s, and the form works on', async (how) => {
    const context = await profile();
    await context.addInitScript((kind) => {
      const fail = () => {
        throw new DOMException('no', kind === 'full' ? 'QuotaExceededError' : 'SecurityError');
      };
      if (kind === 'full') Storage.prototype.setItem = fail;
      else Object.defineProperty(window, 'localStorage', { get: fail });
    }, how);
    const page = await tab(context);
    await page.locator('#description').fill('kept nowhere');
    await page.getByText('This browser keeps no drafts').waitFor();
    await page.getByRole('link', { name: 'Fill in an example' }).click();
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.waitForURL('**/answers/*');
  });

  it('go once their answer’s page is here, and not before', async () => {
    const context = await profile();
    const page = await tab(context);
    await page.getByRole('link', { name: 'Fill in an example' }).click();
    await page.getByText('Draft saved on this device at').waitFor();
    await page.route('**/opportunities', (route) => route.fulfill({ status: 503, body: 'down' }));
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.getByText('down').waitFor();
    await page.goto('/');
    expect(await page.locator('#customerName').inputValue()).toBe('Concentra');
    await page.unroute('**/opportunities');
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.waitForURL('**/answers/*');
    await expect.poll(() => stored(page)).toEqual([]);
    await page.goto('/');
    expect(await page.locator('#customerName').inputValue()).toBe('');
  });
});

function draft(words: string, savedAtMs: number) {
  return { id: words, revision: words, savedAtMs, values: { description: words } };
}
