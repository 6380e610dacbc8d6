import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Cells of the rows of a page's tables, without their heads. */
function rowsOf(page: string): string[][] {
  return readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const paths = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

describe('the table of the design document', () => {
  const rows = rowsOf('infra/DESIGN-DOCUMENT.md').slice(1);

  it('names a place that is there for every item, or says why there is none', () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const [item, where, why] of rows) {
      const named = paths(where);
      expect([item, named.length > 0 || (where === '—' && (why ?? '').length > 20)]).toEqual([item, true]);
      for (const path of named) expect([item, path, existsSync(path)]).toEqual([item, path, true]);
    }
  });
});

describe('the threat model', () => {
  it('names for every threat what mitigates it, and a file that is there', () => {
    const rows = rowsOf('infra/THREATS.md').filter(([kind]) => /^[STRIDE]$/.test(kind ?? ''));
    expect(new Set(rows.map(([kind]) => kind))).toEqual(new Set('STRIDE'));
    for (const [, threat, mitigated, held] of rows) {
      expect([threat, (mitigated ?? '').length > 10, paths(held).length > 0]).toEqual([threat, true, true]);
      for (const path of paths(held)) expect([threat, path, existsSync(path)]).toEqual([threat, path, true]);
    }
  });
});

describe('the workflow of pull requests', () => {
  it('names only npm scripts that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const workflow = readFileSync('.github/workflows/pull-request.yml', 'utf8');
    const named = [...workflow.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named).toEqual(expect.arrayContaining(['lint', 'types', 'coverage', 'eval', 'synth']));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});
