import { BedrockClient } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { OpenSearchServerlessClient } from '@aws-sdk/client-opensearchserverless';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The services that are asked, in one region. */
export interface PreflightClients {
  readonly sts: STSClient;
  readonly ssm: SSMClient;
  readonly bedrock: BedrockClient;
  readonly bedrockAgent: BedrockAgentClient;
  readonly quotas: ServiceQuotasClient;
  readonly search: OpenSearchServerlessClient;
  close(): void;
}

export interface ClientOverrides {
  /** Another place than the services' own. */
  readonly endpoint?: string;
  readonly credentials?: NonNullable<STSClientConfig['credentials']>;
}

/** Clients that give up soon: whoever runs a check wants to know, not to wait. */
export function createPreflightClients(region: string, overrides: ClientOverrides = {}): PreflightClients {
  const options = {
    region,
    ...overrides,
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 3_000, requestTimeout: 10_000 }),
  };
  const clients = {
    sts: new STSClient(options),
    ssm: new SSMClient(options),
    bedrock: new BedrockClient(options),
    bedrockAgent: new BedrockAgentClient(options),
    quotas: new ServiceQuotasClient(options),
    search: new OpenSearchServerlessClient(options),
  };
  return {
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
