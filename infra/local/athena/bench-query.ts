/** Times the similar-projects query through the SDK, the adapter and the local server: see README.md. */
import '../quiet-sdk.ts';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { similarProjectsQuery } from '#action-groups/query-generation/similar-projects-query.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { createAthenaServer } from './athena-server.ts';

const [dataDir = '.data', runs = '31'] = process.argv.slice(2);
const current = z
  .object({ dataVersion: z.string(), rows: z.number(), throughDate: z.string(), sample: z.boolean() })
  .parse(JSON.parse(await readFile(join(dataDir, 'current.json'), 'utf8')));

const server = createAthenaServer({ dataDir });
const { endpoint } = await server.start();
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const client = createAthenaClient({ region: 'us-east-1', endpoint, credentials });
const warehouse = createAthenaWarehouse({ client });
const { statement } = similarProjectsQuery(
  {
    customerName: 'Concentra',
    country: 'US',
    industry: 'Healthcare',
    targetCloseDate: '2027-03-05',
    description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
  },
  { scope: { kind: 'organisation' }, data: current, today: current.throughDate, mostTerms: 8 },
);
const totalMs: number[] = [];
const engineMs: number[] = [];
for (let run = 0; run < Number(runs); run += 1) {
  const startedMs = performance.now();
  const result = await warehouse.query(statement, { signal: AbortSignal.timeout(60_000) });
  totalMs.push(performance.now() - startedMs);
  engineMs.push(result.engineMs);
}
const engineRssMb = { after: residentMb(), atRest: await setTimeout(2_000).then(residentMb) };
const report = { rows: current.rows, queryMs: spread(totalMs), engineMs: spread(engineMs) };
process.stdout.write(`${JSON.stringify({ ...report, engineRssMb })}\n`);
client.destroy();
await server.close();

function residentMb(): number {
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.enginePid())]));
  return Math.round((kilobytes * 1024) / 1e6);
}

function spread(valuesMs: readonly number[]) {
  const sorted = [...valuesMs].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return { least: at(0), p50: at(0.5), p95: at(0.95) };
}
