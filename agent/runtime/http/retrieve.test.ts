import {
  BedrockAgentRuntimeClient,
  paginateRetrieve,
  type RetrievalFilter,
  RetrieveAndGenerateCommand,
  RetrieveAndGenerateStreamCommand,
  RetrieveCommand,
  type RetrieveCommandInput,
} from '@aws-sdk/client-bedrock-agent-runtime';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { FILTER_OPERATORS, matchesFilter } from '#knowledge-base/documents/filter.ts';
import { CONTRACT_CHUNKS, CONTRACT_FILTERS } from '#knowledge-base/documents/retriever.contract.ts';
import type { Retriever } from '#knowledge-base/documents/retriever.ts';
import { scriptedModel } from '../models/scripted-model.ts';
import { TEST_KNOWLEDGE_BASE_ID } from '../test-agent.ts';
import { contractRetriever, knowledgeBaseServer, LOCAL_CLIENT } from './knowledge-base-server.double.ts';
import { readPageToken, writePageToken } from './page-token.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function open(options: Parameters<typeof knowledgeBaseServer>[1] = {}, retriever?: Retriever) {
  const server = knowledgeBaseServer(retriever ?? contractRetriever(), options);
  const { endpoint } = await server.start();
  // The SDK's own defaults: HTTP/2.
  const client = new BedrockAgentRuntimeClient({ ...LOCAL_CLIENT, endpoint, maxAttempts: 1 });
  opened.push(
    () => client.destroy(),
    () => server.close(),
  );
  return { client, endpoint };
}

const asking = (
  vectorSearchConfiguration: object = {},
  changes: Partial<RetrieveCommandInput> = {},
): RetrieveCommandInput => ({
  knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
  retrievalQuery: { text: 'credits' },
  retrievalConfiguration: { vectorSearchConfiguration },
  ...changes,
});

describe('Retrieve through the SDK', () => {
  it('gives five results in the service’s shape where nothing is said', async () => {
    const { client } = await open();
    const map = CONTRACT_CHUNKS[0];
    const { retrievalResults = [], nextToken } = await client.send(
      new RetrieveCommand({
        knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
        retrievalQuery: { text: 'migration credits in three phases' },
      }),
    );
    expect(retrievalResults).toHaveLength(5);
    expect(nextToken).toEqual(expect.any(String));
    expect(retrievalResults[0]).toEqual({
      content: { type: 'TEXT', text: map?.text },
      location: { type: 'S3', s3Location: { uri: map?.uri } },
      metadata: {
        ...map?.metadata,
        'x-amz-bedrock-kb-source-uri': map?.uri,
        'x-amz-bedrock-kb-chunk-id': map?.chunkId,
        'x-amz-bedrock-kb-data-source-id': 'LOCALDS001',
      },
      score: expect.any(Number),
    });
  });

  it.for(CONTRACT_FILTERS)('filters by %j, over all pages', async (filter) => {
    const { client } = await open();
    const found: string[] = [];
    const input = asking({
      numberOfResults: 2,
      overrideSearchType: 'HYBRID',
      filter: filter as RetrievalFilter,
    });
    for await (const page of paginateRetrieve({ client }, input)) {
      expect(page.retrievalResults?.length).toBeLessThanOrEqual(2);
      found.push(...(page.retrievalResults ?? []).map(({ metadata }) => String(metadata?.document_id)));
    }
    const held = CONTRACT_CHUNKS.filter(({ metadata }) => matchesFilter(filter, metadata as never));
    expect(found.sort()).toEqual(
      held
        .map(({ documentId }) => documentId)
        .filter((id) => id !== 'stages')
        .sort(),
    );
    expect(Object.keys(filter)[0]).toSatisfy((operator) => FILTER_OPERATORS.includes(operator));
  });

  it('takes an ARN for the id', async () => {
    const { client } = await open();
    const knowledgeBaseId = `arn:aws:bedrock:us-east-1:123456789012:knowledge-base/${TEST_KNOWLEDGE_BASE_ID}`;
    const { retrievalResults } = await client.send(new RetrieveCommand(asking({}, { knowledgeBaseId })));
    expect(retrievalResults).toHaveLength(5);
  });

  it('takes a token for its own query only', async () => {
    const { client } = await open();
    const { nextToken } = await client.send(new RetrieveCommand(asking()));
    const next = await client.send(new RetrieveCommand(asking({}, { nextToken })));
    expect(next.retrievalResults).toHaveLength(5);
    expect(next.nextToken).toBeUndefined();
    for (const other of [
      asking({ numberOfResults: 6 }, { nextToken }),
      asking({ filter: CONTRACT_FILTERS[0] }, { nextToken }),
      asking({}, { nextToken, retrievalQuery: { text: 'other' } }),
    ])
      await expect(client.send(new RetrieveCommand(other))).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('nextToken: of another query'),
      });
    await expect(client.send(new RetrieveCommand(asking({}, { nextToken: 'made-up' })))).rejects.toThrow(
      'nextToken: not a token of this service',
    );
  });

  const one = { equals: { key: 'a', value: 1 } };
  const settings = 'retrievalConfiguration.vectorSearchConfiguration';
  it.for([
    [asking({}, { knowledgeBaseId: 'short' }), 'knowledgeBaseId: ten letters and digits'],
    [asking({}, { retrievalQuery: { text: ' ' } }), 'retrievalQuery.text: words to search for'],
    [asking({}, { retrievalQuery: { text: 'x'.repeat(20_001) } }), 'retrievalQuery.text: at most 20000'],
    [asking({ numberOfResults: 0 }), `${settings}.numberOfResults: a whole number from 1 to 100`],
    [asking({ numberOfResults: 101 }), `${settings}.numberOfResults: a whole number from 1 to 100`],
    [asking({ overrideSearchType: 'SEMANTIC' }), `${settings}.overrideSearchType: SEMANTIC is not supported`],
    [asking({ overrideSearchType: 'FUZZY' }), `${settings}.overrideSearchType: HYBRID or SEMANTIC`],
    [
      asking({ implicitFilterConfiguration: { metadataAttributes: [], modelArn: 'm' } }),
      `${settings}.implicitFilterConfiguration: implicitFilterConfiguration is not supported`,
    ],
    [
      asking({ rerankingConfiguration: { type: 'BEDROCK_RERANKING_MODEL' } }),
      `${settings}.rerankingConfiguration: rerankingConfiguration is not supported`,
    ],
    [asking({ filter: { andAll: [one] } }), `${settings}.filter.andAll: a list of two filters or more`],
    [asking({ filter: { orAll: [one] } }), `${settings}.filter.orAll: a list of two filters or more`],
    [
      asking({ filter: { greaterThan: { key: 'a', value: '2026' } } }),
      `${settings}.filter.greaterThan.value: a number`,
    ],
  ] as const)('refuses %#, naming the field', async ([input, words]) => {
    const { client } = await open();
    await expect(client.send(new RetrieveCommand(input as RetrieveCommandInput))).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
      message: expect.stringContaining(words),
    });
  });

  it.for([
    ['not JSON', '{', 400, 'ValidationException'],
    ['a list', '[]', 400, 'ValidationException'],
    [
      'two operators',
      JSON.stringify(asking({ filter: { ...one, notEquals: one.equals } })),
      400,
      'ValidationException',
    ],
    ['too much', 'x'.repeat(1_000_001), 400, 'ValidationException'],
  ] as const)('refuses a body that is %s', async ([, body, status, type]) => {
    const { endpoint } = await open();
    const path = `/knowledgebases/${TEST_KNOWLEDGE_BASE_ID}/retrieve`;
    const response = await fetch(`${endpoint}${path}`, { method: 'POST', body });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([status, type]);
  });

  it('says that there is no such knowledge base, and ends a search that hangs', async () => {
    const { client } = await open();
    const other = new RetrieveCommand(asking({}, { knowledgeBaseId: 'OTHERKB001' }));
    await expect(client.send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const hanging: Retriever = {
      retrieve: ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const slow = await open({ timeoutMs: 30 }, hanging);
    await expect(slow.client.send(new RetrieveCommand(asking()))).rejects.toMatchObject({
      name: 'DependencyFailedException',
      message: 'no answer within 0.03 s',
    });
  });
});

describe('page tokens', () => {
  it('lead back to where they were made, and nowhere from anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 999 }), fc.string(), (query, offset, text) => {
        expect(readPageToken(writePageToken(query, offset), query)).toBe(offset);
        expect(() => readPageToken(text, query)).toThrow('nextToken');
        expect(() => readPageToken(writePageToken([query], offset), query)).toThrow('another query');
      }),
    );
  });
});

const OLD = CONTRACT_CHUNKS.find(({ documentId }) => documentId === 'old');

const generating = (text: string, configuration: object = {}) => ({
  input: { text },
  retrieveAndGenerateConfiguration: {
    type: 'KNOWLEDGE_BASE' as const,
    knowledgeBaseConfiguration: {
      knowledgeBaseId: TEST_KNOWLEDGE_BASE_ID,
      modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
      retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3 } },
      ...configuration,
    },
  },
});

const answering = () =>
  scriptedModel().addTurn({
    events: [
      { type: 'text-delta', text: 'They ended.' },
      { type: 'citation', citation: { start: 0, end: 10, source: { uri: OLD?.uri ?? '', text: '' } } },
      { type: 'citation', citation: { start: 0, end: 10, source: { uri: 's3://made/up.md', text: '' } } },
      { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 },
    ],
  });

const CITED = {
  generatedResponsePart: { textResponsePart: { text: 'They ended', span: { start: 0, end: 9 } } },
  retrievedReferences: [
    {
      content: { type: 'TEXT', text: OLD?.text },
      location: { type: 'S3', s3Location: { uri: OLD?.uri } },
      metadata: expect.objectContaining({ document_id: 'old', effective_to: 20251231 }),
    },
  ],
};

describe('RetrieveAndGenerate through the SDK', () => {
  it('answers in the model’s words, citing what was retrieved, without scores', async () => {
    const model = answering();
    const { client } = await open({ model });
    const answer = await client.send(new RetrieveAndGenerateCommand(generating('Which credits ended?')));
    expect(answer).toMatchObject({ sessionId: expect.any(String), output: { text: 'They ended.' } });
    expect(answer.citations).toEqual([CITED]);
    expect(model.requests[0]?.promptSessionAttributes).toEqual({ today: '2026-11-25' });
    expect(model.requests[0]?.messages.at(-1)?.content).toMatchObject([
      { toolResult: { json: { code: 'ok', passages: expect.any(Array) } } },
    ]);
  });

  it('streams the same', async () => {
    const { client } = await open({ model: answering() });
    const { sessionId, stream } = await client.send(
      new RetrieveAndGenerateStreamCommand(generating('Which credits ended?')),
    );
    const events = [];
    for await (const event of stream ?? []) events.push(event);
    expect(sessionId).toEqual(expect.any(String));
    expect(events).toEqual([
      { output: { text: 'They ended.' } },
      { citation: { citation: CITED, ...CITED } },
    ]);
  });

  it('asks no model where nothing was found, and has no answer where the model has none', async () => {
    const model = scriptedModel().uses([{ name: 'anything', input: {} }]);
    const { client } = await open({ model });
    const unable = { output: { text: 'Sorry, I am unable to assist you with this request.' }, citations: [] };
    const nothing = await client.send(new RetrieveAndGenerateCommand(generating('漢字')));
    expect([nothing, model.requests.length]).toMatchObject([unable, 0]);
    const searching = await client.send(new RetrieveAndGenerateCommand(generating('credits')));
    expect(searching).toMatchObject(unable);
  });

  it.for([
    [generating('x'.repeat(1_001)), 'input.text: at most 1000'],
    [generating(''), 'input.text: a question is needed'],
    [{ ...generating('x'), sessionId: 's-1' }, 'sessionId is not supported'],
    [generating('x', { generationConfiguration: {} }), 'generationConfiguration is not supported'],
    [generating('x', { modelArn: '' }), 'modelArn: not empty'],
    [{ input: { text: 'x' } }, 'retrieveAndGenerateConfiguration: needed'],
  ] as const)('refuses %#, naming the field', async ([input, words]) => {
    const { client } = await open();
    await expect(client.send(new RetrieveAndGenerateCommand(input as never))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(words),
    });
  });
});
