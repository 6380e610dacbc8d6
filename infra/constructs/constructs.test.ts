import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { REGIONAL_BASE as base } from '../__fixtures__/regional-base.ts';
import { OwnChecks } from '../rules/own-checks.ts';
import { AssistantStack, tagEnvironment } from './assistant-stack.ts';
import { FunctionWithLogGroup } from './function-with-log-group.ts';
import { allowModels, modelArns } from './model-access.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { allowTable, tableName } from './table-access.ts';

const app = new App({ builtinCloudFormationValidation: false });
const stack = new AssistantStack(app, 'Try', {
  config: base.config,
  region: 'us-east-1',
  dataClass: 'internal',
  description: 'For tests.',
});
new QueueWithDeadLetters(stack, 'Turns', { base, name: 'turns', dataClass: 'confidential', fifo: true });
const made = new FunctionWithLogGroup(stack, 'Worker', {
  base,
  name: 'worker',
  description: 'For tests.',
  code: Code.fromInline('exports.handler = async () => {};'),
  memoryMb: 1_024,
  timeout: Duration.seconds(150),
  dataClass: 'confidential',
});
allowTable(made.role, stack, base, 'results', ['GetItem', 'Query', 'PutItem']);
allowModels(made.role, stack, ['us.amazon.nova-2-lite-v1:0', 'amazon.nova-pro-v1:0']);
tagEnvironment(stack, base.config);
const template = Template.fromStack(stack);

function statements() {
  const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
  return (policy?.Properties.PolicyDocument.Statement ?? []) as {
    Action: string | string[];
    Resource: unknown;
    Condition?: unknown;
  }[];
}

describe('the constructs together', () => {
  it('keep our rules and cdk-nag’s', () => {
    const context = { appConstruct: app, templatePaths: [], stackTemplates: [] };
    expect(new OwnChecks().validate(context).violations).toEqual([]);
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });
});

describe('QueueWithDeadLetters', () => {
  it('gives up into a queue of 14 days after three tries, and calls somebody', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'partner-assistant-dev-turns.fifo',
      FifoQueue: true,
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 3 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'partner-assistant-dev-turns-dead.fifo',
      MessageRetentionPeriod: 1_209_600,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'partner-assistant-dev-turns-dead',
      AlarmActions: [base.topicArns.critical],
    });
  });
});

describe('FunctionWithLogGroup', () => {
  it('runs on ARM64 with a log that is forgotten, and a role of its own that may write that log', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'partner-assistant-dev-worker',
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      TracingConfig: { Mode: 'Active' },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/lambda/partner-assistant-dev-worker',
      RetentionInDays: 14,
    });
    template.resourceCountIs('AWS::IAM::Role', 1);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).not.toContain('ManagedPolicyArns');
  });
});

describe('allowTable', () => {
  it('names the actions, the table with its index, and the key through DynamoDB alone', () => {
    const [items, key] = statements().filter(({ Action }) => /dynamodb|kms/.test(String(Action)));
    expect(items?.Action).toEqual(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem']);
    expect(JSON.stringify(items?.Resource)).toMatch(
      /table\/partner-assistant-dev-analysis-results"\]\].*analysis-results\/index\/customerId-timestamp-index/,
    );
    expect(key).toMatchObject({
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: base.keyArns.confidential,
      Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
    });
  });

  it('knows no other tables', () => {
    expect(() => tableName(base, 'orders')).toThrow(/orders: no such table; known are results, sessions/);
  });
});

describe('modelArns', () => {
  it('names a model, or a profile with its model in every region of the profile', () => {
    const role = new Role(stack, 'Other', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const resolved = (id: string) => modelArns(role, id).map((arn) => JSON.stringify(stack.resolve(arn)));
    expect(resolved('amazon.nova-pro-v1:0')).toEqual([
      expect.stringContaining('us-east-1::foundation-model/amazon.nova-pro-v1:0'),
    ]);
    expect(
      resolved('us.amazon.nova-2-lite-v1:0').map((arn) => /bedrock:([a-z0-9-]*):/.exec(arn)?.[1]),
    ).toEqual(['us-east-1', 'us-east-1', 'us-east-2', 'us-west-2']);
    expect(resolved('global.amazon.nova-2-lite-v1:0').join()).toContain(
      'bedrock:::foundation-model/amazon.nova-2-lite',
    );
  });
});
