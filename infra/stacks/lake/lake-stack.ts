import { Duration } from 'aws-cdk-lib';
import { type Bucket, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import { PrivateBucket } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { Replication } from '../../constructs/replication.ts';
import { EVENTS_PREFIX } from '../data/events.ts';
import { AthenaWorkgroup } from './athena-workgroup.ts';
import { Catalog } from './catalog.ts';
import { lakeReplicationAlarms } from './lake-replication-alarms.ts';
import { RowFilters } from './row-filters.ts';
import { TrainingJob } from './training-job.ts';

export interface LakeStackProps {
  readonly base: RegionBase;
  /** Where the bucket is copied to; left out in the second region, where the copy is. */
  readonly copiedTo?: RegionBase;
}

/** The historical projects of one region: the bucket, the catalog over it, and how it is asked. */
export class LakeStack extends AssistantStack {
  readonly bucket: Bucket;
  readonly catalog: Catalog;
  readonly workgroup: AthenaWorkgroup;

  constructor(scope: Construct, id: string, { base, copiedTo }: LakeStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'Data lake of the partner seller assistant: S3, Glue and Athena.',
    });
    this.bucket = new PrivateBucket(this, 'Lake', {
      base,
      purpose: 'lake',
      dataClass: 'confidential',
      announced: true,
      lifecycleRules: [
        {
          id: 'tiers-by-use',
          transitions: [
            { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
          ],
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        { id: 'events-a-year', prefix: EVENTS_PREFIX, expiration: Duration.days(400) },
      ],
    });
    this.catalog = new Catalog(this, 'Catalog', { base, bucketName: this.bucket.bucketName });
    this.workgroup = new AthenaWorkgroup(this, 'Athena', { base });
    if (base.config.lakeFormation !== undefined)
      new RowFilters(this, 'RowFilters', {
        base,
        catalog: this.catalog,
        lakeFormation: base.config.lakeFormation,
      });
    if (copiedTo !== undefined) {
      new Replication(this, 'Copies', {
        bucket: this.bucket,
        purpose: 'lake',
        dataClass: 'confidential',
        base,
        target: copiedTo,
      });
      lakeReplicationAlarms(this, base, copiedTo);
      new TrainingJob(this, 'Training', { base, bucket: this.bucket });
    }
  }
}
