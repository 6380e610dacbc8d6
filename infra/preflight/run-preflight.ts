import type { EnvironmentConfig } from '../config/environment-config.ts';
import { checkBootstrap, checkCredentials, checkPagerDuty } from './check-account.ts';
import { type AgentCheckOptions, checkAgents } from './check-agents.ts';
import { checkQuotas, checkSearch } from './check-limits.ts';
import { checkModelRate } from './check-model-rate.ts';
import { checkModel } from './check-models.ts';
import type { CheckResult } from './preflight-check.ts';
import type { PreflightClients } from './preflight-clients.ts';

export interface PreflightOptions extends AgentCheckOptions {
  readonly config: EnvironmentConfig;
  readonly clientsOf: (region: string) => PreflightClients;
}

export interface PreflightReport {
  readonly environment: string;
  readonly account: string | undefined;
  readonly orchestrator: string;
  readonly results: readonly CheckResult[];
  /** `ready`: nothing stands in the way; `blocked`: something does; `unsure`: something could not be told. */
  readonly verdict: 'ready' | 'blocked' | 'unsure';
}

/** Asks an account what a deployment needs to know before it begins; without credentials nothing more is asked. */
export async function runPreflight(options: PreflightOptions): Promise<PreflightReport> {
  const { config, clientsOf } = options;
  const { primary: region, secondary } = config.regions;
  const clients = clientsOf(region);
  const others = clientsOf(secondary);
  try {
    const { account, ...credentials } = await checkCredentials(clients.sts, config);
    const results: CheckResult[] =
      credentials.status === 'ok'
        ? [
            credentials,
            ...(
              await Promise.all([
                checkBootstrap(clients.ssm, region),
                checkBootstrap(others.ssm, secondary),
                ...modelsOf(config).map(([tier, id]) => checkModel(clients.bedrock, tier, id)),
                checkAgents(clients.bedrockAgent, config, options),
                checkQuotas(clients.quotas, config),
                checkModelRate(clients.quotas, config),
                checkSearch(clients.search, config),
                checkPagerDuty(clients.ssm, config),
              ])
            ).flat(),
          ]
        : [credentials];
    return {
      environment: config.environment,
      account,
      orchestrator: config.orchestrator,
      results,
      verdict: verdictOf(results),
    };
  } finally {
    clients.close();
    others.close();
  }
}

function modelsOf({ models }: EnvironmentConfig): ['standard' | 'enhanced' | 'embedding', string][] {
  return [
    ['standard', models.standard],
    ['enhanced', models.enhanced],
    ['embedding', models.embedding],
  ];
}

function verdictOf(results: readonly CheckResult[]): PreflightReport['verdict'] {
  if (results.some(({ status }) => status === 'failed')) return 'blocked';
  return results.some(({ status }) => status === 'unknown') ? 'unsure' : 'ready';
}

const MARKS = { ok: 'ok     ', warning: 'look   ', failed: 'FAILED ', unknown: 'unsure ' } as const;

/** The report for a person, a check a line, its advice below. */
export function describePreflight({ environment, results, verdict }: PreflightReport): string {
  const lines = results.flatMap(({ check, status, found, advice }) => [
    `${MARKS[status]} ${check}: ${found}`,
    ...(advice === undefined ? [] : [`        → ${advice}`]),
  ]);
  const notAsked = results.length === 1 && results[0]?.status !== 'ok' ? ['Nothing else was asked.'] : [];
  const words = {
    ready: `${environment} can be deployed.`,
    blocked: `${environment} cannot be deployed yet.`,
    unsure: `Whether ${environment} can be deployed could not be told in every point.`,
  };
  return [...lines, ...notAsked, '', words[verdict]].join('\n');
}
