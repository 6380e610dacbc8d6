import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import { prefixOf } from '../../config/names.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';

/** The services that the functions call; each is reached inside the network. */
const ENDPOINTS = {
  athena: InterfaceVpcEndpointAwsService.ATHENA,
  bedrockAgentRuntime: InterfaceVpcEndpointAwsService.BEDROCK_AGENT_RUNTIME,
  bedrockRuntime: InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME,
  events: InterfaceVpcEndpointAwsService.EVENTBRIDGE,
  glue: InterfaceVpcEndpointAwsService.GLUE,
  kms: InterfaceVpcEndpointAwsService.KMS,
  lambda: InterfaceVpcEndpointAwsService.LAMBDA,
  logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  sqs: InterfaceVpcEndpointAwsService.SQS,
  ssm: InterfaceVpcEndpointAwsService.SSM,
  xray: InterfaceVpcEndpointAwsService.XRAY,
} as const;

export interface NetworkStackProps {
  readonly base: RegionBase;
  readonly network: Extract<EnvironmentConfig['network'], { readonly mode: 'vpc' }>;
}

/**
 * The network of VPC mode: functions in subnets without public addresses, AWS by endpoints, and a way out by NAT for
 * what has none (Slack, the issuer of tokens). One NAT, in prod one a zone.
 */
export class NetworkStack extends AssistantStack {
  readonly vpc: IVpc;
  /** Of the functions: out by HTTPS only, in by nothing. */
  readonly functions: SecurityGroup;
  /** Of the endpoints: in by HTTPS from the network. */
  readonly endpoints: SecurityGroup;

  constructor(scope: Construct, id: string, { base, network }: NetworkStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'internal',
      description: 'Network of the partner seller assistant.',
    });
    const zones = ['a', 'b', 'c'].slice(0, network.availabilityZones).map((zone) => `${base.region}${zone}`);
    // CDK's classes are not their interfaces where an optional property may not be undefined.
    const vpc = new Vpc(this, 'Vpc', {
      vpcName: prefixOf(base.config),
      ipAddresses: IpAddresses.cidr(network.cidr),
      availabilityZones: zones,
      natGateways: base.config.environment === 'prod' ? zones.length : 1,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'way-out', subnetType: SubnetType.PUBLIC, cidrMask: 26, mapPublicIpOnLaunch: false },
        { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      ],
      gatewayEndpoints: {
        s3: { service: GatewayVpcEndpointAwsService.S3 },
        dynamodb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    this.vpc = vpc as IVpc;
    const log = new LogGroup(this, 'FlowLog', {
      logGroupName: `/vpc/${prefixOf(base.config)}`,
      retention: base.config.logRetentionDays as number,
      encryptionKey: keyOf(this, base, 'internal'),
      removalPolicy: this.removalPolicy,
    });
    this.vpc.addFlowLog('Rejected', { destination: FlowLogDestination.toCloudWatchLogs(log) });
    this.functions = new SecurityGroup(this, 'Functions', {
      vpc: this.vpc,
      description: 'Functions: out by HTTPS, in by nothing.',
      allowAllOutbound: false,
    });
    this.functions.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS, Slack and the issuer of tokens');
    this.endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of AWS services: in by HTTPS from the functions.',
      allowAllOutbound: false,
    });
    this.endpoints.addIngressRule(this.functions, Port.tcp(443), 'from the functions');
    for (const [name, service] of Object.entries(ENDPOINTS))
      this.vpc.addInterfaceEndpoint(name, {
        service,
        privateDnsEnabled: true,
        securityGroups: [this.endpoints],
        open: false,
        subnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      });
  }
}
