import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { BundledFunction } from '../../constructs/bundled-function.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import { QueueWithDeadLetters } from '../../constructs/queue-with-dead-letters.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import type { AgentStack } from '../agent/agent-stack.ts';
import { WORKER_SIZES } from '../function-sizes.ts';
import { workerVariables } from './environments.ts';
import { allowWork } from './worker-access.ts';

export interface WorkersProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly agent: Pick<AgentStack, 'agents' | 'groups'>;
  readonly knowledgeBaseId: string;
  readonly knowledgeBaseArn: string;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/** A queue, its worker, and who tells of what was given up. */
const LINES = [
  {
    queue: 'turns',
    handlers: ['handler', 'handleDead'],
    names: ['turn-worker', 'turn-worker-dead'],
    what: ['Takes the turns of every channel.', 'Tells whoever asked that a question was given up.'],
    share: 1,
  },
  {
    queue: 'batches',
    handlers: ['handleBatches', 'handleDeadBatches'],
    names: ['batch-worker', 'batch-worker-dead'],
    what: ['Works on the rows of batches.', 'Ends a batch that was given up.'],
    // Questions come first: batches have a quarter of what runs at once.
    share: 0.25,
  },
] as const;

/** Event sources take two at least. */
const LEAST_CONCURRENCY = 2;
const LATEST_START = Duration.seconds(30);

/** The queues of turns and of batches, and the functions that take from them and from what they gave up. */
export class Workers extends Construct {
  readonly queues: { readonly turns: Queue; readonly batches: Queue };
  /** Of the functions that ask agents or models: a budget may deny them. */
  readonly roleNames: readonly string[];

  constructor(scope: AssistantStack, id: string, props: WorkersProps) {
    super(scope, id);
    const { archives, base, network } = props;
    const queues = Object.fromEntries(
      LINES.map(({ queue, handlers: [handler] }) => [
        queue,
        new QueueWithDeadLetters(scope, queue, {
          base,
          name: queue,
          dataClass: 'confidential',
          fifo: true,
          // Longer than the function has: else a message would come again while it is worked on.
          visibilityTimeout: WORKER_SIZES[handler].timeout.plus(LATEST_START),
        }),
      ]),
    ) as Record<'turns' | 'batches', QueueWithDeadLetters>;
    this.queues = { turns: queues.turns.queue, batches: queues.batches.queue };
    const variables = workerVariables(scope, {
      ...props,
      queues: { turns: this.queues.turns.queueUrl, batches: this.queues.batches.queueUrl },
    });
    this.roleNames = LINES.flatMap(({ handlers, names, queue, share, what }) =>
      handlers.map((handler, index) => {
        const bundled = new BundledFunction(scope, names[index] ?? handler, {
          base,
          archives,
          bundle: 'worker',
          name: names[index] ?? handler,
          handler: `index.${handler}`,
          size: WORKER_SIZES[handler],
          description: what[index] ?? '',
          environment: variables,
          ...(network === undefined ? {} : { network }),
        });
        allowWork(bundled.role, scope, { ...props, queues: this.queues });
        const isDead = index === 1;
        bundled.function.addEventSource(
          new SqsEventSource(isDead ? queues[queue].deadLetters : queues[queue].queue, {
            batchSize: 1,
            reportBatchItemFailures: true,
            ...(isDead
              ? {}
              : {
                  maxConcurrency: Math.max(
                    LEAST_CONCURRENCY,
                    Math.floor(base.config.limits.workerConcurrency * share),
                  ),
                }),
          }),
        );
        if (isDead) this.givenUp(base, queue, bundled);
        return bundled.role.roleName;
      }),
    );
  }

  /** What was given up is taken at once: the queue’s own alarm may see it gone again. */
  private givenUp(base: RegionBase, queue: string, bundled: BundledFunction): void {
    new AlarmWithRoute(this, `GivenUp-${queue}`, {
      base,
      severity: 'warning',
      name: `${queue}-given-up`,
      runbook: 'dead-letters',
      meaning: `Messages of ${queue} were given up, and whoever asked was told.`,
      metric: bundled.function.metricInvocations({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }
}
