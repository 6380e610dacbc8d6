import {
  BatchGetCollectionCommand,
  GetAccountSettingsCommand,
  type OpenSearchServerlessClient,
} from '@aws-sdk/client-opensearchserverless';
import { GetServiceQuotaCommand, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { prefixOf } from '../config/names.ts';
import { type CheckResult, unanswered } from './preflight-check.ts';

/** A quota that a new account may have too little of, and how much of it an environment needs. */
interface NeededQuota {
  readonly check: string;
  readonly service: string;
  readonly code: string;
  readonly needed: (config: EnvironmentConfig) => number;
}

const QUOTAS: readonly NeededQuota[] = [
  {
    check: 'quota of concurrent Lambda executions',
    service: 'lambda',
    code: 'L-B99A9384',
    // Each turn's worker calls one action group at a time; the front doors come on top. 100 must stay unreserved.
    needed: ({ limits }) => 2 * limits.workerConcurrency + limits.provisionedConcurrency + 100,
  },
];

/** Each quota against what the environment's configuration asks of it. */
export async function checkQuotas(
  client: ServiceQuotasClient,
  config: EnvironmentConfig,
): Promise<CheckResult[]> {
  return Promise.all(
    QUOTAS.map(async ({ check, service, code, needed }): Promise<CheckResult> => {
      try {
        const { Quota: quota } = await client.send(
          new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }),
        );
        const value = quota?.Value ?? 0;
        const least = needed(config);
        return value >= least
          ? { check, status: 'ok', found: `${value}, ${least} are needed` }
          : {
              check,
              status: 'failed',
              found: `${value}, and ${least} are needed`,
              advice: `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${least}; or lower limits in the environment’s file.`,
            };
      } catch (error) {
        return unanswered(check, error);
      }
    }),
  );
}

/** Whether OpenSearch Serverless lets the search grow as far as is configured, and whether it is well where it stands. */
export async function checkSearch(
  client: OpenSearchServerlessClient,
  config: EnvironmentConfig,
): Promise<CheckResult[]> {
  const name = `${prefixOf(config)}-search`;
  const [capacity, collection] = ['capacity of OpenSearch', `collection ${name}`];
  const asked = await Promise.allSettled([
    client.send(new GetAccountSettingsCommand({})),
    client.send(new BatchGetCollectionCommand({ names: [name] })),
  ]);
  const [settings, collections] = asked;
  const results: CheckResult[] = [];
  if (settings.status === 'rejected') results.push(unanswered(capacity, settings.reason));
  else {
    const limits = settings.value.accountSettingsDetail?.capacityLimits;
    const most = Math.min(limits?.maxIndexingCapacityInOCU ?? 0, limits?.maxSearchCapacityInOCU ?? 0);
    results.push(
      most >= config.search.maximumOcu
        ? {
            check: capacity,
            status: 'ok',
            found: `${most} OCU in the account, ${config.search.maximumOcu} are configured`,
          }
        : {
            check: capacity,
            status: 'warning',
            found: `${most} OCU in the account, less than the ${config.search.maximumOcu} of search.maximumOcu`,
            advice:
              'Raise the account’s capacity limits in the console of OpenSearch Serverless, or lower search.maximumOcu.',
          },
    );
  }
  if (collections.status === 'rejected') return [...results, unanswered(collection, collections.reason)];
  const found = collections.value.collectionDetails?.[0];
  const state = found?.status ?? 'not there yet';
  return [
    ...results,
    state === 'FAILED'
      ? {
          check: collection,
          status: 'failed' as const,
          found: 'it has failed',
          advice:
            'Delete it in the console and deploy the stack knowledge again: documents are ingested anew.',
        }
      : { check: collection, status: 'ok' as const, found: state },
  ];
}
