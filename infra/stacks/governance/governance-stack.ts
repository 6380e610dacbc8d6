import { CfnBudget, CfnBudgetsAction } from 'aws-cdk-lib/aws-budgets';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { prefixOf } from '../../config/names.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';

export interface GovernanceStackProps {
  readonly config: EnvironmentConfig;
  /** The names of the roles that call models: at 100 % of the budget they are denied them, where that is wanted. */
  readonly modelRoleNames: readonly string[];
}

/** What is spent: a budget of the environment with its warnings and action, and a watch for unusual cost. */
export class GovernanceStack extends AssistantStack {
  constructor(scope: Construct, id: string, { config, modelRoleNames }: GovernanceStackProps) {
    super(scope, id, {
      config,
      // Cost Explorer and Budgets are reached in this region whatever the others are.
      region: 'us-east-1',
      dataClass: 'internal',
      description: 'Budget and cost anomalies of the partner seller assistant.',
    });
    const budget = this.budget();
    if (config.budget.action === 'stop-models' && modelRoleNames.length > 0)
      this.stopModels(budget, modelRoleNames);
    this.anomalies();
  }

  /** Costs are told apart by the tag `environment`, which has to be activated as a cost allocation tag once. */
  private budget(): CfnBudget {
    const { config } = this;
    const subscribers = config.budget.addresses.map((address) => ({ subscriptionType: 'EMAIL', address }));
    const warning = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers,
    });
    return new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: prefixOf(config),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: config.budget.monthlyUsd, unit: 'USD' },
        metrics: ['UnblendedCost'],
        filterExpression: {
          and: [tagged('environment', config.environment), tagged('project', config.project)],
        },
      },
      notificationsWithSubscribers: [
        warning('ACTUAL', 80),
        warning('FORECASTED', 100),
        warning('ACTUAL', 100),
      ],
      resourceTags: tagsOf(config),
    });
  }

  private stopModels(budget: CfnBudget, roleNames: readonly string[]): void {
    const { config } = this;
    const denied = new ManagedPolicy(this, 'NoModels', {
      managedPolicyName: `${prefixOf(config)}-no-models`,
      description: 'Attached by the budget when it is used up: no model is called any more.',
      statements: [
        new PolicyStatement({
          effect: Effect.DENY,
          actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:InvokeAgent'],
          resources: ['*'],
        }),
      ],
    });
    const role = new Role(this, 'ActionRole', {
      assumedBy: new ServicePrincipal('budgets.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      description: 'Lets the budget attach the policy that denies models, and take it off again.',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
        resources: roleNames.map((name) => `arn:${this.partition}:iam::${this.account}:role/${name}`),
        conditions: { ArnEquals: { 'iam:PolicyARN': denied.managedPolicyArn } },
      }),
    );
    const action = new CfnBudgetsAction(this, 'StopModels', {
      budgetName: prefixOf(config),
      actionType: 'APPLY_IAM_POLICY',
      actionThreshold: { type: 'PERCENTAGE', value: 100 },
      notificationType: 'ACTUAL',
      approvalModel: 'AUTOMATIC',
      executionRoleArn: role.roleArn,
      definition: { iamActionDefinition: { policyArn: denied.managedPolicyArn, roles: [...roleNames] } },
      subscribers: config.budget.addresses.map((address) => ({ type: 'EMAIL', address })),
      resourceTags: tagsOf(config),
    });
    action.addResourceDependency(budget);
    acknowledge(denied, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The policy denies: every model and every agent is what it is to name.',
    });
  }

  /** A monitor of this project’s tag: an account may have one monitor of all services, which may be another’s. */
  private anomalies(): void {
    const { config } = this;
    const tags = tagsOf(config);
    const monitor = new CfnAnomalyMonitor(this, 'AnomalyMonitor', {
      monitorName: prefixOf(config),
      monitorType: 'CUSTOM',
      monitorSpecification: JSON.stringify({
        Tags: { Key: 'environment', MatchOptions: ['EQUALS'], Values: [config.environment] },
      }),
      resourceTags: tags,
    });
    new CfnAnomalySubscription(this, 'Anomalies', {
      subscriptionName: prefixOf(config),
      frequency: 'DAILY',
      monitorArnList: [monitor.attrMonitorArn],
      subscribers: config.budget.addresses.map((address) => ({ type: 'EMAIL', address })),
      thresholdExpression: JSON.stringify({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(config.budget.anomalyUsd)],
        },
      }),
      resourceTags: tags,
    });
  }
}

function tagged(key: string, value: string) {
  return { tags: { key, values: [value], matchOptions: ['EQUALS'] } };
}

/** These resources do not take a stack’s tags by themselves. */
function tagsOf(config: EnvironmentConfig): { key: string; value: string }[] {
  return [
    { key: 'environment', value: config.environment },
    { key: 'project', value: config.project },
    { key: 'owner', value: config.owner },
    { key: 'cost-centre', value: config.costCentre },
    { key: 'data-class', value: 'internal' },
  ];
}
