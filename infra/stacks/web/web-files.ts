import { Hono } from 'hono';
import { readAssets } from '#channels/web/assets.ts';
import { addShellRoutes } from '#channels/web/pages/shell-routes.ts';
import { SHELL_PATHS } from './web-stack.ts';

/** A file of the bucket behind CloudFront, as the application itself would send it. */
export interface WebFile {
  /** Its key: its address without the slash before it. */
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The hashed assets and the offline shell, asked of the application's own routes. */
export async function webFiles(): Promise<readonly WebFile[]> {
  const app = new Hono();
  const assets = readAssets();
  assets.addRoutes(app);
  addShellRoutes(app, assets);
  const paths = [...new Set([...assets.shell, ...SHELL_PATHS])].toSorted();
  return Promise.all(
    paths.map(async (path) => {
      const response = await app.request(path);
      if (response.status !== 200) throw new TypeError(`${path} is answered with ${response.status}`);
      return {
        key: path.slice(1),
        content: new Uint8Array(await response.arrayBuffer()),
        contentType: response.headers.get('Content-Type') ?? 'application/octet-stream',
        cacheControl: response.headers.get('Cache-Control') ?? 'no-cache',
      };
    }),
  );
}

/** How the files get into a bucket: assets first, so that the shell names nothing that is not there. */
export function uploadCommands(files: readonly WebFile[], folder: string, bucket: string): readonly string[] {
  const isAsset = ({ key }: WebFile) => key.startsWith('assets/');
  const ordered = [...files.filter(isAsset), ...files.filter((file) => !isAsset(file))];
  return ordered.map(
    ({ cacheControl, contentType, key }) =>
      `aws s3 cp '${folder}/${key}' 's3://${bucket}/${key}' --content-type '${contentType}' --cache-control '${cacheControl}'`,
  );
}
