import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import type { CurrentData } from '#knowledge-base/projects/current-data.ts';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import type { Row, Warehouse } from '#knowledge-base/projects/warehouse.ts';

/** The engine over generated projects, with all its rows for whoever computes again. */
export interface SampleEngine {
  readonly data: CurrentData;
  readonly warehouse: Warehouse;
  readonly projects: readonly Row[];
  close(): Promise<void>;
}

/** What a test hands over, since nothing here may reach for infra: `createAthenaServer`. */
type StartServer = (options: { readonly dataDir: string }) => {
  start(): Promise<{ readonly endpoint: string }>;
  close(): Promise<void>;
};

export async function startSampleEngine(rows: number, createServer: StartServer): Promise<SampleEngine> {
  const outDir = await mkdtemp(join(tmpdir(), 'sample-engine-'));
  const now = () => new Date('2026-11-23T09:00:00Z');
  const data = await generateSampleData({ rows, seed: 5, throughDate: '2026-10-31', outDir, now });
  const server = createServer({ dataDir: outDir });
  const { endpoint } = await server.start();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createAthenaClient({ region: 'us-east-1', endpoint, credentials });
  const warehouse = createAthenaWarehouse({ client });
  const all = await warehouse.query(
    { sql: 'SELECT * FROM projects', values: [] },
    { signal: new AbortController().signal, maxRows: 100_000 },
  );
  return {
    data,
    warehouse,
    projects: all.rows,
    async close() {
      client.destroy();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
