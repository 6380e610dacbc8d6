import { posix } from 'node:path';

/** Names of a module and of everything it imports statically, itself first, each once; dynamic imports are left out. */
export function moduleImports(entry: string, sourceOf: (name: string) => string): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, target = ''] of sourceOf(name).matchAll(STATIC_IMPORT))
      visit(posix.join(posix.dirname(name), target));
  };
  visit(entry);
  return [...found];
}

/** At the start of a line, as the formatter writes it; `import('…')` and `import('…').Type` of a comment are none. */
const STATIC_IMPORT = /^(?:import|export)\s(?:[^'"();]*?\sfrom\s)?['"](\.{1,2}\/[^'"]+)['"]/gm;
