import { buildIndex } from '#knowledge-base/documents/index/build-index.ts';
import {
  CHUNK_INDEX_SETTINGS,
  createIndexRetriever,
  indexedChunk,
} from '#knowledge-base/documents/index-retriever.ts';
import { CONTRACT_CHUNKS } from '#knowledge-base/documents/retriever.contract.ts';
import type { Retriever } from '#knowledge-base/documents/retriever.ts';
import type { Model } from '../models/model.ts';
import { scriptedModel } from '../models/scripted-model.ts';
import { TEST_KNOWLEDGE_BASE_ID, testRuntime } from '../test-agent.ts';
import { createRuntimeServer, type RunningServer } from './runtime-server.ts';

/** Our index over the documents of the retrievers' contract. */
export function contractRetriever(chunks = CONTRACT_CHUNKS): Retriever {
  const index = buildIndex(chunks.map(indexedChunk), CHUNK_INDEX_SETTINGS);
  return createIndexRetriever({ index, chunks, dataSourceId: 'LOCALDS001' });
}

/** What an SDK needs to talk to a server of this machine. */
export const LOCAL_CLIENT = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** A runtime's server with one knowledge base, TEST_KNOWLEDGE_BASE_ID. */
export function knowledgeBaseServer(
  retriever: Retriever,
  { model = scriptedModel(), timeoutMs }: { readonly model?: Model; readonly timeoutMs?: number } = {},
): RunningServer {
  let ids = 0;
  return createRuntimeServer({
    runtime: testRuntime(model),
    knowledgeBases: {
      retriever: (id) => (id === TEST_KNOWLEDGE_BASE_ID ? retriever : undefined),
      model,
      clock: () => new Date('2026-11-25T09:00:00Z'),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    newId: () => {
      ids += 1;
      return `request-${ids}`;
    },
    graceMs: 50,
  });
}
