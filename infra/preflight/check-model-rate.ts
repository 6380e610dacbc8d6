import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { type CheckResult, unanswered } from './preflight-check.ts';

/** Calls of a model that one running turn makes in a minute, at most: a turn has ten, and takes longer than a minute then. */
const CALLS_A_TURN_AND_MINUTE = 10;

/**
 * The requests a minute that the account may make of the standard model. Bedrock's quotas have a code a model, which
 * only their names tell; a model without one is said to be unknown.
 */
export async function checkModelRate(
  client: ServiceQuotasClient,
  { models, limits }: EnvironmentConfig,
): Promise<CheckResult> {
  const check = 'quota of model requests a minute';
  const words = modelWords(models.standard);
  const profile = /^(us|eu|apac|global)\./.test(models.standard);
  try {
    for await (const { Quotas: quotas = [] } of paginateListServiceQuotas(
      { client, pageSize: 100 },
      { ServiceCode: 'bedrock' },
    )) {
      const found = quotas.find(({ QuotaName: name = '' }) => {
        const folded = name.toLowerCase();
        return (
          folded.includes('requests per minute') &&
          folded.startsWith(
            profile ? (models.standard.startsWith('global.') ? 'global' : 'cross-region') : 'on-demand',
          ) &&
          folded
            .replace(/[^a-z0-9]+/g, ' ')
            .trimEnd()
            .endsWith(words)
        );
      });
      if (found === undefined) continue;
      const needed = limits.workerConcurrency * CALLS_A_TURN_AND_MINUTE;
      const value = found.Value ?? 0;
      return value >= needed
        ? { check, status: 'ok', found: `${value} of ${words}, ${needed} at most are made` }
        : {
            check,
            status: 'warning',
            found: `${value} of ${words}, and ${limits.workerConcurrency} turns at once may make ${needed}`,
            advice: `aws service-quotas request-service-quota-increase --service-code bedrock --quota-code ${found.QuotaCode ?? 'CODE'} --desired-value ${needed}; or lower limits.workerConcurrency.`,
          };
    }
    return {
      check,
      status: 'warning',
      found: `no quota is named after ${words}`,
      advice: 'Look for it in the console of Service Quotas, under Amazon Bedrock.',
    };
  } catch (error) {
    return unanswered(check, error);
  }
}

/** `us.amazon.nova-2-lite-v1:0` → `nova 2 lite`, as the quotas' names end. */
export function modelWords(id: string): string {
  return (id.split('.').at(-1) ?? id)
    .replace(/-v\d+(:\d+)?$/, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
