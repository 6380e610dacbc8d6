import {
  CfnResource,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { isAcknowledged, OWN_RULES, type OwnRule } from './own-rules.ts';

/** Our own rules as a plugin of the synthesis: a finding that is not acknowledged ends it. */
export class OwnChecks implements IPolicyValidationPlugin {
  readonly name = 'partner-assistant';
  readonly version = '1.0.0';
  readonly ruleIds = OWN_RULES.map(({ id }) => id);

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const resources = appConstruct.node.findAll().filter((each) => CfnResource.isCfnResource(each));
    const violations = OWN_RULES.flatMap((rule) =>
      resources.flatMap((resource) => violationsOf(rule, resource)),
    );
    return { success: violations.length === 0, violations };
  }
}

function violationsOf(rule: OwnRule, resource: CfnResource): PolicyViolation[] {
  const fault = rule.check(resource);
  if (fault === undefined || isAcknowledged(resource, rule.id)) return [];
  return [
    {
      ruleName: rule.id,
      description: `${rule.says} ${resource.node.path}: ${fault}.`,
      severity: 'error',
      violatingResources: [{ constructPath: resource.node.path, locations: ['Properties'] }],
    },
  ];
}
