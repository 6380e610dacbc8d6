import { Duration } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { PrivateBucket } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** Results of queries are of use while they may be reused; after that only their copies in artifacts count. */
const RESULTS_KEPT = Duration.days(7);

/**
 * How the lake is asked: Athena's engine 3, a limit on what a query may read, results encrypted and forgotten after a
 * week. What a caller asks for instead is overruled. Reuse of results is asked for by each query.
 */
export class AthenaWorkgroup extends Construct {
  readonly workgroup: CfnWorkGroup;
  readonly results: Bucket;

  constructor(scope: AssistantStack, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    this.results = new PrivateBucket(scope, 'Results', {
      base,
      purpose: 'results',
      dataClass: 'confidential',
      lifecycleRules: [
        {
          id: 'a-week',
          expiration: RESULTS_KEPT,
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    this.workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: prefixOf(base.config),
      description: 'Questions of the partner seller assistant.',
      state: 'ENABLED',
      recursiveDeleteOption: base.config.onDelete === 'delete',
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: base.config.limits.athenaScanMegabytes * 1_000_000,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${this.results.bucketName}/`,
          expectedBucketOwner: scope.account,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: base.keyArns.confidential },
        },
      },
    });
  }
}
