import { Duration, Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import { ingestionSteps } from './ingestion-steps.ts';

/** A file written here last, after all chunks of a build, starts the ingestion: thousands of chunks are one change. */
export const PUBLISHED_PREFIX = 'published/';

export interface IngestionProps {
  readonly base: RegionBase;
  readonly bucketName: string;
  readonly knowledgeBaseId: string;
  readonly knowledgeBaseArn: string;
  readonly dataSourceId: string;
}

/** Takes the documents into the knowledge base when they have changed, and rings when one of them was not taken. */
export class Ingestion extends Construct {
  readonly machine: StateMachine;

  constructor(scope: AssistantStack, id: string, props: IngestionProps) {
    super(scope, id);
    const { base } = props;
    const name = `${prefixOf(base.config)}-ingestion`;
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${name}`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(scope, base, 'internal'),
      removalPolicy: scope.removalPolicy,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      comment: 'Takes changed documents into the knowledge base.',
      definitionBody: DefinitionBody.fromString(JSON.stringify(ingestionSteps())),
      definitionSubstitutions: {
        knowledgeBaseId: props.knowledgeBaseId,
        dataSourceId: props.dataSourceId,
      },
      timeout: Duration.hours(4),
      tracingEnabled: true,
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
    });
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['bedrock:StartIngestionJob', 'bedrock:GetIngestionJob'],
        resources: [props.knowledgeBaseArn],
      }),
    );
    acknowledge(this.machine, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray’s segments and the delivery of a state machine’s log have no ARN that a policy could name.',
    });
    this.startOnChange(scope, props, name);
    new AlarmWithRoute(this, 'Failed', {
      base,
      severity: 'warning',
      name: 'ingestion-failed',
      meaning: 'Changed documents were not taken into the knowledge base, wholly or in part.',
      metric: this.machine.metricFailed({ statistic: Stats.SUM, period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    new AlarmWithRoute(this, 'TooLong', {
      base,
      severity: 'warning',
      name: 'ingestion-too-long',
      runbook: 'ingestion-failed',
      meaning: 'Taking documents into the knowledge base was given up after four hours.',
      metric: this.machine.metricTimedOut({ statistic: Stats.SUM, period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }

  private startOnChange(scope: AssistantStack, { base, bucketName }: IngestionProps, name: string): void {
    const dead = new DeadLetters(this, 'Dead', {
      base,
      name: 'ingestion-start',
      dataClass: 'internal',
      severity: 'warning',
    });
    dead.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [dead.queue.queueArn],
        conditions: {
          ArnEquals: {
            'aws:SourceArn': `arn:${scope.partition}:events:${scope.region}:${scope.account}:rule/${name}-start`,
          },
        },
      }),
    );
    const role = new Role(this, 'StartRole', {
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] }),
    );
    new CfnRule(this, 'Start', {
      name: `${name}-start`,
      description: 'A build of the documents was published.',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucketName] }, object: { key: [{ prefix: PUBLISHED_PREFIX }] } },
      },
      targets: [
        {
          id: 'Ingestion',
          arn: this.machine.stateMachineArn,
          roleArn: role.roleArn,
          retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3_600 },
          deadLetterConfig: { arn: dead.queue.queueArn },
        },
      ],
    });
  }
}
