import { chromium } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { exampleAnalysis } from '#channels/render/__fixtures__/example-analysis.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { answerOf, askedPath } from '../__fixtures__/test-web.ts';
import { freePort } from './free-port.ts';
import { lighthouseScores } from './lighthouse-scores.ts';
import { servedWeb } from './served-web.ts';

const served = servedWeb();
const MOST_MS = 90_000;

// How fast a page is hangs on the machine: `npm run bench -- web` measures it.
it('has nothing for Lighthouse to find on the form and on an answer, speed apart', {
  timeout: MOST_MS,
}, async () => {
  const { origin, web } = served.now;
  web.turn.end(resultWith(answerOf(exampleAnalysis())));
  const port = await freePort();
  // Lighthouse speaks to a port of its own, which the browser of the other tests has not.
  const context = await chromium.launchPersistentContext('', {
    executablePath: inject('chromiumPath'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
  });
  try {
    for (const path of ['/', await askedPath(web, 'What is it worth?')]) {
      const { accessibility, bestPractices, faults, seo } = await lighthouseScores(path, origin + path, {
        port,
        speed: false,
      });
      expect({ path, accessibility, bestPractices, seo, faults }).toEqual({
        path,
        accessibility: 100,
        bestPractices: 100,
        seo: 100,
        faults: [],
      });
    }
  } finally {
    await context.close();
  }
});
