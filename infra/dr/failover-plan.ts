import { DETECTION } from '../stacks/resilience/failover.ts';

/** A step of a plan, with the time it is given on paper. */
export interface PlanStep {
  readonly id: string;
  /** What is done, and how one sees that it is done. */
  readonly what: string;
  /** `automatic`: without anybody; `operator`: whoever is on call. */
  readonly by: 'automatic' | 'operator';
  readonly minutes: number;
  /** What is run; names in capitals are filled in. */
  readonly command?: string;
}

export interface Plan {
  readonly id: 'failover' | 'restore' | 'return';
  /** When it is followed. */
  readonly when: string;
  /** The most that its steps may take together; left out where the size of the data decides. */
  readonly objectiveMinutes?: number;
  readonly steps: readonly PlanStep[];
}

/** What a recovery may take and lose, by the design document. */
export const OBJECTIVES = { recoveryTimeMinutes: 15, recoveryPointMinutes: 60 } as const;

const minutes = (seconds: number) => seconds / 60;

/** The runbooks of failover and restore as data: the drill prints them, and a test adds them up. */
export const PLANS: readonly Plan[] = [
  {
    id: 'failover',
    when: 'The first region does not answer.',
    objectiveMinutes: OBJECTIVES.recoveryTimeMinutes,
    steps: [
      {
        id: 'detect',
        what: `${DETECTION.failures} health checks, ${DETECTION.interval.toSeconds()} seconds apart, fail; the alarm primary-unwell rings.`,
        by: 'automatic',
        minutes: minutes(DETECTION.failures * DETECTION.interval.toSeconds()),
      },
      {
        id: 'turn-traffic',
        what: 'Route 53 answers with the second region; resolvers forget the old answer. From here on sellers are answered.',
        by: 'automatic',
        minutes: minutes(DETECTION.dnsAnswerAge.toSeconds()),
      },
      {
        id: 'take-over',
        what: 'Whoever is on call takes the alarm and opens this plan.',
        by: 'operator',
        minutes: 5,
      },
      {
        id: 'look-at-lag',
        what: 'How far the second region’s tables were behind when the first was lost: less than an hour.',
        by: 'operator',
        minutes: 1,
        command:
          'aws cloudwatch get-metric-statistics --region SECONDARY --namespace AWS/DynamoDB --metric-name ReplicationLatency --dimensions Name=TableName,Value=TABLE Name=ReceivingRegion,Value=SECONDARY --statistics Maximum --period 300 --start-time START --end-time END',
      },
      {
        id: 'ask-a-question',
        what: 'A real question is answered by the second region, with figures and a citation.',
        by: 'operator',
        minutes: 3,
        command: 'curl --fail --silent --show-error https://DOMAIN/health',
      },
      {
        id: 'stop-releases',
        what: 'The pipeline’s transition to prod is disabled, and nobody imports data.',
        by: 'operator',
        minutes: 2,
        command:
          'aws codepipeline disable-stage-transition --pipeline-name PIPELINE --stage-name Prod --transition-type Inbound --reason "failed over"',
      },
    ],
  },
  {
    id: 'restore',
    when: 'Data was destroyed or spoilt in both regions, by a call or a release.',
    steps: [
      {
        id: 'stop-writers',
        what: 'The worker takes no more turns: what is written now would be lost by the restore.',
        by: 'operator',
        minutes: 2,
        command:
          'aws lambda put-function-concurrency --function-name WORKER --reserved-concurrent-executions 0',
      },
      {
        id: 'restore-beside',
        what: 'Each spoilt table is restored beside itself, to the last good second of 35 days; older from the vault.',
        by: 'operator',
        minutes: 45,
        command:
          'aws dynamodb restore-table-to-point-in-time --source-table-name TABLE --target-table-name TABLE-restored --restore-date-time TIME',
      },
      {
        id: 'restore-lake',
        what: 'Spoilt objects get their earlier version back, or the bucket its backup.',
        by: 'operator',
        minutes: 30,
        command:
          'aws backup start-restore-job --recovery-point-arn ARN --iam-role-arn ROLE --resource-type S3 --metadata file://restore.json',
      },
      {
        id: 'compare',
        what: 'Counts and samples of what was restored against what was there: the drill’s comparison, on real items.',
        by: 'operator',
        minutes: 15,
      },
      {
        id: 'put-back',
        what: 'Items are written back into the tables that the stack owns, which carries them to the second region.',
        by: 'operator',
        minutes: 30,
      },
      {
        id: 'start-writers',
        what: 'The worker’s concurrency is given back, and a question is asked.',
        by: 'operator',
        minutes: 3,
        command: 'aws lambda delete-function-concurrency --function-name WORKER',
      },
    ],
  },
  {
    id: 'return',
    when: 'The first region is well again, for an hour at least.',
    steps: [
      {
        id: 'compare-regions',
        what: 'Replication has caught up: the lag of every table is below a minute, no object waits for its copy.',
        by: 'operator',
        minutes: 10,
      },
      {
        id: 'deploy-first',
        what: 'The first region gets the release that the second runs.',
        by: 'operator',
        minutes: 20,
        command: "npx cdk deploy 'Prod/*'",
      },
      {
        id: 'let-traffic-back',
        what: 'Route 53 turns back by itself while the health check is well; sellers’ turns in flight are asked again.',
        by: 'automatic',
        minutes: minutes(DETECTION.dnsAnswerAge.toSeconds()),
      },
      {
        id: 'open-releases',
        what: 'The pipeline’s transition is enabled again; what was learned is written down.',
        by: 'operator',
        minutes: 5,
        command:
          'aws codepipeline enable-stage-transition --pipeline-name PIPELINE --stage-name Prod --transition-type Inbound',
      },
    ],
  },
];

/** The minutes of a plan's steps, one after the other. */
export function planMinutes({ steps }: Plan): number {
  return steps.reduce((total, step) => total + step.minutes, 0);
}

/** The plans for a person. */
export function describePlans(plans: readonly Plan[] = PLANS): string {
  return plans
    .flatMap((plan) => [
      `${plan.id}: ${plan.when} ${planMinutes(plan)} minutes on paper${plan.objectiveMinutes === undefined ? ', by the size of the data' : `, of ${plan.objectiveMinutes}`}.`,
      ...plan.steps.flatMap(({ id, what, by, minutes: time, command }, index) => [
        `  ${index + 1}. ${id} (${by}, ${time} min): ${what}`,
        ...(command === undefined ? [] : [`       ${command}`]),
      ]),
      '',
    ])
    .join('\n')
    .trimEnd();
}
