import { type BuildOptions, build, type Plugin } from 'esbuild';

export interface LambdaBundle {
  /** Of the one file that is deployed; the AWS SDK is the runtime's own. */
  readonly bytes: number;
  readonly code: Uint8Array;
}

/** What Bolt loads for ways of receiving that a Lambda does not use. */
export const UNUSED_BY_BOLT = ['express', 'raw-body', '@slack/socket-mode', '@slack/oauth'] as const;

/** A Lambda's entry as one CommonJS file, minified; `empty` modules are left without content. */
export async function bundleLambda(entry: string, empty: readonly string[] = []): Promise<LambdaBundle> {
  const options = {
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    write: false,
    external: ['@aws-sdk/*'],
    plugins: [emptied(empty)],
    logLevel: 'error',
  } as const satisfies BuildOptions;
  const { outputFiles } = await build(options);
  const [file] = outputFiles;
  if (file === undefined) throw new TypeError(`${entry} gave no file`);
  return { bytes: file.contents.byteLength, code: file.contents };
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
