import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { Alias, CfnPermission, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AlarmWithRoute } from '../../constructs/alarm-with-route.ts';
import type { AssistantStack } from '../../constructs/assistant-stack.ts';
import { BundledFunction } from '../../constructs/bundled-function.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { FUNCTION_SIZES } from '../function-sizes.ts';
import { STAGE_NAME } from './door-stack.ts';
import { type QueueUrls, slackVariables, webVariables } from './environments.ts';
import type { SellerPoolRef } from './seller-pool.ts';
import { allowSlackDoor, allowWeb, type Queues } from './worker-access.ts';

export type DoorName = 'web' | 'slack-ingress' | 'slack-interactive';

export interface FrontDoorsProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly restApiId: string;
  readonly queues: Queues;
  readonly publicUrl: string;
  readonly pool: SellerPoolRef;
  readonly clientId: string;
  readonly network?: FunctionWithLogGroupProps['network'];
}

const DESCRIPTIONS: Readonly<Record<DoorName, string>> = {
  web: 'Page and API: queues questions and follows them.',
  'slack-ingress': 'Takes what Slack tells: events.',
  'slack-interactive': 'Takes commands, clicks and forms of Slack.',
};

/** The functions that people and Slack wait for: each behind an alias that turns to new code bit by bit. */
export class FrontDoors extends Construct {
  readonly aliases: Readonly<Partial<Record<DoorName, Alias>> & Record<'web', Alias>>;

  constructor(scope: AssistantStack, id: string, props: FrontDoorsProps) {
    super(scope, id);
    const { base, queues } = props;
    const urls: QueueUrls = { turns: queues.turns.queueUrl, batches: queues.batches.queueUrl };
    const application = new LambdaApplication(this, 'Application', {
      applicationName: prefixOf(base.config),
    });
    const door = (name: DoorName, environment: Readonly<Record<string, string>>) => {
      const bundled = new BundledFunction(scope, name, {
        base,
        archives: props.archives,
        bundle: name,
        description: DESCRIPTIONS[name],
        environment,
        ...(props.network === undefined ? {} : { network: props.network }),
      });
      return { role: bundled.role, alias: this.live(name, { bundled, application, ...props }) };
    };
    const web = door('web', webVariables(scope, { ...props, queues: urls }));
    allowWeb(web.role, scope, base, queues);
    const aliases: Partial<Record<DoorName, Alias>> & Record<'web', Alias> = { web: web.alias };
    if (base.config.slack) {
      const ingress = door('slack-ingress', slackVariables(base, urls));
      allowSlackDoor(ingress.role, scope, { base, queues, actions: ['GetItem', 'PutItem'] });
      const interactive = door('slack-interactive', slackVariables(base, urls));
      const actions = ['GetItem', 'Query', 'PutItem', 'UpdateItem'] as const;
      allowSlackDoor(interactive.role, scope, { base, queues, actions });
      aliases['slack-ingress'] = ingress.alias;
      aliases['slack-interactive'] = interactive.alias;
    }
    this.aliases = aliases;
  }

  private live(name: DoorName, options: LiveOptions): Alias {
    const { application, base, bundled, restApiId } = options;
    const { provisionedConcurrency } = base.config.limits;
    const isWarm = FUNCTION_SIZES[name].isFrontDoor === true && provisionedConcurrency > 0;
    const alias = new Alias(this, `${name}-live`, {
      aliasName: 'live',
      version: bundled.function.currentVersion as IVersion,
      ...(isWarm ? { provisionedConcurrentExecutions: provisionedConcurrency } : {}),
    });
    const { account, partition, region } = bundled.function.stack;
    new CfnPermission(this, `${name}-permission`, {
      action: 'lambda:InvokeFunction',
      functionName: alias.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceAccount: account,
      sourceArn: `arn:${partition}:execute-api:${region}:${account}:${restApiId}/${STAGE_NAME}/*/*`,
    });
    const alarm = new AlarmWithRoute(this, `${name}-errors`, {
      base,
      severity: 'critical',
      name: `${name}-errors`,
      runbook: 'front-door-errors',
      meaning: `The function ${name} fails: people do not get in. A deployment that is under way goes back by itself.`,
      metric: alias.metricErrors({ period: Duration.minutes(1), statistic: Stats.SUM }),
      threshold: 3,
      evaluationPeriods: 1,
    });
    const group = new LambdaDeploymentGroup(this, `${name}-deployments`, {
      application,
      deploymentGroupName: `${prefixOf(base.config)}-${name}`,
      alias,
      // CDK's classes are not their interfaces where an optional property may not be undefined.
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES as ILambdaDeploymentConfig,
      alarms: [alarm],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
    acknowledge(group, {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason:
        'What CodeDeploy needs to turn an alias is a policy of its own, which AWS extends when that changes.',
    });
    return alias;
  }
}

interface LiveOptions extends FrontDoorsProps {
  readonly bundled: BundledFunction;
  readonly application: LambdaApplication;
}
