import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBedrockAgentClient } from '#agent/client/bedrock-agent-client.ts';
import { LOCAL_AGENTS } from '#infra/local/agent-ids.ts';
import { ensureData } from '#infra/local/ensure-data.ts';
import { openAgentThread } from '#infra/local/evals/agent-thread.ts';
import { EVAL_ROWS, evalClock, startEvalServices } from '#infra/local/evals/eval-services.ts';
import { openInProcessTarget } from '#infra/local/evals/in-process-target.ts';
import { startRuntimeOver } from '#infra/local/evals/runtime-over.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from '#infra/local/table-names.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { loadSuites } from './cases/load-suites.ts';
import { holdRun } from './runner/hold-run.ts';
import { machineClock } from './runner/run-clock.ts';
import type { ResultLine } from './runner/run-record.ts';
import type { Target } from './runner/target.ts';

const suites = await loadSuites([fileURLToPath(new URL('./suites', import.meta.url))]);
const cases = suites.flatMap((suite) => suite.cases);
const held = cases.filter(({ isKnownGap }) => !isKnownGap);

/** Over the wire a conversation of each suite is enough: both clients read the same events by the same code. Its results stand in tables, the others' in memory. */
const overTheWire = suites.flatMap(
  ({ cases: own }) =>
    own.find(
      ({ isKnownGap, isAlone, turns }) =>
        !isKnownGap && !isAlone && turns.every(({ fault }) => fault === undefined),
    ) ?? [],
);

/** On another thread: what is broken on purpose has to break there, and sellers have to be kept apart. */
const besides = ['faults', 'two-partners'].flatMap((name) =>
  held.filter(({ suite, isAlone }) => suite === name && !isAlone).slice(0, 2),
);

let dataDir: string;
let results: ReadonlyMap<string, ResultLine>;
let overWire: ReadonlyMap<string, ResultLine>;
let onThread: ReadonlyMap<string, ResultLine>;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'suites-'));
  const options = { dataDir, onProgress: () => {}, onFailure: () => {} };
  await ensureData({ ...options, rows: EVAL_ROWS, clock: evalClock() });
  const services = await startEvalServices(options);
  const target = await openInProcessTarget({
    services,
    dataDir,
    sellersFile: 'sellers.yaml',
    models: { choice: { kind: 'embedded' } },
    onFailure: () => {},
  });
  const runtime = await startRuntimeOver({ services, dataDir });
  const { agentId, aliasIds } = LOCAL_AGENTS.agents.standard;
  const remote = createBedrockAgentClient({
    ...localClientOptions,
    endpoint: runtime.endpoint,
    agentId,
    agentAliasId: aliasIds.dev,
    knowledgeBaseId: LOCAL_AGENTS.knowledgeBaseId,
    socketTimeoutMs: 60_000,
  });
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: services.dynamodb });
  const artifacts = createDynamoDbArtifactStore({
    client: dynamodb,
    tableName: TABLE_NAMES.results,
    organisation: LOCAL_ORGANISATION,
    clock: evalClock(),
  });
  closing.push(async () => dynamodb.destroy());
  closing.push(async () => remote.close(), runtime.close, target.close, services.close);
  results = await hold(target, held, 'in-process');
  const { athena, dynamodb: tables } = services;
  const thread = await openAgentThread(
    { athena, dynamodb: tables, dataDir, sellersFile: 'sellers.yaml', variant: {} },
    () => {},
  );
  closing.unshift(thread.close);
  const { ask, artifacts: own } = thread;
  onThread = await hold({ ...target, ask, artifacts: own }, besides, 'thread');
  overWire = await hold(
    { ...target, ask: (request) => remote.ask(request), artifacts, faults: new Set() },
    overTheWire,
    'wire',
  );
}, 300_000);

afterAll(async () => {
  for (const close of closing) await close();
  await rm(dataDir, { recursive: true });
});

async function hold(
  target: Target,
  wanted: typeof cases,
  runId: string,
): Promise<ReadonlyMap<string, ResultLine>> {
  const { run } = await holdRun({
    cases: wanted,
    target,
    dir: join(dataDir, runId),
    runId,
    selection: { files: ['evals/suites'] },
    clock: machineClock,
    signal: new AbortController().signal,
  });
  return new Map(run.results.map((line) => [line.caseId, line]));
}

describe('every suite on the agent in this process', () => {
  it.for(held.map((item) => [`${item.suite}: ${item.id}`, item.id] as const))('%s', ([, id]) => {
    expect(faultsOf(results.get(id))).toEqual([]);
  });
});

describe('a conversation of each suite over the wire', () => {
  it.for(overTheWire.map((item) => [`${item.suite}: ${item.id}`, item.id] as const))('%s', ([, id]) => {
    expect(faultsOf(overWire.get(id))).toEqual([]);
  });
});

describe('conversations on another thread', () => {
  it.for(besides.map((item) => [`${item.suite}: ${item.id}`, item.id] as const))('%s', ([, id]) => {
    expect(faultsOf(onThread.get(id))).toEqual([]);
  });
});

function faultsOf(line: ResultLine | undefined): string[] {
  if (line === undefined) return ['it was not held'];
  const faults = line.turns.flatMap(({ user, checks }) =>
    checks
      .filter(({ status }) => status === 'fail' || status === 'invalid')
      .map(({ name, detail = '' }) => `${user}: ${name}: ${detail}`),
  );
  return [...(line.error === undefined ? [] : [line.error]), ...faults];
}
