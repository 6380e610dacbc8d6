import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { answerOf } from '../__fixtures__/test-web.ts';
import { axeFaults, type ContextOptions, overflow, picture, withBrowser } from './browser.ts';
import { servedWeb } from './served-web.ts';

const browser = withBrowser();
const served = servedWeb();
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A page of a fresh browser profile, with what went wrong in it. */
async function open(
  options: Partial<ContextOptions> = {},
): Promise<{ readonly page: Page; readonly wrong: readonly string[] }> {
  const context = await browser.open({ origin: served.now.origin, ...options });
  ends.push(() => context.close());
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('422')) wrong.push(message.text());
  });
  await page.goto('/');
  return { page, wrong };
}

const NEEDED = {
  customerName: 'Concentra',
  place: 'Germany',
  targetCloseDate: '3/5/2027',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
};

async function fillIn(page: Page, values: Readonly<Record<string, string>> = NEEDED): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`#${name}`).fill(value);
}

describe('the form without JavaScript', () => {
  it('asks with values as they are typed, and shows the answer once it is there', async () => {
    const { page } = await open({ javaScript: 'off' });
    await fillIn(page);
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.waitForURL('**/answers/*');
    expect(served.now.web.turn.asked.at(-1)?.text).toBe(
      'Customer: Concentra\nCountry: DE\nClose date: 2027-05-03\nOpportunity name: Sybase modernization\nDescription: Move 40 databases to Aurora',
    );
    served.now.web.turn.end(resultWith(answerOf(exampleAnalysis())));
    await page.getByText('$118k to $742k').first().waitFor();
  });

  it('says what is to be mended, with a link to the field', async () => {
    const { page } = await open({ javaScript: 'off' });
    await fillIn(page, { ...NEEDED, place: 'Georgia', targetCloseDate: '31.2.2027' });
    await page.getByRole('button', { name: 'Analyse' }).click();
    expect(await page.title()).toMatch(/^To mend: /);
    expect(await page.locator('#place-fault').textContent()).toContain('United States or Georgia');
    await page.getByRole('link', { name: /^Close date: There is no such day/ }).click();
    expect(new URL(page.url()).hash).toBe('#targetCloseDate');
    expect(await page.locator('#customerName').inputValue()).toBe('Concentra');
  });

  it('fills itself from free text and from the example', async () => {
    const { page } = await open({ javaScript: 'off' });
    await page.locator('#text').fill('Acme GmbH in Vienna wants a data lake, closing 3/5/2027. Ask for Joe');
    await page.getByRole('button', { name: 'Fill the form from this' }).click();
    expect(await page.locator('#place').inputValue()).toBe('Austria');
    expect(await page.locator('#reading').textContent()).toContain('from “3/5/2027”');
    await page.getByRole('link', { name: 'Fill in an example' }).click();
    expect(await page.locator('#customerName').inputValue()).toBe('Concentra');
  });

  it('keeps a theme that was chosen, page by page', async () => {
    const { page } = await open({ javaScript: 'off' });
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(18, 23, 26)');
  });
});

describe('the form with JavaScript', () => {
  it('tells beside a field what was read and what is wrong, in the words of the server', async () => {
    const { page, wrong } = await open();
    await page.locator('#place').fill('US');
    await page.locator('#targetCloseDate').fill('3/5/2027');
    await page.getByText('Read as 5 March 2027: month first, as where the customer is.').waitFor();
    await page
      .locator('#expectedAnnualUsd')
      .evaluate((field) => field.closest('details')?.setAttribute('open', ''));
    await page.locator('#expectedAnnualUsd').fill('300 EUR');
    expect(await page.locator('#expectedAnnualUsd-fault').isHidden()).toBe(true);
    await page.keyboard.press('Tab');
    await page.getByText('300 EUR is not in US dollars.').waitFor();
    expect(await page.locator('#expectedAnnualUsd').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#customerName').getAttribute('aria-invalid')).toBeNull();
    await page.locator('#expectedAnnualUsd').fill('300k');
    await page.getByText('Read as 300,000.').waitFor();
    expect(await page.locator('#completion-words').textContent()).toBe('2 of 5 needed, 1 of 6 more');
    expect(wrong).toEqual([]);
  });

  it('lists what is to be mended when it is sent, goes to a folded field, and sends once it is right', async () => {
    const { page, wrong } = await open({ bypassCsp: true });
    await fillIn(page, { ...NEEDED, place: 'Atlantis', targetCloseDate: 'end of March' });
    await page
      .locator('details')
      .first()
      .evaluate((details) => details.setAttribute('open', ''));
    await page.locator('#industry').fill('qwxyz');
    await page
      .locator('details')
      .first()
      .evaluate((details) => details.removeAttribute('open'));
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.getByRole('heading', { name: '2 things to mend' }).waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('faults');
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, 'form-to-mend');
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toEqual([]);
    await page.getByRole('link', { name: /^Industry/ }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('industry');
    await page.locator('#industry').fill('bank');
    await page.locator('#place').fill('austria');
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.waitForURL('**/answers/*');
    expect(served.now.web.turn.asked.at(-1)?.text).toContain('Country: AT\n');
    expect(wrong).toEqual([]);
  });

  it('reads free text into fields, says what it understood and what not, and takes it back', async () => {
    const { page, wrong } = await open();
    await page.locator('#customerName').fill('Mine');
    await page
      .locator('#text')
      .fill(
        'Customer: Acme <b>Ltd</b>\nCountry: Austria\nSalesperson: Joe\nIndustry: bank\nARR: 20k a month\nDescription: a data lake',
      );
    await page.getByRole('button', { name: 'Fill the form from this' }).click();
    await page.getByText('Not used: “Salesperson: Joe”.').waitFor();
    expect(await page.locator('#industry').inputValue()).toBe('Financial Services');
    expect(await page.locator('#expectedAnnualUsd').inputValue()).toBe('240,000');
    expect(await page.locator('details').first().getAttribute('open')).not.toBeNull();
    expect(await page.locator('#reading b').count()).toBe(0);
    await picture(page, 'form-read');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect([
      await page.locator('#customerName').inputValue(),
      await page.locator('#industry').inputValue(),
    ]).toEqual(['Mine', '']);
    expect(wrong).toEqual([]);
  });

  it('fills in the example and counts what is left of a long text', async () => {
    const { page, wrong } = await open();
    await page.getByRole('link', { name: 'Fill in an example' }).click();
    expect(await page.locator('#completion-words').textContent()).toBe('5 of 5 needed, 2 of 6 more');
    await page.locator('#description').fill('x'.repeat(3_900));
    await page.getByText('100 characters left').waitFor();
    expect(wrong).toEqual([]);
  });

  it('switches the theme at once, and the server’s next page has it before any script', async () => {
    const { page, wrong } = await open();
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true');
    const again = await page.request.get('/');
    expect(await again.text()).toContain('<html lang="en" data-theme="dark">');
    await page.getByRole('button', { name: 'System' }).click();
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(248, 247, 243)');
    expect(wrong).toEqual([]);
  });

  it('is gone through and sent by the keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await reach(page, 'customerName');
    for (const value of Object.values(NEEDED)) {
      await page.keyboard.type(value);
      await page.keyboard.press('Tab');
    }
    // The summary of what is folded, then the button.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Analyse');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/answers/*');
  });
});

it.each(['on', 'off'] as const)(
  'is asked once however often the button is pressed, JavaScript %s',
  async (javaScript) => {
    const { page } = await open({ javaScript });
    const asked = served.now.web.turn.asked.length;
    await fillIn(page, { ...NEEDED, customerName: `Twice, JavaScript ${javaScript}` });
    await page.getByRole('button', { name: 'Analyse' }).dblclick();
    await page.waitForURL('**/answers/*');
    expect(served.now.web.turn.asked.length - asked).toBe(1);
  },
);

/** Presses Tab until the element has the focus. */
async function reach(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if ((await page.evaluate('document.activeElement.id')) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${id} cannot be reached with the Tab key`);
}
