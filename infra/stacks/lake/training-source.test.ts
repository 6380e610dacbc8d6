import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingFiles } from './training-source.ts';

const files = new Map(trainingFiles().map(({ path, content }) => [path, content]));

/** The files of ours that a file imports, by their paths in the repository. */
function importsOf(path: string): string[] {
  const text = Buffer.from(files.get(path) ?? '').toString('utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([.#][^']+)'/g)].map(([, name = '']) =>
    name.startsWith('#') ? name.slice(1) : normalize(join(dirname(path), name)),
  );
}

describe('trainingSource', () => {
  it('has every file that npm run data:train loads, and the lists that npm ci needs', () => {
    const seen = new Set<string>();
    const waiting = ['infra/local/bin/data-train.ts'];
    const missing: string[] = [];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      if (files.has(path)) waiting.push(...importsOf(path));
      else missing.push(path);
    }
    expect(missing).toEqual([]);
    expect(seen.size).toBeGreaterThan(50);
    expect([files.has('package.json'), files.has('package-lock.json')]).toEqual([true, true]);
  });

  it('has no tests, recordings or hidden files', () => {
    expect([...files.keys()].filter((path) => /\.test\.ts$|__fixtures__|(^|\/)\./.test(path))).toEqual([]);
  });
});
