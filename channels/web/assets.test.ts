import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { testWeb } from './__fixtures__/test-web.ts';
import { readAssets } from './assets.ts';
import { moduleImports } from './module-imports.ts';

/** A seller's first page may load so much of JavaScript, compressed. */
const MOST_SCRIPT_BYTES = 25 * 1024;

describe('readAssets', () => {
  const assets = readAssets();

  it('gives each file an address of its version, and keeps the name of nothing else', () => {
    expect(assets.path('style.css')).toBe(`/assets/${assets.version}/style.css`);
    expect(() => assets.path('../security.ts')).toThrow('no asset is called ../security.ts');
    expect(assets.modules('form/form.js')).toContain(assets.path('words.js'));
  });

  it('sends them for good under their version, compressed where that is taken', async () => {
    const web = testWeb();
    const plain = await web.get(assets.path('page.js'));
    const zipped = await web.get(assets.path('page.js'), { 'accept-encoding': 'br, gzip' });
    const refused = await web.get(assets.path('page.js'), { 'accept-encoding': 'gzip;q=0' });
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect([zipped.headers.get('content-encoding'), refused.headers.get('content-encoding')]).toEqual([
      'gzip',
      null,
    ]);
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()).toBe(await plain.text());
  });

  it('sends what there is to a page of an older version, and says what is not there', async () => {
    const web = testWeb();
    const older = await web.get('/assets/000000000000/page.js');
    expect([older.status, older.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const paths = ['none.js', '..%2fsecurity.ts', ''];
    const statuses = await Promise.all(
      paths.map(async (name) => (await web.get(`/assets/${assets.version}/${name}`)).status),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });

  it.for(['form/form.js', 'dashboard/dashboard.js'])(
    'keeps what a page with %s loads at first small',
    async (entry) => {
      const web = testWeb();
      const paths = new Set([...assets.modules('page.js'), ...assets.modules(entry)]);
      const sizes = await Promise.all(
        [...paths].map(async (path) => {
          const response = await web.get(path, { 'accept-encoding': 'gzip' });
          return (await response.arrayBuffer()).byteLength;
        }),
      );
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_SCRIPT_BYTES);
    },
  );

  it('lists for the offline shell only what is there', async () => {
    const web = testWeb();
    const listed = (await (await web.get('/shell.json')).json()) as readonly string[];
    const statuses = await Promise.all(listed.map(async (path) => (await web.get(path)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(listed.some((path) => path.startsWith('/answers') || path === '/')).toBe(false);
  });
});

describe('moduleImports', () => {
  it('follows static imports once each, cycles too, and leaves dynamic ones and comments out', () => {
    const sources: Readonly<Record<string, string>> = {
      'a/one.js':
        "import { x } from './two.js';\nimport '../three.js';\n/** @type {import('./no.js').X} */\nawait import('./no.js');\n",
      'a/two.js': "export { y } from '../three.js';\nimport {\n  z,\n} from './one.js';\n",
      'three.js': "const text = 'import no';\n",
    };
    expect(moduleImports('a/one.js', (name) => sources[name] ?? '')).toEqual([
      'a/one.js',
      'a/two.js',
      'three.js',
    ]);
  });
});
