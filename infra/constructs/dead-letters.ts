import { Duration, Tags } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { prefixOf } from '../config/names.ts';
import { acknowledge } from './acknowledge.ts';
import { AlarmWithRoute } from './alarm-with-route.ts';
import { DATA_CLASS_TAG } from './assistant-stack.ts';
import { keyOf, type RegionBase, type Severity } from './region-base.ts';

export interface DeadLettersProps {
  readonly base: RegionBase;
  /** Of what gives up here, behind the environment's prefix: the queue is `<name>-dead`. */
  readonly name: string;
  readonly dataClass: DataClass;
  readonly severity: Severity;
  readonly fifo?: boolean;
  /** At least as long as a function has that takes from it. */
  readonly visibilityTimeout?: Duration;
}

/** Where messages go that were given up: kept for 14 days, and somebody is told of the first. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    { base, name, dataClass, severity, fifo = false, visibilityTimeout }: DeadLettersProps,
  ) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: `${prefixOf(base.config)}-${name}-dead${fifo ? '.fifo' : ''}`,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: keyOf(scope, base, dataClass),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(fifo ? { fifo } : {}),
      ...(visibilityTimeout === undefined ? {} : { visibilityTimeout }),
    });
    Tags.of(this).add(DATA_CLASS_TAG, dataClass);
    acknowledge(this.queue, {
      id: 'AwsSolutions-SQS3',
      reason:
        'It is where a queue, a pipe, a rule or a schedule gives up; a rule of our own holds that one does.',
    });
    new AlarmWithRoute(this, 'GivenUp', {
      base,
      severity,
      name: `${name}-dead`,
      runbook: 'dead-letters',
      meaning: `Messages of ${name} were given up.`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }
}
