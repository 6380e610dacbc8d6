import { Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import type { DeployedTable } from './deployed-tables.ts';
import { CHANGE_SOURCE } from './events.ts';

export interface StreamToEventsProps {
  readonly base: RegionBase;
  readonly deployed: DeployedTable;
  readonly table: TableV2;
  readonly bus: EventBus;
}

/**
 * Carries a table's changes to the bus, for analytics and notifications: the table, what was done and the item's
 * keys. The item itself stays where it is, since whoever listens to the bus need not be allowed to read it.
 */
export class StreamToEvents extends Construct {
  constructor(scope: AssistantStack, id: string, { base, deployed, table, bus }: StreamToEventsProps) {
    super(scope, id);
    const name = `${prefixOf(base.config)}-${deployed.name}-changes`;
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new TypeError(`${deployed.name} has no stream`);
    const dead = new DeadLetters(this, 'Dead', {
      base,
      name: `${deployed.name}-changes`,
      dataClass: deployed.dataClass,
      severity: 'warning',
    });
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/pipes/${name}`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(scope, base, 'internal'),
      removalPolicy: scope.removalPolicy,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    });
    const may = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    may(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      streamArn,
    );
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns[deployed.dataClass]);
    may(['events:PutEvents'], bus.eventBusArn);
    may(['sqs:SendMessage'], dead.queue.queueArn);
    const pipe = new CfnPipe(this, 'Pipe', {
      name,
      description: `Changes of ${deployed.name}, by their keys, to ${prefixOf(base.config)}-events.`,
      roleArn: role.roleArn,
      source: streamArn,
      sourceParameters: {
        dynamoDbStreamParameters: {
          startingPosition: 'LATEST',
          batchSize: 10,
          maximumBatchingWindowInSeconds: 5,
          maximumRetryAttempts: 10,
          maximumRecordAgeInSeconds: 86_400,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: dead.queue.queueArn },
        },
      },
      target: bus.eventBusArn,
      targetParameters: {
        eventBridgeEventBusParameters: { source: CHANGE_SOURCE, detailType: 'ItemChanged' },
        inputTemplate: `{"table": "${deployed.name}", "change": <$.eventName>, "keys": <$.dynamodb.Keys>, "at": <$.dynamodb.ApproximateCreationDateTime>}`,
      },
      logConfiguration: {
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn },
      },
    });
    log.grantWrite(role);
    pipe.node.addDependency(role);
  }
}
