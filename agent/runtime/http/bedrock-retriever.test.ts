import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createBedrockRetriever } from '#knowledge-base/documents/bedrock-retriever.ts';
import { describeRetriever } from '#knowledge-base/documents/retriever.contract.ts';
import { retrieverDouble } from '#knowledge-base/documents/retriever.double.ts';
import { RetrieverError, type RetrieverErrorCode } from '#knowledge-base/documents/retriever.ts';
import { TEST_KNOWLEDGE_BASE_ID } from '../test-agent.ts';
import { contractRetriever, knowledgeBaseServer, LOCAL_CLIENT } from './knowledge-base-server.double.ts';

const client = (endpoint: string, changes: Partial<Parameters<typeof createBedrockRetriever>[0]> = {}) =>
  createBedrockRetriever({
    ...LOCAL_CLIENT,
    endpoint,
    knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
    maxAttempts: 1,
    ...changes,
  });

describeRetriever('createBedrockRetriever over our runtime', async (chunks) => {
  const server = knowledgeBaseServer(contractRetriever(chunks));
  const { endpoint } = await server.start();
  const retriever = client(endpoint);
  return {
    retriever,
    close: async () => {
      retriever.close();
      await server.close();
    },
  };
});

describe('createBedrockRetriever', () => {
  const opened: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });
  const { signal } = new AbortController();

  async function scripted(handler: Parameters<typeof createServer>[1]): Promise<string> {
    const server: Server = createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it.for([
    ['retriever-throttled', 'retriever-throttled'],
    ['retriever-denied', 'retriever-denied'],
    ['retriever-unavailable', 'retriever-unavailable'],
    ['retriever-rejected', 'retriever-rejected'],
    ['retriever-failed', 'retriever-failed'],
  ] as const satisfies readonly (readonly [RetrieverErrorCode, RetrieverErrorCode])[])(
    'tells %s as what it is, through the service’s exceptions',
    async ([thrown, seen]) => {
      const broken = { retrieve: () => Promise.reject(new RetrieverError(thrown, 'on purpose')) };
      const server = knowledgeBaseServer(broken);
      const { endpoint } = await server.start();
      const retriever = client(endpoint);
      opened.push(
        () => retriever.close(),
        () => server.close(),
      );
      await expect(retriever.retrieve({ text: 'x', limit: 1, signal })).rejects.toMatchObject({
        code: seen,
        message: expect.stringContaining('on purpose'),
      });
    },
  );

  it('says that there is no such knowledge base', async () => {
    const server = knowledgeBaseServer(contractRetriever());
    const { endpoint } = await server.start();
    const retriever = client(endpoint, { knowledgeBaseId: 'OTHERKB001' });
    opened.push(
      () => retriever.close(),
      () => server.close(),
    );
    await expect(retriever.retrieve({ text: 'x', limit: 1, signal })).rejects.toMatchObject({
      code: 'retriever-not-found',
    });
  });

  it('asks again where it was throttled, as often as it may', async () => {
    let asked = 0;
    const endpoint = await scripted((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json');
      if (asked < 3) response.writeHead(429, { 'x-amzn-errortype': 'ThrottlingException' }).end('{}');
      else response.end(JSON.stringify({ retrievalResults: [] }));
    });
    const retriever = client(endpoint, { maxAttempts: 3 });
    opened.push(() => retriever.close());
    expect(await retriever.retrieve({ text: 'x', limit: 1, signal })).toEqual([]);
    expect(asked).toBe(3);
  });

  it.for([
    ['is silent', () => {}, 'retriever-timeout'],
    [
      'cuts the connection',
      (_request: unknown, response: { destroy(): unknown }) => void response.destroy(),
      'retriever-unavailable',
    ],
  ] as const)('fails when the service %s', async ([, handler, code]) => {
    const endpoint = await scripted(handler as Parameters<typeof createServer>[1]);
    const retriever = client(endpoint, { requestTimeoutMs: 50 });
    opened.push(() => retriever.close());
    await expect(retriever.retrieve({ text: 'x', limit: 1, signal })).rejects.toMatchObject({ code });
  });

  it('fails when nobody listens', async () => {
    const retriever = client('http://127.0.0.1:9');
    opened.push(() => retriever.close());
    await expect(retriever.retrieve({ text: 'x', limit: 1, signal })).rejects.toMatchObject({
      code: 'retriever-unavailable',
    });
  });

  it('turns page after page, and leaves out what cannot be cited', async () => {
    const many = Array.from({ length: 250 }, (_, at) => ({
      uri: `s3://docs/${at}.md`,
      text: 'credits',
      metadata: { at },
    }));
    const documents = retrieverDouble(many);
    const server = knowledgeBaseServer(documents);
    const { endpoint } = await server.start();
    const retriever = client(endpoint);
    opened.push(
      () => retriever.close(),
      () => server.close(),
    );
    const passages = await retriever.retrieve({ text: 'credits', limit: 230, signal });
    expect(passages.map(({ metadata }) => metadata.at)).toEqual(many.slice(0, 230).map((_, at) => at));
    expect(documents.queries.map(({ limit }) => limit)).toEqual([101, 201, 301]);
    const odd = await scripted((_request, response) => {
      response.setHeader('content-type', 'application/json');
      const words = { content: { text: 'words' }, metadata: { odd: { nested: 1 }, none: null, list: [1] } };
      const there = { ...words, location: { type: 'S3', s3Location: { uri: 's3://a.md' } } };
      response.end(JSON.stringify({ retrievalResults: [words, { location: there.location }, there] }));
    });
    const other = client(odd);
    opened.push(() => other.close());
    expect(await other.retrieve({ text: 'x', limit: 5, signal })).toEqual([
      { text: 'words', uri: 's3://a.md', metadata: {}, score: 0 },
    ]);
  });
});
