import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Context, Hono } from 'hono';
import { moduleImports } from './module-imports.ts';

/** Everything a browser is sent beside pages: one version for all of it, so that its addresses never change meaning. */
export interface Assets {
  /** Of the content: 12 hexadecimal digits. */
  readonly version: string;
  /** Address of a file of `style/`, `browser/` or `icons/`. @throws {TypeError} when there is none. */
  path(name: string): string;
  /** Addresses of a module and of all that it imports statically, itself first. */
  modules(name: string): readonly string[];
  /** Addresses that the pages need to open without the server. */
  readonly shell: readonly string[];
  addRoutes(app: Hono): void;
}

interface Asset {
  readonly content: Buffer;
  readonly zipped: Buffer | undefined;
  readonly type: string;
}

/** Reads the folders once. Modules are sent as they are: there is no build. */
export function readAssets(): Assets {
  const files = new Map<string, Asset>([['style.css', assetOf('style.css', Buffer.from(styleSheet()))]]);
  for (const name of filesOf('browser', /\.js$/)) files.set(name, read('browser', name));
  for (const name of filesOf('icons', /\.(png|svg)$/)) files.set(name, read('icons', name));
  const version = versionOf(files);
  const path = (name: string) => {
    if (!files.has(name)) throw new TypeError(`no asset is called ${name}`);
    return `/assets/${version}/${name}`;
  };
  const names = (entry: string): readonly string[] =>
    moduleImports(entry, (name) => {
      const file = files.get(name);
      if (file === undefined) throw new TypeError(`no module is called ${name}`);
      return file.content.toString('utf8');
    });
  return {
    version,
    path,
    modules: (name) => names(name).map(path),
    shell: [...files.keys()].filter((name) => !name.startsWith('worker/')).map(path),
    addRoutes(app) {
      app.get('/assets/:version/:name{.+}', (context) => {
        const asset = files.get(context.req.param('name'));
        if (asset === undefined) return context.notFound();
        // A page of an older version gets what there is, and keeps it no longer than it is open.
        const isCurrent = context.req.param('version') === version;
        return send(context, asset, isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache');
      });
      const icon = files.get('icon.svg');
      if (icon !== undefined) app.get('/icon.svg', (context) => send(context, icon, 'public, max-age=86400'));
      const worker = files.get('worker/service-worker.js');
      if (worker !== undefined) app.get('/service-worker.js', (context) => send(context, worker, 'no-cache'));
    },
  };
}

/** In this order: what comes later overrides. */
const STYLE_PARTS = [
  'tokens',
  'base',
  'frame',
  'form',
  'answer',
  'result',
  'chart',
  'tabs',
  'history',
  'arriving',
  'print',
];

function styleSheet(): string {
  return STYLE_PARTS.map((part) => readFileSync(new URL(`style/${part}.css`, import.meta.url), 'utf8')).join(
    '\n',
  );
}

function filesOf(folder: string, pattern: RegExp): readonly string[] {
  const entries = readdirSync(new URL(`${folder}/`, import.meta.url), { recursive: true, encoding: 'utf8' });
  return entries
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => pattern.test(name))
    .toSorted();
}

function read(folder: string, name: string): Asset {
  return assetOf(name, readFileSync(new URL(`${folder}/${name}`, import.meta.url)));
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

function assetOf(name: string, content: Buffer): Asset {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const zipped = ending === 'png' ? undefined : gzipSync(content, { level: 9 });
  return { content, zipped, type: TYPES[ending] ?? 'application/octet-stream' };
}

function versionOf(files: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { content }] of files) hash.update(`${name}\0${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 12);
}

function send(context: Context, { content, zipped, type }: Asset, cacheControl: string): Response {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(
    context.req.header('accept-encoding') ?? '',
  );
  const body = zipped !== undefined && takesGzip ? zipped : content;
  return new Response(new Uint8Array(body), {
    headers: {
      'Content-Type': type,
      'Cache-Control': cacheControl,
      ...(zipped !== undefined && { Vary: 'Accept-Encoding' }),
      ...(body === zipped && { 'Content-Encoding': 'gzip' }),
    },
  });
}
