import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPath, ROUTES } from './control-plane-routes.ts';

describe('matchPath', () => {
  it('reads the labels of every route, with and without the last slash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROUTES), fc.array(fc.webSegment()), (route, words) => {
        let index = 0;
        const labels: Record<string, string> = {};
        const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
          const word = words[index % Math.max(words.length, 1)] || 'x';
          index += 1;
          labels[name] = word;
          return word;
        });
        expect(matchPath(route.path, path)).toEqual(labels);
        expect(matchPath(route.path, path.slice(0, -1))).toEqual(labels);
      }),
    );
  });

  it('matches at most one route of a method for any path', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'), (path, method) => {
        const matches = ROUTES.filter((route) => route.method === method && matchPath(route.path, path));
        expect(matches.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
