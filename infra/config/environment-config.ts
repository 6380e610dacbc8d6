import { z } from 'zod';
import { LOG_RETENTION_DAYS } from './log-retention.ts';

/** The regions of the design document: primary, secondary, and an optional third. */
export const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'] as const;
export type Region = (typeof REGIONS)[number];

/** The environments, in the order of their delivery. */
export const ENVIRONMENT_NAMES = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

const region = z.enum(REGIONS, { error: `one of ${REGIONS.join(', ')}` });
const words = z.string().trim().min(1, 'a text that is not empty').max(128, 'at most 128 characters');
const tagValue = words.regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, 'letters, digits, spaces and _.:/=+-@ only');
const email = z.email({ error: 'an e-mail address' });
const modelId = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+){1,2}(:\d+)?$/, 'a model id of Bedrock, as us.amazon.nova-2-lite-v1:0');
const parameterName = z
  .string()
  .regex(
    /^\/[\w./-]{1,200}$/,
    'the name of an SSM parameter, beginning with /, as /partner-assistant/prod/x',
  );
const count = (least: number, most: number) =>
  z
    .number({ error: `a number from ${least} to ${most}` })
    .min(least, `${least} at least`)
    .max(most, `${most} at most`);
const whole = (least: number, most: number) => count(least, most).int('a whole number');

const slackWorkspace = z.strictObject({
  workspaceId: z.string().regex(/^T[A-Z0-9]{6,14}$/, 'the id of a Slack workspace, as T0123456789'),
  channelId: z.string().regex(/^[CG][A-Z0-9]{6,14}$/, 'the id of a Slack channel, as C0123456789'),
});

const network = z.discriminatedUnion(
  'mode',
  [
    z.strictObject({ mode: z.literal('public') }),
    z.strictObject({
      mode: z.literal('vpc'),
      cidr: z
        .string()
        .regex(
          /^(10|172|192)(\.\d{1,3}){3}\/(1[6-9]|2[0-4])$/,
          'a private range of /16 to /24, as 10.20.0.0/16',
        ),
      availabilityZones: whole(2, 3),
    }),
  ],
  { error: 'mode: public, or mode: vpc with cidr and availabilityZones' },
);

/** One environment, as `infra/config/NAME.yaml` states it. Money in US dollars, capacity in the service's units. */
export const environmentConfigSchema = z.strictObject({
  environment: z.enum(ENVIRONMENT_NAMES, { error: `one of ${ENVIRONMENT_NAMES.join(', ')}` }),
  /** Left out: the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits, in quotes')
    .optional(),
  /** Every name begins with it, and the tag `project` has it. */
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, 'lower case letters, digits and hyphens, beginning with a letter'),
  owner: tagValue,
  costCentre: tagValue,
  regions: z.strictObject({
    primary: region,
    secondary: region,
    tertiary: region.optional(),
  }),
  /** `standby`: the whole application stands in the second region too; `copies`: only data and backups. */
  secondRegion: z.enum(['standby', 'copies'], { error: 'standby or copies' }),
  orchestrator: z.enum(['bedrock-agents', 'in-process'], { error: 'bedrock-agents or in-process' }),
  models: z.strictObject({ standard: modelId, enhanced: modelId, embedding: modelId }),
  network,
  /** What becomes of data when a stack is deleted. */
  onDelete: z.enum(['keep', 'delete'], { error: 'keep or delete' }),
  deletionProtection: z.boolean({ error: 'true or false' }),
  vaultLock: z.boolean({ error: 'true or false' }),
  logRetentionDays: z.union(
    LOG_RETENTION_DAYS.map((days) => z.literal(days)),
    { error: `one of ${LOG_RETENTION_DAYS.join(', ')}` },
  ),
  /** Left out: no name of our own, and so no failover by DNS. */
  domain: z
    .strictObject({
      name: z
        .string()
        .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'a name of lower case, as assistant.example.com')
        .max(200, 'at most 200 characters'),
      hostedZoneId: z.string().regex(/^Z[A-Z0-9]{6,31}$/, 'the id of a Route 53 zone, as Z0123456789ABC'),
      zoneName: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'the zone’s name, as example.com'),
    })
    .optional(),
  /** Sellers ask in Slack: its doors stand, and the worker reads its secret, which has to be filled in. */
  slack: z.boolean({ error: 'true or false' }).default(false),
  /** Origins of other sites whose pages may call the API; their requests carry tokens, never cookies. */
  corsOrigins: z
    .array(
      z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'an origin, as https://intranet.example.com'),
    )
    .default([]),
  alarms: z.strictObject({
    critical: z.strictObject({
      /** The URL holds a key, so it stands in this SSM parameter and not in the file. */
      pagerDutyUrlParameter: parameterName.optional(),
      smsNumbers: z.array(z.string().regex(/^\+[1-9]\d{7,14}$/, 'a number as +15555550100')).default([]),
      emails: z.array(email).default([]),
    }),
    warning: z.strictObject({ emails: z.array(email).default([]), slack: slackWorkspace.optional() }),
    info: z.strictObject({ emails: z.array(email).default([]) }),
  }),
  budget: z.strictObject({
    monthlyUsd: count(1, 10_000_000),
    addresses: z
      .array(email)
      .min(1, 'at least one address: nobody would be told that the budget is used up')
      .max(10, 'at most 10'),
    /** `stop-models`: at 100 % spent, the roles that call models are denied them. */
    action: z.enum(['none', 'stop-models'], { error: 'none or stop-models' }),
    /** An anomaly is told from this cost on. */
    anomalyUsd: count(1, 1_000_000),
  }),
  search: z.strictObject({ minimumOcu: count(0, 96), maximumOcu: whole(1, 96) }),
  limits: z.strictObject({
    /** Athena stops a query that would read more. */
    athenaScanMegabytes: whole(10, 10_000_000),
    dynamoDbReadUnits: whole(1, 40_000),
    dynamoDbWriteUnits: whole(1, 40_000),
    apiRequestsPerSecond: whole(1, 10_000),
    /** Of one address, in five minutes. */
    wafRequestsPerFiveMinutes: whole(10, 2_000_000_000),
    /** Turns that run at once. */
    workerConcurrency: whole(2, 1_000),
    /** Kept warm for the front doors; 0: none. */
    provisionedConcurrency: whole(0, 500),
  }),
  /** When `data:train` runs, by EventBridge Scheduler, in UTC. */
  trainingSchedule: z
    .string()
    .regex(
      /^(cron|rate)\([\w\s*?/,#-]+\)$/,
      'an expression of EventBridge Scheduler, as cron(0 4 ? * SUN *)',
    ),
  /** Rows of partners by Lake Formation, besides the scope that is compiled into every query. */
  lakeFormation: z
    .strictObject({
      administratorArn: z
        .string()
        .regex(/^arn:aws:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,128}$/, 'the ARN of a role or a user'),
      partners: z.array(z.string().regex(/^[\w.-]{1,64}$/, 'a partner id')).min(1, 'at least one partner id'),
    })
    .optional(),
});

export type EnvironmentConfig = Readonly<z.output<typeof environmentConfigSchema>>;
