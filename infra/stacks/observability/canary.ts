import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { BundledFunction } from '../../constructs/bundled-function.ts';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { allowTable, tableName } from '../../constructs/table-access.ts';
import { allowSecret, secretName } from '../api/secrets.ts';
import { QUEUE_NAMES } from '../part-names.ts';

/** The seller of the directory that the canary asks as. */
export const CANARY_SELLER = 'canary';

/** How often it asks: each question costs a turn, and dev has nobody who waits. */
export function canaryPeriodOf({ config }: Pick<RegionBase, 'config'>): Duration {
  return config.environment === 'prod' ? Duration.minutes(5) : Duration.hours(1);
}

export interface CanaryProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly publicUrl: string;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/**
 * A real question on a schedule. A function of our own and no canary of CloudWatch Synthetics: that would be a second
 * runtime, a layer and a bucket for pictures of a browser, at fifteen times the price of a call, and what has to be
 * known, whether an analysis comes of a question, is read from the ledger.
 */
export class Canary extends Construct {
  constructor(scope: AssistantStack, id: string, { archives, base, network, publicUrl }: CanaryProps) {
    super(scope, id);
    const prefix = prefixOf(base.config);
    const { account, partition, region } = scope;
    const queue = `${prefix}-${QUEUE_NAMES[0]}.fifo`;
    const canary = new BundledFunction(scope, 'canary', {
      base,
      archives,
      bundle: 'canary',
      description: 'Asks a question as a seller would, and looks whether it was answered.',
      environment: {
        ORGANISATION: base.config.project,
        RESULTS_TABLE: tableName(base, 'results'),
        TURN_LEDGER_TABLE: tableName(base, 'turnLedger'),
        TURN_QUEUE_URL: `https://sqs.${region}.amazonaws.com/${account}/${queue}`,
        SESSION_SECRET_ID: secretName(base, 'session'),
        CANARY_SELLER,
        DOOR_URL: `${publicUrl}/readyz`,
      },
      ...(network === undefined ? {} : { network }),
    });
    const may = (actions: string[], resource: string, via?: string) =>
      canary.role.addToPolicy(
        new PolicyStatement({
          actions,
          resources: [resource],
          ...(via === undefined
            ? {}
            : { conditions: { StringEquals: { 'kms:ViaService': `${via}.${region}.amazonaws.com` } } }),
        }),
      );
    allowTable(canary.role, scope, base, 'turnLedger', [
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
    ]);
    allowTable(canary.role, scope, base, 'results', ['GetItem']);
    may(['sqs:SendMessage'], `arn:${partition}:sqs:${region}:${account}:${queue}`);
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns.confidential, 'sqs');
    allowSecret(canary.role, scope, base, 'session');
    this.schedule(scope, base, canary);
  }

  private schedule(scope: AssistantStack, base: RegionBase, canary: BundledFunction): void {
    const dead = new DeadLetters(this, 'Dead', {
      base,
      name: 'canary-schedule',
      dataClass: 'internal',
      severity: 'warning',
    });
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': scope.account } },
      }),
      description: 'Calls the canary.',
    });
    const may = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    may(['lambda:InvokeFunction'], canary.function.functionArn);
    may(['sqs:SendMessage'], dead.queue.queueArn);
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns.internal);
    const minutes = canaryPeriodOf(base).toMinutes();
    new CfnSchedule(this, 'Schedule', {
      name: `${prefixOf(base.config)}-canary`,
      description: 'Asks the canary’s question.',
      scheduleExpression: `rate(${minutes} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      kmsKeyArn: base.keyArns.internal,
      target: {
        arn: canary.function.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        // A late question says nothing that the next one does not say.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: dead.queue.queueArn },
      },
    });
  }
}
