import { Tags } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnAlias, CfnReplicaKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { DATA_CLASSES, type DataClass } from '#knowledge-base/data-class.ts';
import type { EnvironmentConfig, Region } from '../../config/environment-config.ts';
import { prefixOf } from '../../config/names.ts';
import { AlarmTopics } from '../../constructs/alarm-topics.ts';
import { AssistantStack, DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { LogBucket } from '../../constructs/log-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { keyPolicy } from '../foundation/key-policy.ts';
import { vaultLock } from './vault-lock.ts';

export interface DrStackProps {
  readonly config: EnvironmentConfig;
  readonly primary: RegionBase;
  /** The second region of the configuration, unless the third is given. */
  readonly region?: Region;
}

/** What stands in the second region before any data goes there: the keys’ replicas, the vault, the alarms’ ways. */
export class DrStack extends AssistantStack {
  readonly base: RegionBase;
  readonly vault: BackupVault;

  constructor(
    scope: Construct,
    id: string,
    { config, primary, region = config.regions.secondary }: DrStackProps,
  ) {
    super(scope, id, {
      config,
      region,
      dataClass: 'internal',
      description: 'Keys, backups and alarm topics of the partner seller assistant in another region.',
    });
    const replicaFor = (dataClass: DataClass) => {
      const replica = new CfnReplicaKey(this, `Key${dataClass}`, {
        description: `${prefixOf(config)}: ${dataClass} data, replica`,
        primaryKeyArn: primary.keyArns[dataClass],
        keyPolicy: keyPolicy(this, dataClass),
      });
      replica.applyRemovalPolicy(this.removalPolicy);
      new CfnAlias(this, `Alias${dataClass}`, {
        aliasName: `alias/${prefixOf(config)}-${dataClass}`,
        targetKeyId: replica.attrKeyId,
      });
      Tags.of(replica).add(DATA_CLASS_TAG, dataClass);
      return replica.attrArn;
    };
    const arns = Object.fromEntries(DATA_CLASSES.map((each) => [each, replicaFor(each)])) as Record<
      DataClass,
      string
    >;
    const logBucket = new LogBucket(this, 'Logs');
    const { topics } = new AlarmTopics(this, 'Alarms', {
      config,
      key: Key.fromKeyArn(this, 'TopicKey', arns.internal),
    });
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: `${prefixOf(config)}-copies`,
      encryptionKey: Key.fromKeyArn(this, 'VaultKey', arns.confidential),
      removalPolicy: this.removalPolicy,
      ...vaultLock(config),
    });
    Tags.of(this.vault).add(DATA_CLASS_TAG, 'confidential');
    this.base = {
      config,
      region,
      role: 'secondary',
      keyArns: arns,
      logBucketName: logBucket.bucketName,
      topicArns: {
        critical: topics.critical.topicArn,
        warning: topics.warning.topicArn,
        info: topics.info.topicArn,
      },
    };
  }
}
