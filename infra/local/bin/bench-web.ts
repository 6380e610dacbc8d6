import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type WebBench, webBench } from '../bench/web/web-bench.ts';
import { progressOn } from './console.ts';
import { readSettings } from './settings.ts';

/** What `bench -- web` measures: streams that are cut, routes without stores, and what the first page weighs. */
export async function benchWeb({ turns }: { readonly turns: number }): Promise<WebBench> {
  const dataDir = join(readSettings().dataDir, 'bench-web');
  // What an earlier run has left would be gone on with.
  await rm(dataDir, { recursive: true, force: true });
  return webBench({
    turns,
    dataDir,
    chromiumPath: browsers().find((path) => existsSync(path)),
    worker: fileURLToPath(new URL('./bench-web-worker.ts', import.meta.url)),
    onProgress: progressOn(process.stderr),
  });
}

/** Where a Chromium may be: `CHROMIUM_PATH`, else where Debian and others put it. */
function browsers(): readonly string[] {
  const { CHROMIUM_PATH } = process.env;
  return CHROMIUM_PATH === undefined ? ['/usr/bin/chromium', '/usr/bin/chromium-browser'] : [CHROMIUM_PATH];
}
