import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ARTIFACTS } from '#channels/web/browser-tests/artifacts.ts';
import { freePort } from '#channels/web/browser-tests/free-port.ts';
import { type LighthouseScores, lighthouseScores } from '#channels/web/browser-tests/lighthouse-scores.ts';

export interface PagePath {
  /** From a press until what it leads to is seen whole, in milliseconds, in the order of the path. */
  readonly steps: readonly { readonly step: string; readonly ms: number }[];
  readonly lighthouse: readonly LighthouseScores[];
}

/** A question of a real assistant takes this long at most. */
const ANSWER_MS = 60_000;
const SELLER = 'Olivia';
const FOLLOW_UP = 'What about funding?';

/**
 * A seller's whole way in a real browser: signing in at the issuer, the form, an analysis as it streams, on to funding,
 * signing out, with pictures of each; Lighthouse looks at the form and at the answer while somebody is signed in.
 * @throws when a step leads nowhere, when a script fails or anything is asked of another server
 */
export async function walkPages(origin: string, executablePath: string): Promise<PagePath> {
  const port = await freePort();
  // Lighthouse opens pages of the browser's own profile only: the session's cookie has to be there.
  const context = await chromium.launchPersistentContext('', {
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
  });
  context.setDefaultTimeout(ANSWER_MS);
  try {
    return await walk(context, origin, port);
  } finally {
    await context.close();
  }
}

async function walk(context: BrowserContext, origin: string, port: number): Promise<PagePath> {
  const page = await context.newPage();
  const wrong = listenForFaults(page);
  const steps: { step: string; ms: number }[] = [];
  const timed = async (step: string, press: () => Promise<void>) => {
    const began = performance.now();
    await press();
    steps.push({ step, ms: Math.round(performance.now() - began) });
    await page.screenshot({
      path: `${ARTIFACTS}path-${steps.length}-${step.replaceAll(' ', '-')}.png`,
      fullPage: true,
    });
  };
  await timed('to the issuer', async () => {
    await page.goto(`${origin}/`);
    await page.getByRole('heading', { name: 'Sign in as' }).waitFor();
  });
  await timed('signed in', async () => {
    await page.getByRole('link', { name: SELLER }).click();
    await page.getByRole('button', { name: 'Analyse' }).waitFor();
  });
  await page.getByRole('link', { name: 'Fill in an example' }).click();
  await timed('analysis on its way', async () => {
    await page.getByRole('button', { name: 'Analyse' }).click();
    await page.locator('[data-live="steps"], [data-answered]').first().waitFor();
  });
  await timed('analysis', async () => {
    await page.locator('[data-answered] article.result').first().waitFor();
  });
  const answer = page.url();
  await timed('funding', async () => {
    await page.locator('#text').fill(FOLLOW_UP);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('[data-answered] article.result', { hasText: 'Programs' }).first().waitFor();
  });
  const lighthouse: LighthouseScores[] = [];
  for (const [name, url] of [
    ['form', `${origin}/`],
    ['answer', answer],
  ] as const)
    lighthouse.push(await lighthouseScores(name, url, { port, speed: true }));
  await timed('signed out', async () => {
    await page.bringToFront();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  });
  if (wrong.length > 0) throw new Error(`the pages did what they must not: ${wrong.join('; ')}`);
  return { steps, lighthouse };
}

/** What a page's scripts complain of, and what is asked of a server that is not on this machine. */
function listenForFaults(page: Page): readonly string[] {
  const wrong: string[] = [];
  // Chromium reports so, of no script, when a page without transitions follows one with them: the issuer's.
  page.on('pageerror', (error) => {
    if (!String(error).includes('ViewTransition opt-in disabled')) wrong.push(String(error));
  });
  page.on('console', (message) => {
    // The first page is a 401 on its way to the sign-in; Chromium says so.
    if (message.type() === 'error' && !message.text().includes('401')) wrong.push(message.text());
  });
  page.on('request', (request) => {
    if (!['127.0.0.1', 'localhost'].includes(new URL(request.url()).hostname)) wrong.push(request.url());
  });
  return wrong;
}
