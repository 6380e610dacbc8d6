import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE_FILE, bundleLambda } from '../bundle/bundle-lambda.ts';
import { type JsonServices, startJsonServices } from '../bundle/json-services.double.ts';
import { LAMBDA_FUNCTIONS } from '../bundle/lambda-functions.ts';

/** What Lambda puts around a function that streams: requests in, one line of JSON an answer out. */
const HOST = `
globalThis.awslambda = {
  streamifyResponse: (handler) => handler,
  HttpResponseStream: { from: (stream, metadata) => Object.assign(stream, { metadata }) },
};
const { Writable } = await import('node:stream');
const { handler } = await import('./${BUNDLE_FILE}');
for (const [method, path] of JSON.parse(process.argv[2])) {
  const parts = [];
  const stream = new Writable({ write: (part, _, done) => { parts.push(Buffer.from(part)); done(); } });
  const http = { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' };
  await handler({
    version: '2.0', rawPath: path, rawQueryString: '', headers: { host: 'web.example.com' },
    requestContext: { http, domainName: 'web.example.com' }, isBase64Encoded: false,
  }, stream, {});
  const { statusCode, headers } = stream.metadata;
  console.log('answer ' + JSON.stringify({ path, statusCode, type: headers['content-type'], writes: parts.length, body: Buffer.concat(parts).toString().slice(0, 200) }));
}
`;

interface Answer {
  readonly path: string;
  readonly statusCode: number;
  readonly type: string;
  readonly body: string;
}

describe('the web as a Lambda', () => {
  let folder: string;
  let services: JsonServices;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web-lambda-'));
    services = await startJsonServices({
      'secretsmanager.GetSecretValue': () => ({
        SecretString: JSON.stringify({ sessionSecret: 'a secret of the tests' }),
      }),
    });
    const { files } = await bundleLambda(LAMBDA_FUNCTIONS.web);
    for (const [path, content] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await mkdir(join(folder, 'node_modules'));
    await symlink(resolve('node_modules/@aws-sdk'), join(folder, 'node_modules/@aws-sdk'));
    await writeFile(join(folder, 'host.mjs'), HOST);
  });
  afterAll(async () => {
    await services.close();
    await rm(folder, { recursive: true });
  });

  async function call(...requests: readonly (readonly [method: string, path: string])[]): Promise<Answer[]> {
    const child = spawn(process.execPath, ['host.mjs', JSON.stringify(requests)], {
      cwd: folder,
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'any',
        AWS_SECRET_ACCESS_KEY: 'any',
        AWS_MAX_ATTEMPTS: '1',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: services.endpoint,
        AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
        AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
        ORGANISATION: 'acme',
        RESULTS_TABLE: 'results',
        HISTORY_TABLE: 'history',
        SELLERS_TABLE: 'sellers',
        TURN_LEDGER_TABLE: 'ledger',
        RATE_LIMITS_TABLE: 'limits',
        BATCHES_TABLE: 'batches',
        BATCH_QUEUE_URL: 'http://127.0.0.1:9/batches.fifo',
        EVENT_BUS: 'bus',
        TURN_QUEUE_URL: 'http://127.0.0.1:9/queue.fifo',
        SESSION_SECRET_ID: 'session',
        PUBLIC_URL: 'https://web.example.com',
        OIDC_ISSUER: 'https://issuer.example.com',
        OIDC_CLIENT_ID: 'client',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
    });
    await once(child, 'close');
    return said
      .split('\n')
      .filter((line) => line.startsWith('answer '))
      .map((line) => JSON.parse(line.slice('answer '.length)) as Answer);
  }

  it('answers from its one file and what lies beside it, and names what is down', async () => {
    const answers = await call(
      ['GET', '/healthz'],
      ['GET', '/v1/openapi.json'],
      ['GET', '/v1/docs'],
      ['GET', '/icon.svg'],
      ['GET', '/v1/history'],
      ['GET', '/readyz'],
    );
    expect(answers.map(({ path, statusCode, type }) => [path, statusCode, type])).toEqual([
      ['/healthz', 200, 'application/json; charset=utf-8'],
      ['/v1/openapi.json', 200, 'application/json; charset=utf-8'],
      ['/v1/docs', 200, 'text/html; charset=utf-8'],
      ['/icon.svg', 200, 'image/svg+xml'],
      ['/v1/history', 401, 'application/problem+json'],
      ['/readyz', 503, 'application/json; charset=utf-8'],
    ]);
    expect(answers.at(-1)?.body).toContain('"name":"turn-ledger","state":"down"');
  });

  it('is not evaluated where there is no Lambda', async () => {
    expect((await import('./web.lambda.ts')).handler).toBeUndefined();
  });
});
