import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createWebIdentity } from '#channels/web/identity/create-web-identity.ts';
import type { IssuerSettings } from '#channels/web/identity/issuer-metadata.ts';
import type { ApiKeys } from '#channels/web/identity/rates/api-keys.ts';
import { createDynamoDbRateLimiter } from '#channels/web/identity/rates/dynamodb-rate-limiter.ts';
import { limitedIdentity, type RequestLimits } from '#channels/web/identity/rates/limited-identity.ts';
import { createMemoryRateLimiter } from '#channels/web/identity/rates/memory-rate-limiter.ts';
import { createYamlApiKeys } from '#channels/web/identity/rates/yaml-api-keys.ts';
import type { WebIdentity } from '#channels/web/identity/web-identity.ts';
import { CLIENT_ID } from './issuer/issuer-tokens.ts';
import { TABLE_NAMES } from './table-names.ts';

/** Who may come in, and how often; as the environment has it. */
export interface IdentitySettings {
  /** Another issuer than the development one. */
  readonly oidc: IssuerSettings | undefined;
  readonly publicUrl: string | undefined;
  readonly limits: RequestLimits;
  /** Where requests are counted: in each process, or in a table that all share. */
  readonly limitsIn: 'memory' | 'table';
  readonly apiKeysFile: string | undefined;
}

export interface OpenWebIdentityOptions {
  readonly settings: IdentitySettings;
  /** Of the development issuer. */
  readonly issuer: string;
  readonly sellers: SellerDirectory;
  readonly sessionSecret: string;
  readonly dynamodb: DynamoDBClient;
  readonly clock: () => Date;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** Identity of the page and the API: the same code for every issuer. @throws {ApiKeysFileError} */
export async function openWebIdentity(options: OpenWebIdentityOptions): Promise<WebIdentity> {
  const { settings, clock, onFailure } = options;
  const { oidc, publicUrl, apiKeysFile } = settings;
  const identity = createWebIdentity({
    settings: oidc ?? { issuer: options.issuer, clientId: CLIENT_ID },
    directory: options.sellers,
    secret: options.sessionSecret,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    clock,
    fetch,
    onFailure,
  });
  const apiKeys: ApiKeys | undefined =
    apiKeysFile === undefined ? undefined : await createYamlApiKeys(apiKeysFile);
  const limiter =
    settings.limitsIn === 'memory'
      ? createMemoryRateLimiter({ clock })
      : createDynamoDbRateLimiter({ client: options.dynamodb, tableName: TABLE_NAMES.rateLimits, clock });
  return limitedIdentity({ identity, limiter, limits: settings.limits, apiKeys, onFailure });
}
