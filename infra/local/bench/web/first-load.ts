import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export interface FirstLoad {
  /** Addresses of the style sheets of the form. */
  readonly style: readonly string[];
  /** Bytes of JavaScript that the form loads, each file zipped by itself. */
  readonly scriptGzBytes: number;
  readonly scripts: number;
  /** First paint of the form in Chromium with 1.6 Mbit/s, 150 ms and a processor four times slower; null without one. */
  readonly firstPaintMs: number | null;
}

const SLOW = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, offline: false };
const CPU_SLOWDOWN = 4;

/** What the first page weighs, and when it is seen in the Chromium at this path. */
export async function measureFirstLoad(
  origin: string,
  authorization: string,
  chromiumPath: string | undefined,
): Promise<FirstLoad> {
  const page = await (await fetch(`${origin}/`, { headers: { authorization } })).text();
  const style = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path = '']) => path);
  const scripts = new Set(
    [...page.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path),
  );
  let scriptGzBytes = 0;
  for (const path of scripts) {
    const content = await (await fetch(origin + path)).arrayBuffer();
    scriptGzBytes += gzipSync(Buffer.from(content), { level: 9 }).byteLength;
  }
  const firstPaintMs =
    chromiumPath === undefined ? null : await measurePaint(origin, authorization, chromiumPath);
  return { style, scriptGzBytes, scripts: scripts.size, firstPaintMs };
}

async function measurePaint(
  origin: string,
  authorization: string,
  executablePath: string,
): Promise<number | null> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ extraHTTPHeaders: { authorization } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.goto(`${origin}/`);
    const paint = await page.evaluate(
      'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null',
    );
    return typeof paint === 'number' ? Math.round(paint) : null;
  } finally {
    await browser.close();
  }
}
