import { AthenaClient, type AthenaClientConfig } from '@aws-sdk/client-athena';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface AthenaClientOptions {
  readonly region: string;
  /** Another address than the region's own. */
  readonly endpoint?: string;
  readonly credentials?: AthenaClientConfig['credentials'];
  /** Requests at most for one call, the first included; default 3. */
  readonly maxAttempts?: number;
  /** Longest wait for one answer; default 10,000 ms. */
  readonly requestTimeoutMs?: number;
}

/** An Athena client that owns retries and gives up on a request that is not answered. */
export function createAthenaClient(options: AthenaClientOptions): AthenaClient {
  const { region, endpoint, credentials, maxAttempts = 3, requestTimeoutMs = 10_000 } = options;
  return new AthenaClient({
    region,
    maxAttempts,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 2000,
      requestTimeout: requestTimeoutMs,
      // Without it the handler only warns.
      throwOnRequestTimeout: true,
    }),
  });
}
