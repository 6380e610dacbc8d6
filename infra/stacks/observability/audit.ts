import { Duration } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { bucketArn, PrivateBucket } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** How long who did what is kept. */
export const AUDIT_KEPT = Duration.days(365);

/**
 * Who read and wrote what holds customers' data, call by call: objects of the lake and of the documents, in both
 * regions. Items of tables are left out: only roles of functions may read them, every call is one of theirs, and it
 * would be told as often as it happens. Management calls are in it too; an account's first copy of those is free.
 */
export class Audit extends Construct {
  constructor(scope: AssistantStack, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    const { account, partition, region } = scope;
    const trailName = `${prefixOf(base.config)}-audit`;
    const trailArn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${trailName}`;
    const bucket = new PrivateBucket(scope, 'AuditLog', {
      base,
      purpose: 'audit',
      dataClass: 'internal',
      lifecycleRules: [
        { id: 'a-year', expiration: AUDIT_KEPT, noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
    const cloudTrail = (actions: string[], resource: string, conditions: Record<string, string>) =>
      bucket.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
          actions,
          resources: [resource],
          conditions: { StringEquals: { 'aws:SourceArn': trailArn, ...conditions } },
        }),
      );
    cloudTrail(['s3:GetBucketAcl'], bucket.bucketArn, {});
    cloudTrail(['s3:PutObject'], `${bucket.bucketArn}/AWSLogs/${account}/*`, {
      's3:x-amz-acl': 'bucket-owner-full-control',
    });
    const { primary, secondary } = base.config.regions;
    const watched = [primary, secondary].flatMap((where) =>
      (['lake', 'documents'] as const).map((purpose) => `${bucketArn(scope, base, purpose, where)}/`),
    );
    const trail = new CfnTrail(this, 'Trail', {
      trailName,
      s3BucketName: bucket.bucketName,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      advancedEventSelectors: [
        {
          name: 'What was changed',
          fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }],
        },
        {
          name: 'Objects that hold customers’ data',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
            { field: 'resources.ARN', startsWith: watched },
          ],
        },
      ],
    });
    if (bucket.policy !== undefined) trail.node.addDependency(bucket.policy);
  }
}
