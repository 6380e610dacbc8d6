import { type AgentDefinition, agentDefinition } from '#agent/definition/agent-definition.ts';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { modelWords } from '../preflight/check-model-rate.ts';
import type { Assumed } from './assumptions.ts';
import type { ResourceCounts } from './count-resources.ts';

/** Something that is paid for in a month: so much of the unit of a price. */
export interface Usage {
  /** What it is, in words. */
  readonly what: string;
  /** The name of its price. */
  readonly price: string;
  readonly quantity: number;
  /** `fixed`: paid while nobody asks; `turns`: grows with them. */
  readonly kind: 'fixed' | 'turns';
}

export interface UsageOptions {
  /** Tokens of the instruction and tools of each tier; those of our agents without it. */
  readonly prompts?: Readonly<Record<'standard' | 'enhanced', number>>;
  readonly sellers: number;
  /** A seller's, a month. */
  readonly turns: number;
  readonly config: EnvironmentConfig;
  readonly assumed: Assumed;
  readonly resources: ResourceCounts;
}

const HOURS = 730;
/** Search scales by whole units above its halves; while it is awake one is in use. */
const AWAKE_OCU = 1;
/** Roughly, in English and in JSON. */
const CHARACTERS_A_TOKEN = 4;

/** What a month uses, from the number of turns, the templates and the assumptions. */
export function usageOf(options: UsageOptions): Usage[] {
  return [...perTurn(options), ...fixed(options)];
}

/** Tokens that every call of a model carries before anything was said: the instruction and the tools. */
export function promptTokens({ instruction, tools }: AgentDefinition): number {
  return Math.ceil((instruction.length + JSON.stringify(tools).length) / CHARACTERS_A_TOKEN);
}

function ownPrompts(): Record<'standard' | 'enhanced', number> {
  const tokens = (tier: 'standard' | 'enhanced') => promptTokens(agentDefinition({ tier }));
  return { standard: tokens('standard'), enhanced: tokens('enhanced') };
}

function perTurn({
  sellers,
  turns,
  config,
  assumed,
  resources,
  prompts = ownPrompts(),
}: UsageOptions): Usage[] {
  const count = sellers * turns;
  const regions = 2;
  const line = (what: string, price: string, quantity: number): Usage => ({
    what,
    price,
    quantity: quantity * count,
    kind: 'turns',
  });
  const input = (tier: 'standard' | 'enhanced') =>
    assumed.modelCalls * (prompts[tier] + assumed.historyTokens);
  const words = (tier: keyof EnvironmentConfig['models']) => modelWords(config.models[tier]);
  return [
    line(
      `${config.models.standard}, read`,
      `${words('standard')} read`,
      input('standard') * (1 - assumed.enhancedShare),
    ),
    line(
      `${config.models.standard}, written`,
      `${words('standard')} written`,
      assumed.outputTokens * (1 - assumed.enhancedShare),
    ),
    line(
      `${config.models.enhanced}, read`,
      `${words('enhanced')} read`,
      input('enhanced') * assumed.enhancedShare,
    ),
    line(
      `${config.models.enhanced}, written`,
      `${words('enhanced')} written`,
      assumed.outputTokens * assumed.enhancedShare,
    ),
    line('questions to the documents, embedded', `${words('embedding')} read`, 30 * assumed.retrievalShare),
    line('guardrail on questions and answers', 'guardrailText', assumed.textUnits),
    line('writes, in both regions', 'dynamoWrite', assumed.ledgerWrites * regions),
    line('reads', 'dynamoRead', assumed.itemReads),
    line('worker', 'lambdaTime', assumed.workerSeconds * assumed.workerGigabytes),
    line('action groups', 'lambdaTime', assumed.actionSeconds * assumed.actionGigabytes),
    line('calls of functions', 'lambdaCalls', 4 + assumed.requests),
    line('queries of projects', 'athenaScan', assumed.queries * Math.max(10, assumed.queryMegabytes)),
    line('requests', 'apiRequests', assumed.requests),
    line('requests', 'cdnRequests', assumed.requests),
    line('pages and streams', 'cdnData', assumed.pageMegabytes / 1_000),
    line(
      'requests looked at',
      'wafRequests',
      (resources['AWS::WAFv2::WebACL'] ?? 1) > 0 ? assumed.requests : 0,
    ),
    line('turns in the queue', 'sqsRequests', 6),
    line('uses of keys', 'kmsRequests', 20),
    line('logs', 'logs', assumed.logKilobytes / 1_000_000),
    line('traces', 'traces', assumed.tracedShare),
    line('events and changes', 'events', 6),
    ...(config.network.mode === 'vpc' ? [line('data through NAT', 'natData', 0.05 / 1_000)] : []),
  ];
}

function fixed({ sellers, config, assumed, resources }: UsageOptions): Usage[] {
  const of = (...types: string[]) => types.reduce((total, type) => total + (resources[type] ?? 0), 0);
  const line = (what: string, price: string, quantity: number): Usage => ({
    what,
    price,
    quantity,
    kind: 'fixed',
  });
  const knowledgeBases = of('AWS::Bedrock::KnowledgeBase');
  const { minimumOcu } = config.search;
  const awake =
    Math.max(minimumOcu, AWAKE_OCU) * (1 - assumed.searchIdleShare) + minimumOcu * assumed.searchIdleShare;
  // The second region's search is asked by nobody, so it stays at its minimum.
  const ocuHours = HOURS * 2 * (awake + Math.max(0, knowledgeBases - 1) * minimumOcu);
  const zones = config.network.mode === 'vpc' ? config.network.availabilityZones : 0;
  const interfaces = Math.max(0, of('AWS::EC2::VPCEndpoint') - 2 * of('AWS::EC2::VPC'));
  return [
    line('search and indexing', 'openSearchOcu', ocuHours),
    line('index', 'openSearchStorage', knowledgeBases),
    line('tables, in both regions', 'dynamoStorage', 2 * assumed.tableGigabytes),
    line('recovery to any second, in both regions', 'dynamoRecovery', 2 * assumed.tableGigabytes),
    line('lake, in both regions', 's3Storage', 2 * assumed.lakeGigabytes),
    line('copies to the second region', 's3Replicated', assumed.lakeGigabytes / 4),
    line('listing and reading', 's3Requests', 100_000),
    line('backups', 'backup', assumed.backupFactor * (assumed.tableGigabytes + assumed.lakeGigabytes)),
    line('keys and their replicas', 'kmsKey', of('AWS::KMS::Key', 'AWS::KMS::ReplicaKey')),
    line('secrets', 'secret', of('AWS::SecretsManager::Secret')),
    line('way out of the network', 'natHour', HOURS * of('AWS::EC2::NatGateway')),
    line('endpoints of services', 'endpointHour', HOURS * interfaces * zones),
    line('alarms', 'alarm', of('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')),
    line('dashboards', 'dashboard', of('AWS::CloudWatch::Dashboard')),
    line('canary, every five minutes', 'canaryRun', of('AWS::Synthetics::Canary') * HOURS * 12),
    line('lists of rules', 'wafAcl', of('AWS::WAFv2::WebACL')),
    line('rules, four a list', 'wafRule', 4 * of('AWS::WAFv2::WebACL')),
    line('health checks', 'healthCheck', of('AWS::Route53::HealthCheck')),
    line('sellers who sign in', 'cognitoUsers', of('AWS::Cognito::UserPool') > 0 ? sellers : 0),
    line('functions kept warm', 'lambdaWarm', HOURS * 3_600 * 0.5 * config.limits.provisionedConcurrency),
    line('learning', 'buildMinute', assumed.trainingMinutes),
    line('ingestion', 'states', 1_000),
  ].filter(({ quantity }) => quantity > 0);
}
