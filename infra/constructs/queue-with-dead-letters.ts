import { Duration, Tags } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { prefixOf } from '../config/names.ts';
import { DATA_CLASS_TAG } from './assistant-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { keyOf, type RegionBase, type Severity } from './region-base.ts';

export interface QueueWithDeadLettersProps {
  readonly base: RegionBase;
  /** Behind the environment's prefix, without the ending of a FIFO queue. */
  readonly name: string;
  readonly dataClass: DataClass;
  readonly fifo?: boolean;
  /** 180 s, the lease of a turn. */
  readonly visibilityTimeout?: Duration;
  /** After so many tries a message is given up; 3. */
  readonly maxReceiveCount?: number;
  /** Of the alarm that rings when a message was given up; critical. */
  readonly severity?: Severity;
}

/** A queue whose messages are not lost: encrypted, TLS only, with a queue of what was given up and an alarm on that. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    const { base, name, dataClass, fifo = false, severity = 'critical' } = props;
    const visibilityTimeout = props.visibilityTimeout ?? Duration.seconds(180);
    this.deadLetters = new DeadLetters(this, 'Dead', {
      base,
      name,
      dataClass,
      severity,
      fifo,
      visibilityTimeout,
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      queueName: `${prefixOf(base.config)}-${name}${fifo ? '.fifo' : ''}`,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: keyOf(scope, base, dataClass),
      enforceSSL: true,
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount ?? 3 },
      ...(fifo ? { fifo } : {}),
    });
    Tags.of(this).add(DATA_CLASS_TAG, dataClass);
  }
}
