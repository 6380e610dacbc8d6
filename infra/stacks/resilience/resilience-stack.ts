import { Duration, Tags } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type BucketPurpose, prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import { AssistantStack, DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { bucketArn } from '../../constructs/private-bucket.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import { tableArn } from '../../constructs/table-access.ts';
import { DEPLOYED_TABLES } from '../data/deployed-tables.ts';
import { BACKUP_RETENTION_DAYS, vaultLock } from '../dr/vault-lock.ts';
import { Failover, type FrontDoor } from './failover.ts';

/** What no declaration, document or import could make again. */
const BACKED_UP_BUCKETS: readonly BucketPurpose[] = ['lake', 'documents'];

/** When backups begin, in UTC: after the day of the Americas. */
const RULES = [
  { name: 'daily', schedule: Schedule.cron({ hour: '5', minute: '0' }) },
  { name: 'weekly', schedule: Schedule.cron({ hour: '6', minute: '0', weekDay: 'SUN' }) },
  { name: 'monthly', schedule: Schedule.cron({ hour: '7', minute: '0', day: '1' }) },
] as const;

export interface ResilienceStackProps {
  readonly base: RegionBase;
  /** The vault in the second region, by its ARN. */
  readonly copiesVaultArn: string;
  /** The doors of both regions; without two of them nothing can be failed over to. */
  readonly doors?: readonly [FrontDoor, FrontDoor];
}

/** Backups by the day, week and month with copies in the second region, and the way traffic turns to it. */
export class ResilienceStack extends AssistantStack {
  readonly vault: BackupVault;
  readonly failover: Failover | undefined;

  constructor(scope: Construct, id: string, { base, copiesVaultArn, doors }: ResilienceStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'Backups and failover of the partner seller assistant.',
    });
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: `${prefixOf(base.config)}-backups`,
      encryptionKey: keyOf(this, base, 'confidential'),
      removalPolicy: this.removalPolicy,
      ...vaultLock(base.config),
    });
    Tags.of(this.vault).add(DATA_CLASS_TAG, 'confidential');
    const copies = BackupVault.fromBackupVaultArn(this, 'Copies', copiesVaultArn);
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: prefixOf(base.config),
      backupVault: this.vault,
    });
    for (const { name, schedule } of RULES) {
      const kept = Duration.days(BACKUP_RETENTION_DAYS[name]);
      plan.addRule(
        new BackupPlanRule({
          ruleName: name,
          scheduleExpression: schedule,
          deleteAfter: kept,
          startWindow: Duration.hours(1),
          completionWindow: Duration.hours(12),
          copyActions: [{ destinationBackupVault: copies, deleteAfter: kept }],
        }),
      );
    }
    const role = this.backupRole();
    plan.addSelection('Data', {
      role,
      disableDefaultBackupPolicy: true,
      resources: [
        ...Object.keys(DEPLOYED_TABLES).map((table) => BackupResource.fromArn(tableArn(this, base, table))),
        ...BACKED_UP_BUCKETS.map((purpose) => BackupResource.fromArn(bucketArn(this, base, purpose))),
      ],
    });
    this.backupAlarms(base);
    this.failover = doors === undefined ? undefined : new Failover(this, 'Failover', { base, doors });
  }

  private backupRole(): Role {
    const names = [
      'service-role/AWSBackupServiceRolePolicyForBackup',
      'service-role/AWSBackupServiceRolePolicyForRestores',
      'AWSBackupServiceRolePolicyForS3Backup',
      'AWSBackupServiceRolePolicyForS3Restore',
    ];
    const role = new Role(this, 'BackupRole', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      description: 'Backs up and restores tables and buckets.',
      managedPolicies: names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    acknowledge(
      role,
      ...names.map((name) => ({
        id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        reason:
          'AWS Backup asks for this policy of its own, which it extends when a service’s backups change.',
      })),
    );
    return role;
  }

  private backupAlarms(base: RegionBase): void {
    const failures = [
      { name: 'backup-failed', metricName: 'NumberOfBackupJobsFailed', what: 'A backup failed.' },
      {
        name: 'backup-copy-failed',
        metricName: 'NumberOfCopyJobsFailed',
        what: 'A copy of a backup failed.',
      },
    ];
    for (const { name, metricName, what } of failures)
      new AlarmWithRoute(this, metricName, {
        base,
        severity: 'warning',
        name,
        runbook: 'backup-failed',
        meaning: what,
        metric: new Metric({
          namespace: 'AWS/Backup',
          metricName,
          dimensionsMap: { BackupVaultName: this.vault.backupVaultName },
          statistic: Stats.SUM,
          period: Duration.hours(1),
        }),
        threshold: 1,
        evaluationPeriods: 1,
      });
  }
}
