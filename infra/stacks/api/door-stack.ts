import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount, CfnDomainName, CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnRecordSet, HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import type { FrontDoor } from '../resilience/failover.ts';
import { SellerPool } from './seller-pool.ts';

/** The one stage of the API, as it stands in addresses of API Gateway's own. */
export const STAGE_NAME = 'live';

/** Bodies that are bytes and not text. */
const BINARY = ['multipart/form-data', 'text/csv', 'application/csv', 'application/octet-stream'];

/** How the methods, the pages before them and the failover find the API. */
export interface ApiDoor {
  readonly restApiId: string;
  readonly rootResourceId: string;
  /** Where CloudFront asks: the name of our own, or API Gateway's with the stage. */
  readonly origin: { readonly host: string; readonly path: string };
  /** The resource that a name of our own is mapped from. */
  readonly domainName: string | undefined;
}

/**
 * What is known of the API before anything answers: its id and names, and in the first region who may sign in. A stack
 * of its own, since CloudFront points to the API while the functions behind it have to know CloudFront's name.
 */
export class DoorStack extends AssistantStack {
  readonly door: ApiDoor;
  /** Given where there is a name of our own. */
  readonly frontDoor: FrontDoor | undefined;
  /** In the first region. */
  readonly pool: SellerPool | undefined;

  constructor(scope: Construct, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'Names and sign-in of the API of the partner seller assistant.',
    });
    this.mayWriteLogs();
    const api = new CfnRestApi(this, 'Api', {
      name: prefixOf(base.config),
      description: 'Page, API and doors of Slack of the partner seller assistant.',
      endpointConfiguration: { types: ['REGIONAL'] },
      apiKeySourceType: 'HEADER',
      binaryMediaTypes: BINARY,
      // Health checks ask each region by the name that is API Gateway's own.
      disableExecuteApiEndpoint: false,
    });
    acknowledge(api, {
      id: 'AwsSolutions-APIG2',
      reason: 'The validators stand with the methods, in the stack of what answers: stacks/api.',
    });
    const host = `${api.ref}.execute-api.${this.region}.amazonaws.com`;
    const named = base.config.domain === undefined ? undefined : this.named(base, base.config.domain);
    this.door = {
      restApiId: api.ref,
      rootResourceId: api.attrRootResourceId,
      origin:
        named === undefined ? { host, path: `/${STAGE_NAME}` } : { host: named.domainName ?? '', path: '' },
      domainName: named?.ref,
    };
    this.frontDoor =
      named === undefined
        ? undefined
        : {
            healthHost: host,
            healthPath: `/${STAGE_NAME}/healthz`,
            aliasName: named.attrRegionalDomainName,
            aliasZoneId: named.attrRegionalHostedZoneId,
          };
    this.pool = base.role === 'primary' ? new SellerPool(this, 'Sellers', { base }) : undefined;
    if (this.pool !== undefined)
      new CfnOutput(this, 'UserPoolId', {
        value: this.pool.pool.userPoolId,
        description: 'Where accounts of sellers are made.',
      });
  }

  /** One role a region lets API Gateway write logs, whoever's API it is: it outlives this stack. */
  private mayWriteLogs(): void {
    const role = new Role(this, 'LogRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      description: 'Lets API Gateway write the logs of every API of this region.',
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn }).applyRemovalPolicy(
      RemovalPolicy.RETAIN,
    );
    acknowledge(role, {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason:
        'API Gateway takes one role a region for all logs, and this is the policy that it names for it.',
    });
  }

  private named(base: RegionBase, domain: NonNullable<RegionBase['config']['domain']>): CfnDomainName {
    const name = `origin.${domain.name}`;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(zone),
    });
    const named = new CfnDomainName(this, 'Name', {
      domainName: name,
      regionalCertificateArn: certificate.certificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
    });
    // With a second region the name turns with its health: stacks/resilience/failover.ts.
    if (base.config.secondRegion !== 'standby')
      new CfnRecordSet(this, 'Record', {
        name,
        type: 'A',
        hostedZoneId: domain.hostedZoneId,
        aliasTarget: { dnsName: named.attrRegionalDomainName, hostedZoneId: named.attrRegionalHostedZoneId },
      });
    return named;
  }
}
