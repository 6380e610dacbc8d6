import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { CURRENT_FILE } from './current-data.ts';
import { dataVersionsContract } from './data-versions.contract.ts';
import { createFileLakeFiles } from './file-lake-files.ts';
import { createLakeDataVersions } from './lake-data-versions.ts';
import { lakeFilesContract } from './lake-files.contract.ts';
import { DOUBT_REASONS, DROP_REASONS, zeroCounts } from './normalise-reasons.ts';
import { createS3LakeFiles } from './s3-lake-files.ts';
import { startS3Server } from './s3-server.double.ts';

const folder = await mkdtemp(join(tmpdir(), 'lake-files-'));
const server = await startS3Server();
const client = new S3Client({
  endpoint: server.endpoint,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  maxAttempts: 1,
});
let opened = 0;
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(folder, { recursive: true });
});

lakeFilesContract('createFileLakeFiles', async () =>
  createFileLakeFiles({ dir: join(folder, `${opened++}`) }),
);
lakeFilesContract('createS3LakeFiles', async () =>
  createS3LakeFiles({ client, bucket: 'lake', prefix: `${opened++}/` }),
);

dataVersionsContract('createLakeDataVersions over S3', () => {
  const files = createS3LakeFiles({ client, bucket: 'lake', prefix: `${opened++}/` });
  return {
    versions: createLakeDataVersions({ files }),
    publish(version) {
      const report = {
        read: 3,
        kept: 3,
        dropped: zeroCounts(DROP_REASONS),
        doubted: zeroCounts(DOUBT_REASONS),
      };
      const current = { ...version, createdAt: '2026-11-01T00:00:00.000Z', report };
      return files.write(CURRENT_FILE, new TextEncoder().encode(JSON.stringify(current)));
    },
  };
});

describe('createS3LakeFiles', () => {
  it('throws for a bucket that does not answer, instead of saying that there is no file', async () => {
    const dead = new S3Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    });
    await expect(createS3LakeFiles({ client: dead, bucket: 'lake' }).read('current.json')).rejects.toThrow();
    dead.destroy();
  });
});
