import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** What is deployed: files by their path, the code among them. */
export interface LambdaBundle {
  /** Of the code, which is one file; the AWS SDK is the runtime's own. */
  readonly bytes: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface LambdaSource {
  /** The module whose exports are the handlers, from the top of the repository. */
  readonly entry: string;
  /** Modules that are left without content. */
  readonly empty?: readonly string[];
  /** Files and folders that the code reads beside itself, from the top of the repository. */
  readonly assets?: readonly string[];
}

/** The name of the code's file; its handlers are `index.handler` and the like. */
export const BUNDLE_FILE = 'index.mjs';

/** What Bolt loads for ways of receiving that a Lambda does not use. */
export const UNUSED_BY_BOLT = ['express', 'raw-body', '@slack/socket-mode', '@slack/oauth'] as const;

/** Packages that are CommonJS ask for Node's own modules by `require`. */
const REQUIRE = `import{createRequire as c}from'node:module';const require=c(import.meta.url);`;

/** A Lambda's entry as one minified module, and what it reads beside it. The same source gives the same bytes. */
export async function bundleLambda({ entry, empty = [], assets = [] }: LambdaSource): Promise<LambdaBundle> {
  const options = {
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    write: false,
    external: ['@aws-sdk/*'],
    banner: { js: REQUIRE },
    plugins: [emptied(empty)],
    logLevel: 'error',
  } as const satisfies BuildOptions;
  const { outputFiles } = await build(options);
  const [file] = outputFiles;
  if (file === undefined) throw new TypeError(`${entry} gave no file`);
  const files = new Map([[BUNDLE_FILE, file.contents]]);
  for (const asset of assets)
    for (const path of await filesOf(asset))
      files.set(basename(asset) + path.slice(asset.length), await readFile(path));
  return { bytes: file.contents.byteLength, files };
}

/** A file, or all files of a folder in the order of their names. */
async function filesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function emptied(names: readonly string[]): Plugin {
  return {
    name: 'emptied',
    setup(building) {
      building.onResolve({ filter: /^[^./]/ }, ({ path }) =>
        names.includes(path) ? { path, namespace: 'emptied' } : undefined,
      );
      // Its messages in fifty languages, of which it uses English, which it has apart.
      building.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, importer }) =>
        importer.includes('/node_modules/zod/') ? { path, namespace: 'emptied' } : undefined,
      );
      building.onLoad({ filter: /.*/, namespace: 'emptied' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}
