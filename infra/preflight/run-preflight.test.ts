import { afterEach, describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../config/environment-config.ts';
import { readEnvironments } from '../config/read-environments.ts';
import { type RecordedAnswers, startFakeAccount } from './__fixtures__/fake-account.ts';
import { READY } from './__fixtures__/recorded-answers.ts';
import { modelWords } from './check-model-rate.ts';
import { createPreflightClients } from './preflight-clients.ts';
import { describePreflight, runPreflight } from './run-preflight.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function preflight(
  answers: RecordedAnswers,
  { env = 'prod', probe = false, account }: { env?: EnvironmentName; probe?: boolean; account?: string } = {},
) {
  const fake = await startFakeAccount(answers);
  opened.push(fake);
  return { asked: fake.asked, ...(await ask(fake.endpoint, env, probe, account)) };
}

async function ask(endpoint: string, env: EnvironmentName, probe = false, account?: string) {
  const [config] = readEnvironments([env]);
  if (config === undefined) throw new TypeError('no configuration');
  const report = await runPreflight({
    config: { ...config, ...(account === undefined ? {} : { account }) },
    clientsOf: (region) =>
      createPreflightClients(region, { endpoint, credentials: { accessKeyId: 'x', secretAccessKey: 'y' } }),
    now: () => new Date('2026-11-25T12:00:00Z'),
    probe,
  });
  return { report, of: (check: string) => report.results.find((each) => each.check === check) };
}

const refused = (type: string, message: string, status = 400) => ({ status, type, body: { message } });

describe('runPreflight', () => {
  it('finds an account ready that has everything, and makes nothing in it', async () => {
    const { report, asked } = await preflight(READY);
    expect(report.results.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect([report.verdict, report.account]).toEqual(['ready', '111122223333']);
    expect(asked.filter((operation) => /Create|Delete|Put/.test(operation))).toEqual([]);
    expect(describePreflight(report)).toMatchInlineSnapshot(`
      "ok      credentials: arn:aws:sts::111122223333:assumed-role/deployer/someone in account 111122223333
      ok      CDK bootstrap in us-east-1: version 29
      ok      CDK bootstrap in us-west-2: version 29
      ok      model standard: us.amazon.nova-2-lite-v1:0 can be called
      ok      model enhanced: amazon.nova-pro-v1:0 can be called
      ok      model embedding: amazon.titan-embed-text-v2:0 can be called
      ok      may create agents: 1 of its agents were changed within a year
      ok      quota of concurrent Lambda executions: 1000, 302 are needed
      ok      quota of model requests a minute: 2000 of nova 2 lite, 1000 at most are made
      ok      capacity of OpenSearch: 10 OCU in the account, 8 are configured
      ok      collection partner-assistant-prod-search: not there yet
      ok      PagerDuty’s URL: a URL stands in /partner-assistant/prod/pagerduty-url

      prod can be deployed."
    `);
  });

  it('advises in-process where CreateAgent is refused, as it is to new accounts', async () => {
    const { report, of } = await preflight(
      {
        ...READY,
        CreateAgent: refused('AccessDeniedException', 'Agents Classic is not available to new accounts', 403),
      },
      { probe: true },
    );
    expect(report.verdict).toBe('blocked');
    expect(of('may create agents')).toEqual({
      check: 'may create agents',
      status: 'failed',
      found: 'CreateAgent is refused: Agents Classic is not available to new accounts',
      advice:
        'Set orchestrator: in-process in the environment’s file: the same agent runs in the worker, and nothing else changes.',
    });
  });

  it('deletes the agent that a probe has made', async () => {
    const { of, asked } = await preflight(READY, { probe: true });
    expect(of('may create agents')).toMatchObject({
      status: 'ok',
      found: 'an empty agent was made and deleted',
    });
    expect(asked.filter((operation) => /Agent$/.test(operation))).toEqual(['CreateAgent', 'DeleteAgent']);
  });

  it('does not know whether an account without agents may make one, and says how to find out', async () => {
    const { report, of } = await preflight({ ...READY, ListAgents: { body: { agentSummaries: [] } } });
    expect(report.verdict).toBe('unsure');
    expect(of('may create agents')?.advice).toMatch(/--probe/);
  });

  it('asks nothing of agents where none are needed', async () => {
    const { report, asked } = await preflight(READY, { env: 'dev' });
    expect(report.verdict).toBe('ready');
    expect(asked).not.toContain('ListAgents');
  });

  it.for([
    [
      'another account’s credentials',
      READY,
      '999988887777',
      'credentials',
      'failed',
      /belongs to 999988887777/,
    ],
    [
      'credentials that have ended',
      {
        ...READY,
        GetCallerIdentity: {
          status: 403,
          body: '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>',
        },
      },
      undefined,
      'credentials',
      'failed',
      /they are refused: ExpiredToken/,
    ],
    [
      'a region that was not bootstrapped',
      { ...READY, 'GetParameter /cdk-bootstrap/hnb659fds/version': refused('ParameterNotFound', '') },
      undefined,
      'CDK bootstrap in us-west-2',
      'failed',
      /none/,
    ],
    [
      'a model whose terms were not accepted',
      {
        ...READY,
        'GetFoundationModelAvailability amazon.nova-pro-v1:0': {
          body: {
            modelId: 'amazon.nova-pro-v1:0',
            agreementAvailability: { status: 'NOT_AVAILABLE' },
            authorizationStatus: 'AUTHORIZED',
            entitlementAvailability: 'AVAILABLE',
            regionAvailability: 'AVAILABLE',
          },
        },
      },
      undefined,
      'model enhanced',
      'failed',
      /agreement NOT_AVAILABLE/,
    ],
    [
      'a model that is not known',
      { ...READY, GetInferenceProfile: refused('ResourceNotFoundException', 'no such profile', 404) },
      undefined,
      'model standard',
      'failed',
      /is not known here: no such profile/,
    ],
    [
      'a new account’s ten Lambda executions',
      { ...READY, 'GetServiceQuota L-B99A9384': { body: { Quota: { Value: 10 } } } },
      undefined,
      'quota of concurrent Lambda executions',
      'failed',
      /^10, and 302 are needed/,
    ],
    [
      'too few model requests a minute',
      {
        ...READY,
        ListServiceQuotas: {
          body: {
            Quotas: [
              {
                QuotaName: 'Cross-region model inference requests per minute for Amazon Nova 2 Lite',
                Value: 100,
                QuotaCode: 'L-2',
              },
            ],
          },
        },
      },
      undefined,
      'quota of model requests a minute',
      'warning',
      /^100 of nova 2 lite, and 100 turns at once may make 1000/,
    ],
    [
      'a search that has failed',
      { ...READY, BatchGetCollection: { body: { collectionDetails: [{ name: 'x', status: 'FAILED' }] } } },
      undefined,
      'collection partner-assistant-prod-search',
      'failed',
      /it has failed/,
    ],
    [
      'a read that is not allowed',
      {
        ...READY,
        GetAccountSettings: refused(
          'AccessDeniedException',
          'not authorized to perform aoss:GetAccountSettings',
        ),
      },
      undefined,
      'capacity of OpenSearch',
      'unknown',
      /may not ask: not authorized/,
    ],
    [
      'a PagerDuty URL that is missing',
      { ...READY, 'GetParameter /partner-assistant/prod/pagerduty-url': refused('ParameterNotFound', '') },
      undefined,
      'PagerDuty’s URL',
      'failed',
      /there is no parameter/,
    ],
  ] as const satisfies readonly (readonly [
    string,
    RecordedAnswers,
    string | undefined,
    string,
    string,
    RegExp,
  ])[])('tells of %s, with advice', async ([, answers, account, check, status, found]) => {
    const { of } = await preflight(answers, account === undefined ? {} : { account });
    expect(of(check)?.status).toBe(status);
    expect(of(check)?.found).toMatch(found);
    expect(of(check)?.advice ?? '').not.toBe('');
  });

  it('says that nobody could be reached, and asks no more', async () => {
    const { report } = await ask('http://127.0.0.1:9', 'dev');
    expect(report.verdict).toBe('unsure');
    expect(report.results).toMatchObject([
      {
        check: 'credentials',
        status: 'unknown',
        found: expect.stringMatching(/could not be reached: ECONNREFUSED/),
      },
    ]);
  });
});

describe('modelWords', () => {
  it.for([
    ['us.amazon.nova-2-lite-v1:0', 'nova 2 lite'],
    ['amazon.nova-pro-v1:0', 'nova pro'],
    ['amazon.titan-embed-text-v2:0', 'titan embed text'],
  ] as const)('reads %s as %s', ([id, words]) => {
    expect(modelWords(id)).toBe(words);
  });
});
