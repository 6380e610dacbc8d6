import { type Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { prefixOf } from '../config/names.ts';
import { acknowledge } from './acknowledge.ts';
import { type AssistantStack, DATA_CLASS_TAG } from './assistant-stack.ts';
import { logRedaction } from './log-redaction.ts';
import { keyOf, type RegionBase } from './region-base.ts';

export interface FunctionWithLogGroupProps {
  readonly base: RegionBase;
  /** Behind the environment's prefix. */
  readonly name: string;
  readonly description: string;
  readonly code: Code;
  /** `index.handler`, of the one file that a bundle is. */
  readonly handler?: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly dataClass: DataClass;
  readonly environment?: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  /** Given in VPC mode. */
  readonly network?: { readonly vpc: IVpc; readonly securityGroup: ISecurityGroup };
}

/** Where failures counted in logs are, in CloudWatch: a metric a function, by its name. */
export const LOG_NAMESPACE = 'SellerAssistant/Logs';

/**
 * A Lambda on ARM64 with a role of its own that may write its own log and traces and nothing else (give it the rest
 * with `role.addToPolicy`), a log group that keeps what the environment says, and the key of its class of data.
 */
export class FunctionWithLogGroup extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: AssistantStack, id: string, props: FunctionWithLogGroupProps) {
    super(scope, id);
    const { base, dataClass, network } = props;
    const key = keyOf(scope, base, dataClass);
    const functionName = `${prefixOf(base.config)}-${props.name}`;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${functionName} may do.`,
    });
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(scope, base, 'internal'),
      removalPolicy: scope.removalPolicy,
      dataProtectionPolicy: logRedaction(),
    });
    // Failures that somebody was told of in words are no errors of the function: they are counted in its log.
    new MetricFilter(this, 'Failures', {
      logGroup: this.logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
      metricNamespace: LOG_NAMESPACE,
      metricName: functionName,
      metricValue: '1',
    });
    this.logGroup.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: props.description,
      code: props.code,
      handler: props.handler ?? 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role: this.role,
      logGroup: this.logGroup,
      tracing: Tracing.ACTIVE,
      environmentEncryption: key,
      // The metrics of several deployments in one account are told apart by it.
      environment: { DEPLOYMENT: prefixOf(base.config), ...props.environment },
      ...(props.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrency }),
      // A version that an agent or an alias stands on outlives what comes after it.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      ...(network === undefined ? {} : { vpc: network.vpc, securityGroups: [network.securityGroup] }),
    });
    if (network !== undefined) this.role.addToPolicy(interfacesOfItsNetwork());
    Tags.of(this).add(DATA_CLASS_TAG, dataClass);
    acknowledge(this, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray’s segments and a VPC’s network interfaces have no ARN that a policy could name beforehand.',
    });
  }
}

function interfacesOfItsNetwork(): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}
