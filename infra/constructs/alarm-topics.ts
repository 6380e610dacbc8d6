import { Stack } from 'aws-cdk-lib';
import { CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { prefixOf } from '../config/names.ts';
import { SEVERITIES, type Severity } from './region-base.ts';

/** The services that ring by themselves, each for this account only. EventBridge is none of them: it takes no condition. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'] as const;

export interface AlarmTopicsProps {
  readonly config: EnvironmentConfig;
  readonly key: IKey;
}

/** A topic a severity, with everybody who is to hear of it: PagerDuty and SMS, e-mail and Slack, the report. */
export class AlarmTopics extends Construct {
  readonly topics: Readonly<Record<Severity, Topic>>;

  constructor(scope: Construct, id: string, { config, key }: AlarmTopicsProps) {
    super(scope, id);
    const topicFor = (severity: Severity) => {
      const topic = new Topic(this, severity, {
        topicName: `${prefixOf(config)}-${severity}`,
        displayName: `${config.project} ${config.environment}: ${severity}`,
        masterKey: key,
        enforceSSL: true,
      });
      topic.addToResourcePolicy(
        new PolicyStatement({
          sid: 'OurAlarms',
          effect: Effect.ALLOW,
          principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
      for (const [index, { protocol, endpoint }] of endpointsOf(this, config, severity).entries())
        new Subscription(topic, `To${index}`, { topic, protocol, endpoint });
      return topic;
    };
    this.topics = {
      critical: topicFor('critical'),
      warning: topicFor('warning'),
      info: topicFor('info'),
    };
  }
}

interface Endpoint {
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
}

function endpointsOf(scope: Construct, { alarms }: EnvironmentConfig, severity: Severity): Endpoint[] {
  const emails = alarms[severity].emails.map((endpoint) => ({
    protocol: SubscriptionProtocol.EMAIL,
    endpoint,
  }));
  if (severity !== 'critical') return emails;
  const { pagerDutyUrlParameter, smsNumbers } = alarms.critical;
  return [
    ...(pagerDutyUrlParameter === undefined
      ? []
      : [
          {
            protocol: SubscriptionProtocol.HTTPS,
            endpoint: StringParameter.valueForStringParameter(scope, pagerDutyUrlParameter),
          },
        ]),
    ...smsNumbers.map((endpoint) => ({ protocol: SubscriptionProtocol.SMS, endpoint })),
    ...emails,
  ];
}

/**
 * Warnings in a Slack channel, of both regions: a channel may be configured once an account. The role may do nothing:
 * messages need no right, and commands from the channel are denied.
 */
export function slackRoute(scope: Construct, config: EnvironmentConfig): void {
  const { slack } = config.alarms.warning;
  if (slack === undefined) return;
  const { account, partition } = Stack.of(scope);
  const { primary, secondary } = config.regions;
  const topicArn = (region: string, severity: Severity) =>
    `arn:${partition}:sns:${region}:${account}:${prefixOf(config)}-${severity}`;
  const role = new Role(scope, 'SlackRole', {
    assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
    description: 'Carries warnings to Slack; may do nothing else.',
  });
  new CfnSlackChannelConfiguration(scope, 'SlackChannel', {
    configurationName: `${prefixOf(config)}-warnings`,
    slackWorkspaceId: slack.workspaceId,
    slackChannelId: slack.channelId,
    iamRoleArn: role.roleArn,
    guardrailPolicies: [`arn:${partition}:iam::aws:policy/AWSDenyAll`],
    loggingLevel: 'ERROR',
    snsTopicArns: [primary, secondary].flatMap((region) =>
      SEVERITIES.filter((severity) => severity !== 'info').map((severity) => topicArn(region, severity)),
    ),
  });
}
