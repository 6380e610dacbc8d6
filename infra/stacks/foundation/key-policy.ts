import { Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';

/** Services that publish to our encrypted topics and buses. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'] as const;

const USE = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * Who may use the key of a class of data, in the stack's region: roles by their own policies, and those services that
 * act by themselves, each for this account only. Written by hand, since a grant from another stack would make the two
 * depend on each other.
 */
export function keyPolicy(scope: AssistantStack, dataClass: DataClass): PolicyDocument {
  const { account, partition, region } = Stack.of(scope);
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
  const statements = [
    new PolicyStatement({
      sid: 'TheAccountDecides',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: ['kms:*'],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'Logs',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      },
    }),
    new PolicyStatement({
      sid: 'Publishers',
      effect: Effect.ALLOW,
      principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
      actions: USE,
      resources: ['*'],
      conditions: ofThisAccount,
    }),
    // A rule of EventBridge gives up into a queue under this key: into queues of ours alone.
    new PolicyStatement({
      sid: 'DeadLettersOfRules',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:sqs:arn': `arn:${partition}:sqs:${region}:${account}:${prefixOf(scope.config)}-*`,
        },
      },
    }),
    ...(dataClass === 'public'
      ? [
          new PolicyStatement({
            sid: 'CloudFrontReads',
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
            actions: ['kms:Decrypt'],
            resources: ['*'],
            conditions: {
              ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` },
            },
          }),
        ]
      : []),
  ];
  return new PolicyDocument({ statements });
}
