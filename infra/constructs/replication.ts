import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { BucketPurpose } from '../config/names.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { bucketArn } from './private-bucket.ts';
import type { RegionBase } from './region-base.ts';

export interface ReplicationProps {
  readonly bucket: Bucket;
  readonly purpose: BucketPurpose;
  readonly dataClass: DataClass;
  readonly base: RegionBase;
  readonly target: RegionBase;
}

/** The name of the rule, in S3’s metrics too. */
export const REPLICATION_RULE = 'to-the-second-region';

/**
 * Copies a bucket into that of the same purpose in the other region, within 15 minutes as S3 promises and measures it,
 * under that region’s key. A deletion is copied as a marker; the versions below it stay.
 */
export class Replication extends Construct {
  constructor(scope: Construct, id: string, { bucket, purpose, dataClass, base, target }: ReplicationProps) {
    super(scope, id);
    const from = bucketArn(this, base, purpose);
    const to = bucketArn(this, target, purpose, target.region);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('s3.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: `Copies the bucket for ${purpose} to ${target.region}.`,
    });
    const may = (actions: string[], resource: string, conditions = {}) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
    may(['s3:GetReplicationConfiguration', 's3:ListBucket'], from);
    may(
      ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      `${from}/*`,
    );
    may(['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], `${to}/*`);
    const through = (region: string) => ({
      StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    });
    may(['kms:Decrypt'], base.keyArns[dataClass], through(base.region));
    may(['kms:Encrypt', 'kms:GenerateDataKey'], target.keyArns[dataClass], through(target.region));
    acknowledgeWildcards(role, 'Replication copies every object of the bucket, whatever it is called.', [
      `${from}/*`,
      `${to}/*`,
    ]);
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket))
      throw new TypeError(`${bucket.node.path} is no bucket of this stack`);
    resource.replicationConfiguration = {
      role: role.roleArn,
      rules: [
        {
          id: REPLICATION_RULE,
          priority: 1,
          status: 'Enabled',
          filter: {},
          deleteMarkerReplication: { status: 'Enabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: to,
            storageClass: 'INTELLIGENT_TIERING',
            encryptionConfiguration: { replicaKmsKeyId: target.keyArns[dataClass] },
            replicationTime: { status: 'Enabled', time: { minutes: 15 } },
            metrics: { status: 'Enabled', eventThreshold: { minutes: 15 } },
          },
        },
      ],
    };
  }
}
