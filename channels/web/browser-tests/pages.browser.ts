import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { testWeb } from '../__fixtures__/test-web.ts';
import { axeFaults, overflow, picture, withBrowser } from './browser.ts';
import { PAGE_STATES, type PageState } from './page-states.ts';
import { listen } from './served-web.ts';

const browser = withBrowser();

describe.each(['on', 'blocked'] as const)('pages with JavaScript %s', (javaScript) => {
  it.for(PAGE_STATES)(
    '$name: nothing for axe to find, light and dark; nothing sticks out at 320 px',
    async (state) => {
      await onPage(state, javaScript, async (page) => {
        const name = `${state.name}${javaScript === 'on' ? '' : '-without-javascript'}`;
        const found: Record<string, readonly string[]> = {};
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          found[colorScheme] = await axeFaults(page, colorScheme === 'dark' ? 'theme' : undefined);
          await picture(page, `${name}-${colorScheme}`);
        }
        await page.setViewportSize({ width: 320, height: 700 });
        found.overflow = await overflow(page);
        found.narrow = await axeFaults(page, 'width');
        await picture(page, `${name}-320`);
        expect(found).toEqual({ light: [], dark: [], overflow: [], narrow: [] });
      });
    },
  );
});

async function onPage(
  state: PageState,
  javaScript: 'on' | 'blocked',
  look: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const web = testWeb();
  const path = await state.reach(web);
  const { port, end } = await listen(web);
  const context = await browser.open({
    origin: `http://localhost:${port}`,
    javaScript,
    bypassCsp: true,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(path);
    await look(page, context);
  } finally {
    await context.close();
    await end();
  }
}
