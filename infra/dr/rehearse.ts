import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { createTables, startDynamoDb } from '../local/dynamodb.ts';
import { localClientOptions } from '../local/local-client-options.ts';
import { DEPLOYED_TABLES } from '../stacks/data/deployed-tables.ts';
import { copyLake, LAKE_PARTS, lakeFingerprint } from './folder-backup.ts';
import { writeSampleItems } from './sample-items.ts';
import { backUpTable, fingerprintOf, restoreTable, type TableFingerprint } from './table-backup.ts';

/** What became of one table or of the lake, in items or files. */
export interface StoreResult {
  readonly store: string;
  readonly backedUp: number;
  /** Written after the backup: what a restore from it does not bring back. */
  readonly writtenAfter: number;
  /** Still to be read after the loss; 0 when the loss was one. */
  readonly leftAfterLoss: number;
  readonly restored: number;
  /** In the backup and not restored, or restored otherwise. */
  readonly missing: number;
  readonly unexpected: number;
}

export interface DrillReport {
  readonly stores: readonly StoreResult[];
  /** Whether everything that was backed up is there again, and nothing else. */
  readonly equal: boolean;
  readonly steps: readonly { readonly step: string; readonly tookMs: number }[];
  readonly isSample: boolean;
}

export interface RehearseOptions {
  /** Holds the rehearsal's copies; removed at its end. */
  readonly workDir: string;
  /** A data folder whose published files and tables are copied and rehearsed on; sample items without one. */
  readonly dataDir?: string;
  readonly onProgress: (message: string) => void;
  /** For the drill's own test: spoils a table's backup between backup and restore. */
  readonly tamper?: (backupFolder: string) => Promise<void>;
}

const TABLE_INPUTS = Object.values(DEPLOYED_TABLES).map(({ name, declaration }) =>
  createTableInput(name, declaration),
);
const TABLE_NAMES = Object.values(DEPLOYED_TABLES).map(({ name }) => name);

/**
 * Backs up, loses and restores the stores on this machine, on copies, and compares item by item and file by file.
 * It shows that the steps work together; how long they take in AWS it cannot show.
 */
export async function rehearse(options: RehearseOptions): Promise<DrillReport> {
  const { workDir, dataDir, onProgress } = options;
  const steps: { step: string; tookMs: number }[] = [];
  const timed = async <Result>(step: string, run: () => Promise<Result>): Promise<Result> => {
    onProgress(`${step} …`);
    const startedAt = performance.now();
    const result = await run();
    steps.push({ step, tookMs: Math.round(performance.now() - startedAt) });
    return result;
  };
  await mkdir(workDir, { recursive: true });
  const work = await mkdtemp(join(workDir, 'drill-'));
  const [live, backup] = [join(work, 'live'), join(work, 'backup')];
  await Promise.all([mkdir(join(live, 'dynamodb'), { recursive: true }), mkdir(backup)]);
  if (dataDir !== undefined) await timed('copy the data folder', () => copyData(dataDir, live));
  const service = await startDynamoDb({ path: join(live, 'dynamodb'), tables: TABLE_INPUTS });
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
  try {
    if (dataDir === undefined)
      await timed('write sample items', () => writeSampleItems(client, live, 'before', 40));
    const before = await stateOf(client, live);
    await timed('back up', async () => {
      for (const name of TABLE_NAMES) await backUpTable(client, name, backup);
      await copyLake(live, backup);
    });
    await timed('write more after the backup', () => writeSampleItems(client, live, 'after', 3));
    const written = await stateOf(client, live);
    await options.tamper?.(backup);
    await timed('lose everything', async () => {
      for (const name of TABLE_NAMES) await client.send(new DeleteTableCommand({ TableName: name }));
      for (const name of TABLE_NAMES) await untilGone(client, name);
      await loseLake(live);
    });
    await timed('make the tables anew', () => createTables(service.endpoint, TABLE_INPUTS));
    const lost = await stateOf(client, live);
    await timed('restore', async () => {
      for (const name of TABLE_NAMES) await restoreTable(client, name, backup);
      await copyLake(backup, live);
    });
    const after = await timed('compare', () => stateOf(client, live));
    const stores = [...before.keys()].map((store) =>
      resultOf(store, at(before, store), at(written, store), at(lost, store), at(after, store)),
    );
    return {
      stores,
      equal: stores.every(
        ({ missing, unexpected, leftAfterLoss }) => missing + unexpected + leftAfterLoss === 0,
      ),
      steps,
      isSample: dataDir === undefined,
    };
  } finally {
    client.destroy();
    await service.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** A table that was deleted takes a moment to be gone, here as in AWS. */
async function untilGone(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    for (;;) await client.send(new DescribeTableCommand({ TableName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

async function copyData(dataDir: string, live: string): Promise<void> {
  await copyLake(dataDir, live);
  await cp(join(dataDir, 'dynamodb'), join(live, 'dynamodb'), { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
}

async function loseLake(live: string): Promise<void> {
  for (const part of LAKE_PARTS) await rm(join(live, part), { recursive: true, force: true });
}

type State = ReadonlyMap<string, TableFingerprint>;

async function stateOf(client: DynamoDBClient, live: string): Promise<State> {
  const state = new Map<string, TableFingerprint>();
  for (const name of TABLE_NAMES) state.set(name, await fingerprintOf(client, name));
  const lake = await lakeFingerprint(live);
  return state.set('lake', new Set([...lake].map(([path, hash]) => `${path} ${hash}`)));
}

function at(state: State, store: string): TableFingerprint {
  return state.get(store) ?? new Set();
}

function resultOf(
  store: string,
  before: TableFingerprint,
  written: TableFingerprint,
  lost: TableFingerprint,
  after: TableFingerprint,
): StoreResult {
  const without = (some: TableFingerprint, others: TableFingerprint) =>
    [...some].filter((hash) => !others.has(hash)).length;
  return {
    store,
    backedUp: before.size,
    writtenAfter: without(written, before),
    leftAfterLoss: lost.size,
    restored: after.size,
    missing: without(before, after),
    unexpected: without(after, before),
  };
}
