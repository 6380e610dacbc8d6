import { describe, expect, it } from 'vitest';
import { REGIONAL_BASE } from '../../__fixtures__/regional-base.ts';
import { bareApp, templateOf } from '../../__fixtures__/stack-template.ts';
import { emptyArchives } from '../../bundle/function-archives.ts';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { readEnvironments } from '../../config/read-environments.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { webEnvironment, workerEnvironment } from '../../lambda/environment.ts';
import { AgentStack } from '../agent/agent-stack.ts';
import { ApiStack } from './api-stack.ts';
import { DoorStack } from './door-stack.ts';
import { gatewayRoutes } from './gateway-routes.ts';

const [prod] = readEnvironments(['prod']);
if (prod === undefined) throw new TypeError('no configuration');

const KNOWLEDGE = {
  knowledgeBaseId: 'KB12345678',
  knowledgeBaseArn: 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678',
};

function stacksOf(config: EnvironmentConfig) {
  const app = bareApp();
  const base: RegionBase = { ...REGIONAL_BASE, config };
  const archives = emptyArchives();
  const agent = new AgentStack(app, 'Agent', { base, archives, ...KNOWLEDGE });
  const door = new DoorStack(app, 'Door', { base });
  const api = new ApiStack(app, 'Api', {
    base,
    archives,
    agent,
    ...KNOWLEDGE,
    door: door.door,
    publicUrl: 'https://assistant.example.com',
    pool: {
      arn: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a',
      issuer: 'https://issuer.example.com',
    },
    clientId: 'client',
  });
  return { api: templateOf(api), door: templateOf(door), frontDoor: door.frontDoor };
}

const bedrock = stacksOf({ ...prod, slack: true });
const inProcess = stacksOf({ ...prod, slack: false, orchestrator: 'in-process' });

const functionOf = ({ api }: typeof bedrock, name: string) =>
  api
    .found('AWS::Lambda::Function')
    .map(({ properties }) => properties)
    .find(({ FunctionName }) => FunctionName === `partner-assistant-prod-${name}`) ?? {};
const variablesOf = (stacks: typeof bedrock, name: string) =>
  Object.fromEntries(
    Object.entries((functionOf(stacks, name).Environment as { Variables: object }).Variables).map(
      ([key, value]) => [key, typeof value === 'string' ? value : 'a reference'],
    ),
  );

const QUEUE_WORK = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  's3:GetObject',
  's3:ListBucket',
  'secretsmanager:GetSecretValue',
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe('the workers', () => {
  it('have what their environment is checked for, in either mode', () => {
    for (const stacks of [bedrock, inProcess])
      for (const name of ['turn-worker', 'turn-worker-dead', 'batch-worker', 'batch-worker-dead'])
        expect(workerEnvironment.safeParse(variablesOf(stacks, name)).error).toBeUndefined();
    expect(variablesOf(bedrock, 'turn-worker')).toMatchObject({ ORCHESTRATOR: 'bedrock-agents' });
    expect(variablesOf(inProcess, 'turn-worker')).toMatchObject({
      ORCHESTRATOR: 'in-process',
      AGENT_ALIAS: 'prod',
      FOLLOW_ON_FUNCTION: 'a reference',
    });
    expect(variablesOf(inProcess, 'turn-worker').SLACK_SECRET_ID).toBeUndefined();
  });

  it('take from FIFO queues one message at a time, hide it longer than they have, and give up on the third try', () => {
    const queues = bedrock.api.found('AWS::SQS::Queue').map(({ properties }) => properties);
    const named = (name: string) =>
      queues.find(({ QueueName }) => QueueName === `partner-assistant-prod-${name}.fifo`);
    for (const [queue, worker] of [
      ['turns', 'turn-worker'],
      ['turns-dead', 'turn-worker-dead'],
      ['batches', 'batch-worker'],
      ['batches-dead', 'batch-worker-dead'],
    ] as const)
      expect(Number(named(queue)?.VisibilityTimeout)).toBeGreaterThan(
        Number(functionOf(bedrock, worker).Timeout),
      );
    expect(named('turns')?.VisibilityTimeout).toBe(180);
    expect(named('turns')?.RedrivePolicy).toMatchObject({ maxReceiveCount: 3 });
    expect(functionOf(bedrock, 'batch-worker').Timeout).toBe(900);
    const sources = bedrock.api.found('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
    expect(sources).toHaveLength(4);
    for (const source of sources)
      expect(source).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(sources.map(({ ScalingConfig }) => ScalingConfig)).toEqual([
      { MaximumConcurrency: prod.limits.workerConcurrency },
      undefined,
      { MaximumConcurrency: prod.limits.workerConcurrency / 4 },
      undefined,
    ]);
    expect(
      ['turn-worker', 'turn-worker-dead', 'batch-worker', 'batch-worker-dead'].map(
        (name) => functionOf(bedrock, name).Handler,
      ),
    ).toEqual(['index.handler', 'index.handleDead', 'index.handleBatches', 'index.handleDeadBatches']);
  });

  it('may call the two aliases of this environment, or models, documents and the four versions, and nothing else', () => {
    expect(bedrock.api.actions(/^turnworkerRole/)).toEqual([...QUEUE_WORK, 'bedrock:InvokeAgent'].toSorted());
    expect(bedrock.api.allowed(/^turnworkerRole/).filter((each) => each.startsWith('bedrock:'))).toHaveLength(
      2,
    );
    expect(inProcess.api.actions(/^turnworkerRole/)).toEqual(
      [
        ...QUEUE_WORK,
        'bedrock:InvokeModel',
        'bedrock:InvokeModelWithResponseStream',
        'bedrock:Retrieve',
        'dynamodb:DeleteItem',
        'lambda:InvokeFunction',
      ].toSorted(),
    );
    const allowed = inProcess.api.allowed(/^turnworkerRole/);
    const invoked = allowed.filter((each) => each.startsWith('lambda:'));
    expect(invoked).toHaveLength(4);
    for (const each of invoked) expect(each).toMatch(/CurrentVersion/);
    expect(allowed.filter((each) => each.startsWith('bedrock:Retrieve'))).toEqual([
      `bedrock:Retrieve on "${KNOWLEDGE.knowledgeBaseArn}"`,
    ]);
  });
});

describe('the front doors', () => {
  it('have what their environment is checked for', () => {
    expect(webEnvironment.safeParse(variablesOf(bedrock, 'web')).error).toBeUndefined();
  });

  it('ask no model and no agent, and read no secret of another', () => {
    for (const role of [/^webRole/, /^slackingressRole/, /^slackinteractiveRole/])
      expect(
        bedrock.api.actions(role).filter((action) => /^(bedrock|lambda|s3|athena):/.test(action)),
      ).toEqual([]);
    const secrets = (role: RegExp) =>
      bedrock.api
        .allowed(role)
        .filter((each) => each.startsWith('secretsmanager:'))
        .join();
    expect(secrets(/^webRole/)).toMatch(/session/);
    expect(secrets(/^webRole/)).not.toMatch(/slack/);
    expect(secrets(/^slackingressRole/)).toMatch(/slack/);
    expect(secrets(/^slackingressRole/)).not.toMatch(/session/);
    expect(
      bedrock.api.actions(/^slackingressRole/).filter((action) => action.startsWith('dynamodb:')),
    ).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem']);
  });

  it('turn to new code a tenth at first, and back by themselves when they fail', () => {
    const groups = bedrock.api.found('AWS::CodeDeploy::DeploymentGroup').map(({ properties }) => properties);
    expect(groups).toHaveLength(3);
    for (const group of groups) {
      expect(JSON.stringify(group.DeploymentConfigName)).toMatch(/LambdaCanary10Percent5Minutes/);
      expect(group.AutoRollbackConfiguration).toMatchObject({
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
      });
      expect(group.AlarmConfiguration).toMatchObject({ Enabled: true, Alarms: [{}] });
    }
    const aliases = bedrock.api.found('AWS::Lambda::Alias').map(({ properties }) => properties);
    expect(aliases.map(({ Name }) => Name)).toEqual(['live', 'live', 'live']);
    for (const { ProvisionedConcurrencyConfig } of aliases)
      expect(ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 2 });
    for (const { properties } of bedrock.api.found('AWS::Lambda::Permission'))
      expect([properties.Principal, JSON.stringify(properties.SourceArn)]).toEqual([
        'apigateway.amazonaws.com',
        expect.stringMatching(/execute-api.*live\/\*\/\*/),
      ]);
  });

  it('of Slack stand where sellers ask in Slack alone', () => {
    const names = ({ api }: typeof bedrock) =>
      api.found('AWS::Lambda::Function').filter(({ id }) => id.startsWith('slack')).length;
    expect([names(bedrock), names(inProcess)]).toEqual([2, 0]);
  });
});

describe('the gateway', () => {
  const methods = bedrock.api.found('AWS::ApiGateway::Method').map(({ properties }) => properties);

  it('holds every declared operation to its parameters and body, and passes answers on as they come', () => {
    const declared = methods.filter(({ OperationName }) => OperationName !== undefined);
    expect(declared.map(({ OperationName }) => OperationName).toSorted()).toEqual(
      gatewayRoutes()
        .map(({ operationId }) => operationId)
        .toSorted(),
    );
    for (const method of declared) {
      expect(method.RequestValidatorId).toBeDefined();
      expect(method.Integration).toMatchObject({ Type: 'AWS_PROXY', ResponseTransferMode: 'STREAM' });
      expect(JSON.stringify(method.Integration)).toMatch(/2021-11-15.*response-streaming-invocations/);
    }
    expect(
      declared.filter(({ RequestModels }) => RequestModels !== undefined).map(({ HttpMethod }) => HttpMethod),
    ).toEqual(['POST', 'POST', 'POST']);
    expect(bedrock.api.found('AWS::ApiGateway::RequestValidator')[0]?.properties).toMatchObject({
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
  });

  it('leaves every other method and path to the application: no resource is without a method', () => {
    const resources = bedrock.api.found('AWS::ApiGateway::Resource');
    const caught = methods.filter(({ HttpMethod }) => HttpMethod === 'ANY');
    const ids = caught.map(({ ResourceId }) => JSON.stringify(ResourceId));
    for (const { id, properties } of resources)
      if (!/slack/.test(id))
        expect([properties.PathPart, ids.includes(JSON.stringify({ Ref: id }))]).toEqual([
          properties.PathPart,
          true,
        ]);
    expect(caught.every(({ AuthorizationType }) => AuthorizationType === 'NONE')).toBe(true);
  });

  it('asks for a token of the pool where no cookie comes, and for a key where batches are sent', () => {
    const of = (property: string, value: unknown) =>
      methods.filter((method) => method[property] === value).map(({ OperationName }) => OperationName);
    expect(of('AuthorizationType', 'COGNITO_USER_POOLS')).toEqual(
      gatewayRoutes()
        .filter(({ authorized }) => authorized)
        .map(({ operationId }) => operationId),
    );
    expect(of('ApiKeyRequired', true)).toHaveLength(2);
    expect(bedrock.api.found('AWS::ApiGateway::UsagePlan')[0]?.properties).toMatchObject({
      Throttle: { RateLimit: 20, BurstLimit: 40 },
      Quota: { Limit: 10_000, Period: 'DAY' },
    });
  });

  it('limits requests, looks at them by rules, and logs them without what people said or are', () => {
    const stage = bedrock.api.found('AWS::ApiGateway::Stage')[0]?.properties ?? {};
    expect(stage).toMatchObject({
      StageName: 'live',
      TracingEnabled: true,
      MethodSettings: [
        {
          ThrottlingRateLimit: 200,
          ThrottlingBurstLimit: 400,
          DataTraceEnabled: false,
          LoggingLevel: 'ERROR',
        },
      ],
    });
    const { Format } = stage.AccessLogSetting as { Format: string };
    expect(Object.keys(JSON.parse(Format))).toContain('route');
    expect(Format).not.toMatch(/identity|authorizer|requestOverride|\$context\.path|header/);
    const acl = bedrock.api.found('AWS::WAFv2::WebACL')[0]?.properties ?? {};
    const rules = acl.Rules as { Name: string; Statement: { RateBasedStatement?: { Limit: number } } }[];
    expect(rules.map(({ Name }) => Name)).toEqual([
      'rate',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(rules[0]?.Statement.RateBasedStatement?.Limit).toBe(prod.limits.wafRequestsPerFiveMinutes);
    expect(bedrock.api.found('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
  });

  it('refuses as the application does: with problems that are JSON', () => {
    for (const { properties } of bedrock.api.found('AWS::ApiGateway::GatewayResponse')) {
      const [template = ''] = Object.values(properties.ResponseTemplates as Record<string, string>);
      const said = JSON.parse(template.replace('$context.error.messageString', '"why"')) as Record<
        string,
        unknown
      >;
      expect(String(said.status)).toBe(properties.StatusCode);
      expect(said).toMatchObject({
        detail: 'why',
        code: expect.any(String),
        requestId: '$context.requestId',
      });
    }
  });
});

describe('the secrets and the pool', () => {
  it('keep secrets under the key of what is restricted, and none in a variable', () => {
    const secrets = bedrock.api.found('AWS::SecretsManager::Secret').map(({ properties }) => properties);
    expect(secrets.map(({ Name }) => Name)).toEqual([
      'partner-assistant-prod/session',
      'partner-assistant-prod/slack',
    ]);
    for (const { KmsKeyId } of secrets) expect(KmsKeyId).toBe(REGIONAL_BASE.keyArns.restricted);
    for (const { properties } of bedrock.api.found('AWS::Lambda::Function'))
      expect(JSON.stringify(properties.Environment)).not.toMatch(/resolve:|SECRET"/);
  });

  it('let nobody sign up, ask for a second factor, and have a name in both regions', () => {
    expect(bedrock.door.found('AWS::Cognito::UserPool')[0]?.properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      DeletionProtection: 'ACTIVE',
    });
    expect(bedrock.door.found('AWS::ApiGateway::DomainName')[0]?.properties).toMatchObject({
      DomainName: 'origin.assistant.example.com',
      SecurityPolicy: 'TLS_1_2',
    });
    expect(bedrock.frontDoor).toMatchObject({ healthPath: '/live/healthz' });
  });
});
