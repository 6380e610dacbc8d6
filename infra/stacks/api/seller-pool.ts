import { Duration, Stack, Tags } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** Who may sign in, as others name it. */
export interface SellerPoolRef {
  readonly arn: string;
  /** As it stands in `iss`. */
  readonly issuer: string;
}

/**
 * Sellers sign in here. Nobody signs up by themselves: an account is made for an address that stands in the directory
 * of sellers, and the address is how the two are brought together. A second factor is asked for.
 */
export class SellerPool extends Construct {
  readonly pool: UserPool;
  readonly ref: SellerPoolRef;

  constructor(scope: AssistantStack, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    const { config } = base;
    const { account, region } = Stack.of(this);
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: prefixOf(config),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: config.deletionProtection,
      removalPolicy: scope.removalPolicy,
    });
    Tags.of(this.pool).add(DATA_CLASS_TAG, 'confidential');
    new UserPoolDomain(this, 'Domain', {
      userPool: this.pool,
      // The only one of its region, whoever's it is.
      cognitoDomain: { domainPrefix: `${prefixOf(config)}-${account}` },
    });
    this.ref = {
      arn: this.pool.userPoolArn,
      issuer: `https://cognito-idp.${region}.amazonaws.com/${this.pool.userPoolId}`,
    };
  }
}
