/** What every AWS SDK client needs besides an endpoint; the services on this machine check no signature. */
export const localClientOptions = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;
