import type { ServedRoute } from './serve-route.ts';

export type Match =
  | {
      readonly kind: 'found';
      readonly served: ServedRoute;
      readonly params: Readonly<Record<string, string>>;
    }
  /** The path is there, with other methods. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  /** A part of the path is no encoded text. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'none' };

/** Finds the route of a path: of those that match, the one with most of its path spelt out. */
export function createMatcher(routes: readonly ServedRoute[]): (method: string, path: string) => Match {
  const compiled = routes
    .map((served) => ({ served, ...compile(served.route.path) }))
    .sort((a, b) => b.spelt - a.spelt);
  return (method, path) => {
    const matching = compiled.flatMap((each) => {
      const values = each.pattern.exec(path);
      return values === null ? [] : [{ ...each, values }];
    });
    // Of paths that match in different ways only the first counts: `/x/{id}.csv` before `/x/{id}`.
    const path0 = matching[0]?.served.route.path;
    const same = matching.filter(({ served }) => served.route.path === path0);
    const found = same.find(({ served }) => served.route.method === (method === 'HEAD' ? 'GET' : method));
    if (found === undefined)
      return same.length === 0
        ? { kind: 'none' }
        : { kind: 'other-method', allow: same.map(({ served }) => served.route.method) };
    try {
      const params = found.names.map((name, index) => [
        name,
        decodeURIComponent(found.values[index + 1] ?? ''),
      ]);
      return { kind: 'found', served: found.served, params: Object.fromEntries(params) };
    } catch {
      return { kind: 'malformed' };
    }
  };
}

function compile(path: string) {
  const names: string[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  return { names, pattern: new RegExp(`^${source}$`), spelt: path.replace(/\{[^}]+\}/g, '').length };
}
