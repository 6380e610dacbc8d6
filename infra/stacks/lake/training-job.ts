import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { BuildSpec, ComputeType, LinuxArmBuildImage, Project, Source } from 'aws-cdk-lib/aws-codebuild';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { acknowledgeWildcards } from '../../constructs/acknowledge.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { DeadLetters } from '../../constructs/dead-letters.ts';
import { bucketArn } from '../../constructs/private-bucket.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import { trainingSource } from './training-source.ts';

const READ_FOLDERS = ['projects', 'ownership'] as const;

/** What the job does: the current version's files, the command of this repository, the models beside them. */
const STEPS = [
  'VERSION=$(aws s3 cp "s3://$LAKE/current.json" - | tee current.json | node -p "JSON.parse(require(\'fs\').readFileSync(0, \'utf8\')).dataVersion")',
  'mkdir -p data && mv current.json data/',
  'aws s3 sync "s3://$LAKE/projects/data_version=$VERSION/" "data/projects/data_version=$VERSION/" --only-show-errors',
  'aws s3 sync "s3://$LAKE/ownership/data_version=$VERSION/" "data/ownership/data_version=$VERSION/" --only-show-errors',
  'npm run --silent data:train -- --data data --json',
  'aws s3 sync "data/models/" "s3://$LAKE/models/" --only-show-errors',
] as const;

/**
 * `npm run data:train` on the published projects, on a schedule: in CodeBuild, since learning from a million projects
 * needs more time and memory than a Lambda has, and DuckDB is larger than a Lambda's package may be.
 */
export class TrainingJob extends Construct {
  readonly project: Project;

  constructor(
    scope: AssistantStack,
    id: string,
    options: { readonly base: RegionBase; readonly bucket: Bucket },
  ) {
    super(scope, id);
    const { base, bucket } = options;
    const name = `${prefixOf(base.config)}-training`;
    const key = keyOf(scope, base, 'confidential');
    const source = new Asset(this, 'Source', { path: trainingSource() });
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/codebuild/${name}`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(scope, base, 'internal'),
      removalPolicy: scope.removalPolicy,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codebuild.amazonaws.com'),
      description: 'Reads the published projects and writes the models that were learned from them.',
    });
    this.project = new Project(this, 'Project', {
      projectName: name,
      description: 'Learns from the published projects: npm run data:train.',
      source: Source.s3({ bucket: source.bucket, path: source.s3ObjectKey }),
      environment: {
        buildImage: LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0,
        computeType: ComputeType.MEDIUM,
        privileged: false,
      },
      environmentVariables: { LAKE: { value: bucket.bucketName } },
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        phases: {
          install: {
            'runtime-versions': { nodejs: 22 },
            commands: ['npm ci --omit=dev --no-audit --no-fund'],
          },
          build: { commands: STEPS },
        },
      }),
      role: role.withoutPolicyUpdates(),
      encryptionKey: key,
      grantReportGroupPermissions: false,
      logging: { cloudWatch: { logGroup: log } },
      timeout: Duration.hours(2),
      concurrentBuildLimit: 1,
    });
    this.allow(role, scope, base, source, log);
    this.schedule(scope, base, name);
    new AlarmWithRoute(this, 'Failed', {
      base,
      severity: 'warning',
      name: 'training-failed',
      meaning: 'Learning from the published projects failed; the models before it stay in use.',
      metric: this.project.metricFailedBuilds({ statistic: Stats.SUM, period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }

  /** Written by hand: what the constructs would grant has wildcards that nothing here needs. */
  private allow(role: Role, scope: AssistantStack, base: RegionBase, source: Asset, log: LogGroup): void {
    const lake = bucketArn(scope, base, 'lake');
    const may = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    may(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]);
    may(['s3:GetObject', 's3:GetObjectVersion'], [source.bucket.arnForObjects(source.s3ObjectKey)]);
    may(['s3:GetBucketLocation', 's3:ListBucket'], [lake]);
    may(['s3:GetObject'], [`${lake}/current.json`, ...READ_FOLDERS.map((folder) => `${lake}/${folder}/*`)]);
    may(['s3:GetObject', 's3:PutObject'], [`${lake}/models/*`]);
    may(['kms:Decrypt', 'kms:GenerateDataKey'], [base.keyArns.confidential]);
    acknowledgeWildcards(
      role,
      'Files of a version are named by their content: only their folders can be named beforehand.',
      [...READ_FOLDERS, 'models'].map((folder) => `${lake}/${folder}/*`),
    );
  }

  private schedule(scope: AssistantStack, base: RegionBase, name: string): void {
    const dead = new DeadLetters(this, 'Dead', {
      base,
      name: 'training-schedule',
      dataClass: 'internal',
      severity: 'warning',
    });
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': scope.account } },
      }),
    });
    const may = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    may(['codebuild:StartBuild'], this.project.projectArn);
    may(['sqs:SendMessage'], dead.queue.queueArn);
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns.internal);
    new CfnSchedule(this, 'Schedule', {
      name,
      description: 'Learns anew from the published projects.',
      scheduleExpression: base.config.trainingSchedule,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 30 },
      kmsKeyArn: base.keyArns.internal,
      target: {
        arn: `arn:${scope.partition}:scheduler:::aws-sdk:codebuild:startBuild`,
        roleArn: role.roleArn,
        input: JSON.stringify({ ProjectName: name }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
        deadLetterConfig: { arn: dead.queue.queueArn },
      },
    });
  }
}
