import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describePinStore } from './pin-store.contract.ts';
import { describeReleaseLog } from './release-log.contract.ts';
import { createSsmPinStore } from './ssm-pin-store.ts';
import { createSsmReleaseLock } from './ssm-release-lock.ts';
import { createSsmReleaseRecord } from './ssm-release-record.ts';
import { startSsmDouble } from './ssm-server.double.ts';

const prefix = '/partner-seller-assistant/agent';
const { signal } = new AbortController();
let service: Awaited<ReturnType<typeof startSsmDouble>>;
let client: SSMClient;
beforeAll(async () => {
  service = await startSsmDouble();
  client = new SSMClient({
    region: 'us-east-1',
    endpoint: service.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

describePinStore('createSsmPinStore', async () => ({
  store: createSsmPinStore({ client, prefix }),
  other: createSsmPinStore({ client, prefix }),
  close: async () => {},
}));

describeReleaseLog('createSsmReleaseLock and createSsmReleaseRecord', async () => ({
  lock: createSsmReleaseLock({ client, prefix }),
  record: createSsmReleaseRecord({ client, prefix }),
  close: async () => {},
}));

describe('createSsmPinStore', () => {
  const store = () => createSsmPinStore({ client, prefix });

  it('tells of a value that was written between its look and its write', async () => {
    await store().write('standard/late/version', '1', { revision: 0, signal });
    service.beforeNextPut(() => service.put(`${prefix}/standard/late/version`, '7'));
    await expect(store().write('standard/late/version', '2', { revision: 1, signal })).rejects.toMatchObject({
      code: 'pin-conflict',
    });
  });

  it('is not to be reached when the service refuses us', async () => {
    service.fail(true);
    try {
      await expect(store().read('standard/prod/version', { signal })).rejects.toMatchObject({
        code: 'pin-store-unavailable',
        message: expect.stringContaining('AccessDenied'),
      });
    } finally {
      service.fail(false);
    }
  });
});
