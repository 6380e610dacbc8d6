import { Tags } from 'aws-cdk-lib';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { DATA_CLASSES, type DataClass } from '#knowledge-base/data-class.ts';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { prefixOf } from '../../config/names.ts';
import { AlarmTopics, slackRoute } from '../../constructs/alarm-topics.ts';
import { AssistantStack, DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { LogBucket } from '../../constructs/log-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { keyPolicy } from './key-policy.ts';

/** What all else stands on in the first region: a key a class of data, the log of accesses, the ways of alarms. */
export class FoundationStack extends AssistantStack {
  readonly base: RegionBase;

  constructor(scope: Construct, id: string, { config }: { readonly config: EnvironmentConfig }) {
    const region = config.regions.primary;
    super(scope, id, {
      config,
      region,
      dataClass: 'internal',
      description: 'Keys, access logs and alarm topics of the partner seller assistant.',
    });
    const keyFor = (dataClass: DataClass) => {
      const key = new Key(this, `Key${dataClass}`, {
        description: `${prefixOf(config)}: ${dataClass} data`,
        multiRegion: true,
        enableKeyRotation: true,
        policy: keyPolicy(this, dataClass),
        removalPolicy: this.removalPolicy,
      });
      new Alias(key, 'Alias', { aliasName: `alias/${prefixOf(config)}-${dataClass}`, targetKey: key });
      Tags.of(key).add(DATA_CLASS_TAG, dataClass);
      return key;
    };
    const keys = Object.fromEntries(DATA_CLASSES.map((each) => [each, keyFor(each)])) as Record<
      DataClass,
      Key
    >;
    const logBucket = new LogBucket(this, 'Logs');
    const { topics } = new AlarmTopics(this, 'Alarms', { config, key: keys.internal });
    slackRoute(this, config);
    this.base = {
      config,
      region,
      role: 'primary',
      keyArns: {
        public: keys.public.keyArn,
        internal: keys.internal.keyArn,
        confidential: keys.confidential.keyArn,
        restricted: keys.restricted.keyArn,
      },
      logBucketName: logBucket.bucketName,
      topicArns: {
        critical: topics.critical.topicArn,
        warning: topics.warning.topicArn,
        info: topics.info.topicArn,
      },
    };
  }
}
