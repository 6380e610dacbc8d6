import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { prefixOf } from '../../config/names.ts';

export interface WebAclProps {
  readonly config: EnvironmentConfig;
  /** Before CloudFront, which sees addresses, or before an API, which sees those that CloudFront names. */
  readonly scope: 'CLOUDFRONT' | 'REGIONAL';
}

/** Rules that AWS keeps up to date; a seller's words may look like markup, and a batch is large: those are counted. */
const MANAGED = [
  { name: 'AWSManagedRulesAmazonIpReputationList', counted: [] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', counted: [] },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    counted: ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'GenericRFI_BODY', 'GenericLFI_BODY'],
  },
] as const;

/** A limit an address, and rules of AWS against what is never meant well. */
export class WebAcl extends CfnWebACL {
  constructor(parent: Construct, id: string, { config, scope }: WebAclProps) {
    const metric = (name: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName: `${prefixOf(config)}-${name}`,
    });
    const where = scope === 'CLOUDFRONT' ? 'edge' : 'api';
    super(parent, id, {
      name: `${prefixOf(config)}-${where}`,
      description: 'Limits each address and refuses what is never meant well.',
      scope,
      defaultAction: { allow: {} },
      visibilityConfig: metric(where),
      rules: [
        {
          name: 'rate',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: {
              limit: config.limits.wafRequestsPerFiveMinutes,
              evaluationWindowSec: 300,
              ...(scope === 'CLOUDFRONT'
                ? { aggregateKeyType: 'IP' }
                : {
                    aggregateKeyType: 'FORWARDED_IP',
                    // Without the header nobody is let off: such a request did not come by CloudFront.
                    forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'MATCH' },
                  }),
            },
          },
          visibilityConfig: metric(`${where}-rate`),
        },
        ...MANAGED.map(({ name, counted }, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: metric(`${where}-${name}`),
        })),
      ],
    });
  }
}
