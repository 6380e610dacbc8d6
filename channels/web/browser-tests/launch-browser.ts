import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { ARTIFACTS } from './artifacts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Chromium is. */
    chromiumPath: string;
    /** Address of the running one. */
    chromiumEndpoint: string;
  }
}

let server: BrowserServer | undefined;

/**
 * Starts one Chromium for all files.
 * @throws when there is none, with how to install one.
 */
export async function setup(project: TestProject): Promise<void> {
  const executablePath = project.config.provide.chromiumPath;
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      `no Chromium at ${executablePath} (CHROMIUM_PATH). Install Debian's: apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation`,
    );
  }
  await rm(ARTIFACTS, { recursive: true, force: true });
  server = await chromium.launchServer({
    executablePath,
    // A container has no user namespaces and little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  project.provide('chromiumEndpoint', server.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await server?.close();
}
