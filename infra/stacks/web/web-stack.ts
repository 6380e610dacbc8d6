import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { CONTENT_SECURITY_POLICY } from '#channels/web/security.ts';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import { PrivateBucket } from '../../constructs/private-bucket.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import type { ApiDoor } from '../api/door-stack.ts';
import type { SellerPool } from '../api/seller-pool.ts';
import type { EdgeStack } from './edge-stack.ts';

export interface WebStackProps {
  readonly base: RegionBase;
  readonly edge: Pick<EdgeStack, 'webAclArn' | 'certificateArn'>;
  readonly door: ApiDoor;
  readonly pool: SellerPool;
}

/** What opens without the server, at the addresses that the service worker keeps. */
export const SHELL_PATHS = [
  '/offline',
  '/shell.json',
  '/manifest.webmanifest',
  '/service-worker.js',
  '/icon.svg',
] as const;
export const ASSETS_PATTERN = '/assets/*';

/** The zone of every distribution of CloudFront. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/**
 * One name for all: CloudFront, with hashed assets and the offline shell from a bucket that nobody else reads, and all
 * else from the API. What is not in the bucket is asked of the API too, which has the same files: a deployment whose
 * assets were not uploaded yet is slower, not broken.
 */
export class WebStack extends AssistantStack {
  /** Where browsers reach it: an origin. */
  readonly publicUrl: string;
  /** The page, to the pool of sellers. */
  readonly clientId: string;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { base, door, edge, pool }: WebStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'public',
      description: 'Front of the partner seller assistant.',
    });
    const { domain } = base.config;
    const bucket = new PrivateBucket(this, 'Assets', {
      base,
      purpose: 'web',
      dataClass: 'public',
      // Pages that are open still ask for the version before.
      lifecycleRules: [{ id: 'old-versions', noncurrentVersionExpiration: Duration.days(30) }],
    });
    const api = new HttpOrigin(door.origin.host, {
      originPath: door.origin.path,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // A stream says something every 15 seconds.
      readTimeout: Duration.seconds(60),
    });
    const headers = this.headers();
    const fromApi: BehaviorOptions = {
      origin: api,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers,
    };
    const kept: BehaviorOptions = {
      origin: new OriginGroup({
        primaryOrigin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
        fallbackOrigin: api,
        // Without the right to list, S3 says "forbidden" of a file that is not there.
        fallbackStatusCodes: [403, 404, 500, 503],
      }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers,
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: prefixOf(base.config),
      defaultBehavior: fromApi,
      additionalBehaviors: Object.fromEntries([ASSETS_PATTERN, ...SHELL_PATHS].map((path) => [path, kept])),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: edge.webAclArn,
      ...(domain === undefined || edge.certificateArn === undefined
        ? {}
        : {
            domainNames: [domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', edge.certificateArn),
          }),
    });
    if (domain !== undefined) this.records(domain);
    acknowledge(
      this,
      {
        id: '@aws-cdk/aws-cloudfront-origins:updateImportedKeyPolicyOac',
        reason:
          'The key’s own policy lets CloudFront read for distributions of this account: foundation/key-policy.ts.',
      },
      {
        id: '@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac',
        reason:
          'The key’s policy is made before any distribution, and is of public data alone: foundation/key-policy.ts.',
      },
    );
    acknowledge(
      this.distribution,
      { id: 'AwsSolutions-CFR1', reason: 'Sellers ask from wherever they travel: no country is shut out.' },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'Its logs hold addresses of people; requests that reach the API are logged there without, rules keep samples.',
      },
      ...(domain === undefined
        ? [
            {
              id: 'AwsSolutions-CFR4',
              reason:
                'Without a name of our own the certificate is CloudFront’s, which sets the least version itself.',
            },
          ]
        : []),
    );
    this.publicUrl = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    this.clientId = this.client(pool);
    new CfnOutput(this, 'PublicUrl', { value: this.publicUrl, description: 'Where sellers ask.' });
    new CfnOutput(this, 'Bucket', { value: bucket.bucketName, description: 'Of npm run web:assets.' });
  }

  /** What the application says itself stands; what comes from the bucket gets the same. */
  private headers(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: prefixOf(this.config),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: false },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      },
    });
  }

  private records(domain: NonNullable<RegionBase['config']['domain']>): void {
    for (const type of ['A', 'AAAA'])
      new CfnRecordSet(this, `Record${type}`, {
        name: domain.name,
        type,
        hostedZoneId: domain.hostedZoneId,
        aliasTarget: {
          dnsName: this.distribution.distributionDomainName,
          hostedZoneId: CLOUDFRONT_ZONE,
        },
      });
  }

  /** A public client: the code is proved by PKCE, and there is no secret that a template would hold. */
  private client({ pool }: SellerPool): string {
    const client = new CfnUserPoolClient(this, 'Client', {
      userPoolId: pool.userPoolId,
      clientName: prefixOf(this.config),
      generateSecret: false,
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid', 'email', 'profile'],
      supportedIdentityProviders: ['COGNITO'],
      callbackUrLs: [`${this.publicUrl}/sign-in/callback`],
      logoutUrLs: [`${this.publicUrl}/signed-out`],
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      idTokenValidity: 60,
      accessTokenValidity: 60,
      refreshTokenValidity: 12,
      tokenValidityUnits: { idToken: 'minutes', accessToken: 'minutes', refreshToken: 'hours' },
    });
    return client.ref;
  }
}
