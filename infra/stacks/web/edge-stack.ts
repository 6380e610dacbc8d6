import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import { WebAcl } from '../api/web-acl.ts';

/** What CloudFront takes from us-east-1 alone, whatever the regions are: its rules, and the certificate of its name. */
export class EdgeStack extends AssistantStack {
  readonly webAclArn: string;
  readonly certificateArn: string | undefined;

  constructor(scope: Construct, id: string, { config }: { readonly config: EnvironmentConfig }) {
    super(scope, id, {
      config,
      region: 'us-east-1',
      dataClass: 'internal',
      description: 'Rules and certificate of the front of the partner seller assistant.',
    });
    this.webAclArn = new WebAcl(this, 'WebAcl', { config, scope: 'CLOUDFRONT' }).attrArn;
    const { domain } = config;
    if (domain === undefined) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    this.certificateArn = new Certificate(this, 'Certificate', {
      domainName: domain.name,
      validation: CertificateValidation.fromDns(zone),
    }).certificateArn;
  }
}
