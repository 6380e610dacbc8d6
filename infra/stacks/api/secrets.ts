import type { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';

export const SECRETS = ['session', 'slack'] as const;
export type SecretPurpose = (typeof SECRETS)[number];

/** The name of a secret, the same in both regions. */
export function secretName({ config }: Pick<RegionBase, 'config'>, purpose: SecretPurpose): string {
  return `${prefixOf(config)}/${purpose}`;
}

/** Lets a role read one secret, and use its key through Secrets Manager alone. */
export function allowSecret(role: IRole, stack: Stack, base: RegionBase, purpose: SecretPurpose): void {
  const { account, partition, region } = stack;
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      // Secrets Manager puts six characters behind a name.
      resources: [
        `arn:${partition}:secretsmanager:${region}:${account}:secret:${secretName(base, purpose)}-??????`,
      ],
    }),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [base.keyArns.restricted],
      conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
    }),
  );
}

/** The secrets of the first region, with copies in the second where it stands by. */
export function makeSecrets(scope: AssistantStack, base: RegionBase, copiedTo: RegionBase | undefined): void {
  const common = {
    encryptionKey: keyOf(scope, base, 'restricted'),
    removalPolicy: scope.removalPolicy,
    ...(copiedTo === undefined
      ? {}
      : {
          replicaRegions: [
            {
              region: copiedTo.region,
              encryptionKey: Key.fromKeyArn(scope, 'CopiesKey', copiedTo.keyArns.restricted),
            },
          ],
        }),
  };
  const session = new Secret(scope, 'SessionSecret', {
    ...common,
    secretName: secretName(base, 'session'),
    description: 'Seals sessions and names conversations.',
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'sessionSecret',
      passwordLength: 64,
      excludePunctuation: true,
    },
  });
  const slack = new Secret(scope, 'SlackSecret', {
    ...common,
    secretName: secretName(base, 'slack'),
    description: 'What Slack gave the app; the operator fills it in.',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ signingSecret: '', botToken: '', botId: '', botUserId: '' }),
      generateStringKey: 'unused',
    },
  });
  acknowledge(session, {
    id: 'AwsSolutions-SMG4',
    reason:
      'The ids of conversations are derived from it: another secret would cut every one of them in two.',
  });
  acknowledge(slack, {
    id: 'AwsSolutions-SMG4',
    reason: 'Slack gives new tokens in its own console alone: the runbook has the steps.',
  });
}
