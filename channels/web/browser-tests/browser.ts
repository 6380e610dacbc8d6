import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { ARTIFACTS } from './artifacts.ts';

export interface ContextOptions {
  /** Address that paths are relative to. */
  readonly origin: string;
  /**
   * `off`: a browser without JavaScript; `blocked`: one whose scripts never arrive, so that axe can look at
   * what is left. `on` when left out.
   */
  readonly javaScript?: 'on' | 'off' | 'blocked';
  readonly theme?: 'light' | 'dark';
  /** In CSS pixels; 1280 when left out. */
  readonly width?: number;
  /** Tests of axe bring a script of their own; all others keep the page's policy. */
  readonly bypassCsp?: boolean;
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** Blocked unless said otherwise: a worker of one test would answer the next. */
  readonly serviceWorkers?: 'allow' | 'block';
}

/** Longest wait for something to show, so that the test says what did not. */
const WAIT_MS = 10_000;

/** The Chromium that all files share, connected while the tests of this file run. */
export function withBrowser(): { open(options: ContextOptions): Promise<BrowserContext> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.connect(inject('chromiumEndpoint'));
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async open({ origin, javaScript = 'on', theme = 'light', width = 1280, ...rest }) {
      if (browser === undefined) throw new Error('contexts are opened inside tests');
      const context = await browser.newContext({
        baseURL: origin,
        javaScriptEnabled: javaScript !== 'off',
        colorScheme: theme,
        viewport: { width, height: 900 },
        bypassCSP: rest.bypassCsp ?? false,
        reducedMotion: rest.reducedMotion ?? 'no-preference',
        serviceWorkers: rest.serviceWorkers ?? 'block',
        locale: 'en-US',
      });
      context.setDefaultTimeout(WAIT_MS);
      if (javaScript === 'blocked') {
        await context.route('**', (route) =>
          route.request().resourceType() === 'script' ? route.abort() : route.continue(),
        );
      }
      return context;
    },
  };
}

/**
 * What axe finds against WCAG 2.2 AA and its best practices: rule, and the elements. With `again` only what another
 * theme or width can change is looked at, for a page that has passed all rules once.
 */
export async function axeFaults(page: Page, again?: 'theme' | 'width'): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  const rules = again === undefined ? undefined : CHANGED_BY[again];
  const violations = await page.evaluate(async (only) => {
    const { axe: run } = globalThis as unknown as { axe: typeof axe };
    const options = {
      resultTypes: ['violations' as const],
      // Of WCAG 2.2, and off by itself.
      rules: { 'target-size': { enabled: true } },
      ...(only !== undefined && { runOnly: [...only] }),
    };
    return (await run.run(options)).violations;
  }, rules);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

const CHANGED_BY = {
  theme: ['color-contrast', 'link-in-text-block'],
  width: ['color-contrast', 'scrollable-region-focusable', 'target-size', 'meta-viewport', 'region'],
} as const;

/** By how many CSS pixels the page is wider than its window, and what sticks out. */
export async function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}#${element.id}.${element.className}`)
      .slice(0, 10);
  });
}

/** Keeps a picture of the whole page among the artifacts. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}
