import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TABLES, type TableDeclaration } from '#knowledge-base/artifacts/table-declarations.ts';
import { FILE_COLUMNS } from '#knowledge-base/projects/project-columns.ts';
import { type Resource, synthesized } from '../__fixtures__/synthesized.ts';
import { prefixOf } from '../config/names.ts';
import { readEnvironments } from '../config/read-environments.ts';
import { DEPLOYED_TABLES } from './data/deployed-tables.ts';
import { ACTION_GROUP_NAMES, DOOR_NAMES, QUEUE_NAMES, WORKER_NAMES } from './part-names.ts';

const [devConfig, , prodConfig] = readEnvironments();
if (devConfig === undefined || prodConfig === undefined) throw new TypeError('no configuration');
const dev = synthesized(devConfig);
const prod = synthesized(prodConfig);

const TABLE = 'AWS::DynamoDB::GlobalTable';
const named = (resources: readonly Resource[], property: string) =>
  Object.fromEntries(resources.map((each) => [String(each.Properties[property]), each.Properties]));
const tables = named(prod.resources('data', TABLE), 'TableName');
/** The properties of a resource that has to be there. */
function propertiesOf(resource: Resource | undefined): Resource['Properties'] {
  if (resource === undefined) throw new TypeError('there is no such resource');
  return resource.Properties;
}
const DAYS_OF_MONTHLY = 2_557;

describe('the stages', () => {
  it('have these stacks, in prod those of the second region and of the network too', () => {
    expect(dev.stacks).toEqual(
      expect.arrayContaining([
        'data',
        'dr',
        'foundation',
        'governance',
        'knowledge',
        'lake',
        'lake-standby',
        'resilience',
      ]),
    );
    expect(dev.stacks.filter((stack) => /standby|network/.test(stack))).toEqual(['lake-standby']);
    expect(prod.stacks).toEqual(
      expect.arrayContaining(['knowledge-standby', 'lake-standby', 'network', 'network-standby']),
    );
  });

  it('call functions and queues as dashboards, alarms and the canary look for them', () => {
    for (const [config, environment] of [
      [devConfig, dev],
      [prodConfig, prod],
    ] as const) {
      const names = (type: string, property: string) =>
        ['agent', 'api'].flatMap((stack) =>
          environment.resources(stack, type).map(({ Properties }) => String(Properties[property])),
        );
      const doors = config.slack ? DOOR_NAMES : DOOR_NAMES.filter((name) => !name.startsWith('slack'));
      expect(names('AWS::Lambda::Function', 'FunctionName')).toEqual(
        expect.arrayContaining(
          [...ACTION_GROUP_NAMES, ...WORKER_NAMES, ...doors].map((name) => `${prefixOf(config)}-${name}`),
        ),
      );
      expect(names('AWS::SQS::Queue', 'QueueName')).toEqual(
        expect.arrayContaining(QUEUE_NAMES.map((name) => `${prefixOf(config)}-${name}.fifo`)),
      );
    }
  });

  it('let every alarm reach its severity’s topic and name a runbook that is there', () => {
    for (const environment of [dev, prod])
      for (const stack of environment.stacks)
        for (const { Properties } of environment.resources(stack, 'AWS::CloudWatch::Alarm')) {
          const description = String(Properties.AlarmDescription);
          const [, severity, runbook] =
            /^(critical|warning|info): .* Runbook: (\S+)$/.exec(description) ?? [];
          expect([description, existsSync(runbook ?? '')]).toEqual([description, true]);
          for (const actions of [Properties.AlarmActions, Properties.OKActions])
            expect(JSON.stringify(actions)).toMatch(new RegExp(`Alarms${severity}`));
        }
  });
});

describe('FoundationStack and DrStack', () => {
  it('have a key a class of data that turns itself yearly, and its replica in the second region', () => {
    const keys = prod.resources('foundation', 'AWS::KMS::Key');
    expect(keys.map(({ Properties }) => [Properties.MultiRegion, Properties.EnableKeyRotation])).toEqual(
      Array.from({ length: 4 }, () => [true, true]),
    );
    expect(prod.resources('dr', 'AWS::KMS::ReplicaKey')).toHaveLength(4);
    expect(keys.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(
      Array.from({ length: 4 }, () => 'Retain'),
    );
  });

  it('tell critical things by PagerDuty and SMS, warnings by e-mail and Slack, and report the rest', () => {
    const subscriptions = prod
      .resources('foundation', 'AWS::SNS::Subscription')
      .map(({ Properties }) => [
        JSON.stringify(Properties.TopicArn).replace(/.*Alarms([a-z]+).*/, '$1'),
        Properties.Protocol,
      ]);
    expect(subscriptions).toEqual([
      ['critical', 'https'],
      ['critical', 'sms'],
      ['warning', 'email'],
      ['info', 'email'],
    ]);
    const [slack] = prod.resources('foundation', 'AWS::Chatbot::SlackChannelConfiguration');
    expect(slack?.Properties.GuardrailPolicies).toEqual(['arn:aws:iam::aws:policy/AWSDenyAll']);
    expect(JSON.stringify(slack?.Properties.SnsTopicArns)).toMatch(
      /us-east-1.*-warning.*us-west-2.*-warning/,
    );
    expect(prod.text('foundation')).not.toContain('events.pagerduty.com');
  });

  it('let services use a key for this account alone', () => {
    for (const { Properties } of prod.resources('foundation', 'AWS::KMS::Key')) {
      const { Statement } = Properties.KeyPolicy as {
        Statement: { Principal: object; Condition?: object }[];
      };
      for (const { Principal, Condition } of Statement)
        if ('Service' in Principal) expect(JSON.stringify(Condition)).toContain('AWS::AccountId');
    }
  });
});

describe('DataStack', () => {
  it('has a table for every declaration of the code, with its keys, indexes and TTL', () => {
    expect(Object.keys(DEPLOYED_TABLES)).toEqual(expect.arrayContaining(Object.keys(TABLES)));
    for (const [key, declaration] of Object.entries(TABLES) as [string, TableDeclaration][]) {
      const properties = tables[`partner-assistant-prod-${DEPLOYED_TABLES[key]?.name}`];
      const schema = ({ partition, sort }: TableDeclaration['key']) => [
        { AttributeName: partition, KeyType: 'HASH' },
        ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' }]),
      ];
      expect(properties?.KeySchema).toEqual(schema(declaration.key));
      const indexes = (properties?.GlobalSecondaryIndexes ?? []) as {
        IndexName: string;
        KeySchema: unknown;
      }[];
      expect(indexes.map(({ IndexName, KeySchema }) => [IndexName, KeySchema])).toEqual(
        Object.entries(declaration.indexes).map(([name, index]) => [name, schema(index)]),
      );
      expect(properties?.TimeToLiveSpecification).toEqual(
        declaration.ttlAttribute === undefined
          ? undefined
          : { AttributeName: declaration.ttlAttribute, Enabled: true },
      );
    }
  });

  it('has the three tables of the design document as the document has them', () => {
    const keys = (name: string) => [
      tables[`partner-assistant-prod-${name}`]?.KeySchema,
      tables[`partner-assistant-prod-${name}`]?.GlobalSecondaryIndexes,
    ];
    expect(
      JSON.stringify([keys('analysis-results'), keys('user-sessions'), keys('analysis-history')]),
    ).toMatch(
      /opportunityId.*analysisType.*customerId-timestamp-index.*sessionId.*customerId.*timestamp.*opportunityType-timestamp-index/,
    );
    expect([TABLES.results.ttlSeconds, TABLES.sessions.ttlSeconds, TABLES.history.ttlSeconds]).toEqual([
      7 * 86_400,
      86_400,
      90 * 86_400,
    ]);
  });

  it('keeps every table in both regions under the keys of its class, recoverable to any second, protected in prod', () => {
    for (const properties of Object.values(tables)) {
      expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
      expect(properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      const replicas = properties.Replicas as Record<string, unknown>[];
      expect(replicas.map(({ Region }) => Region)).toEqual(['us-west-2', 'us-east-1']);
      for (const replica of replicas) {
        expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
        expect(replica.DeletionProtectionEnabled).toBe(true);
        expect(JSON.stringify(replica.SSESpecification)).toContain('KMSMasterKeyId');
      }
    }
    expect(prod.resources('data', TABLE).every(({ DeletionPolicy }) => DeletionPolicy === 'Retain')).toBe(
      true,
    );
    expect(dev.resources('data', TABLE).every(({ DeletionPolicy }) => DeletionPolicy === 'Delete')).toBe(
      true,
    );
  });

  it('has a third copy of every table, under that region’s keys, where a third region is given', () => {
    const three = synthesized({
      ...devConfig,
      regions: { primary: 'us-east-1', secondary: 'us-west-2', tertiary: 'eu-west-1' },
    });
    expect(three.stacks).toContain('dr-third');
    for (const { Properties } of three.resources('data', TABLE)) {
      const replicas = Properties.Replicas as { Region: string }[];
      expect(replicas.map(({ Region }) => Region)).toEqual(['us-west-2', 'eu-west-1', 'us-east-1']);
      expect(JSON.stringify(replicas[1])).toContain('KMSMasterKeyId');
    }
  });

  it('caps what a table may be asked, so that a loop cannot cost without end', () => {
    for (const properties of Object.values(tables))
      expect(properties.WriteOnDemandThroughputSettings).toEqual({ MaxWriteRequestUnits: 2_000 });
  });

  it('rings when a table’s changes come late to the second region: long before the hour that may be lost', () => {
    const alarms = prod
      .resources('data', 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties.MetricName === 'ReplicationLatency');
    expect(alarms).toHaveLength(Object.keys(tables).length);
    for (const { Properties } of alarms) {
      const minutes = Number(Properties.Threshold) / 60_000 + Number(Properties.EvaluationPeriods) * 5;
      expect(minutes).toBeLessThan(60);
    }
  });

  it('sends changes of results and history to the bus by their keys, never the item', () => {
    const pipes = prod.resources('data', 'AWS::Pipes::Pipe');
    expect(pipes.map(({ Properties }) => Properties.Name)).toEqual([
      'partner-assistant-prod-analysis-results-changes',
      'partner-assistant-prod-analysis-history-changes',
    ]);
    for (const { Properties } of pipes) {
      const target = Properties.TargetParameters as { InputTemplate: string };
      expect(target.InputTemplate).toContain('<$.dynamodb.Keys>');
      expect(target.InputTemplate).not.toContain('Image');
      expect(JSON.stringify(Properties.SourceParameters)).toContain('DeadLetterConfig');
    }
    const [delivery] = prod.resources('data', 'AWS::KinesisFirehose::DeliveryStream');
    expect(delivery?.Properties.ExtendedS3DestinationConfiguration).toMatchObject({
      Prefix: 'events/day=!{timestamp:yyyy-MM-dd}/',
      CompressionFormat: 'GZIP',
    });
  });

  it('gives the pipe of a table these rights and no others', () => {
    const policies = prod
      .resources('data', 'AWS::IAM::Policy')
      .filter(({ Properties }) => /analysisresultschangesRole/.test(JSON.stringify(Properties.Roles)));
    expect(policies).toHaveLength(1);
    const { Statement } = propertiesOf(policies[0]).PolicyDocument as {
      Statement: { Action: unknown; Resource: unknown }[];
    };
    expect(Statement.map(({ Action }) => Action)).toEqual([
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      'events:PutEvents',
      'sqs:SendMessage',
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ]);
    expect(Statement.some(({ Resource }) => Resource === '*')).toBe(false);
  });
});

describe('LakeStack', () => {
  const buckets = prod.resources('lake', 'AWS::S3::Bucket');

  it('moves objects to Intelligent-Tiering at once and forgets old versions and events', () => {
    expect(buckets[0]?.Properties.LifecycleConfiguration).toMatchObject({
      Rules: [
        {
          Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }],
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        },
        { Prefix: 'events/', ExpirationInDays: 400 },
      ],
    });
  });

  it('copies the lake to the second region within 15 minutes, under that region’s key', () => {
    expect(buckets[0]?.Properties.ReplicationConfiguration).toMatchObject({
      Rules: [
        {
          Status: 'Enabled',
          Destination: {
            Metrics: { Status: 'Enabled' },
            ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
            EncryptionConfiguration: { ReplicaKmsKeyID: expect.anything() },
          },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
        },
      ],
    });
    expect(prod.resources('lake-standby', 'AWS::S3::Bucket')[0]?.Properties.VersioningConfiguration).toEqual({
      Status: 'Enabled',
    });
  });

  it('projects partitions over data_version and close_year, with the columns of the declaration', () => {
    const glue = named(
      prod.resources('lake', 'AWS::Glue::Table').map((each) => ({
        ...each,
        Properties: each.Properties.TableInput as Record<string, unknown>,
      })),
      'Name',
    );
    expect(Object.keys(glue)).toEqual(['projects', 'ownership', 'events']);
    expect(glue.projects).toMatchObject({
      PartitionKeys: [
        { Name: 'data_version', Type: 'string' },
        { Name: 'close_year', Type: 'int' },
      ],
      Parameters: {
        'projection.enabled': 'true',
        'projection.data_version.type': 'injected',
        'projection.close_year.type': 'integer',
      },
    });
    const { Columns } = { ...glue.projects }.StorageDescriptor as { Columns: { Name: string }[] };
    expect(Columns.map(({ Name }) => Name)).toEqual(FILE_COLUMNS.map(({ name }) => name));
    expect(JSON.stringify(glue.projects?.Parameters)).toContain(
      '/projects/data_version=${data_version}/close_year=${close_year}/',
    );
  });

  it('asks by engine 3, stops what reads too much, encrypts results and forgets them after a week', () => {
    const [workgroup] = prod.resources('lake', 'AWS::Athena::WorkGroup');
    expect(workgroup?.Properties.WorkGroupConfiguration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10_000_000_000,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } },
    });
    expect(buckets[1]?.Properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 7 }] });
  });

  it('learns weekly by the command of this repository', () => {
    const [schedule] = prod.resources('lake', 'AWS::Scheduler::Schedule');
    expect(schedule?.Properties.ScheduleExpression).toBe('cron(0 4 ? * SUN *)');
    const [project] = prod.resources('lake', 'AWS::CodeBuild::Project');
    expect(JSON.stringify(project?.Properties.Source)).toContain(
      'npm run --silent data:train -- --data data',
    );
  });

  it('filters rows by partner where Lake Formation is asked for, and only there', () => {
    expect(prod.resources('lake', 'AWS::LakeFormation::DataCellsFilter')).toEqual([]);
    const filtered = synthesized({
      ...devConfig,
      lakeFormation: {
        administratorArn: 'arn:aws:iam::111122223333:role/lake-admin',
        partners: ['P1', 'P2'],
      },
    });
    expect(
      filtered
        .resources('lake', 'AWS::LakeFormation::DataCellsFilter')
        .map(({ Properties }) => [Properties.Name, Properties.TableName, Properties.RowFilter]),
    ).toEqual([
      ['partner-P1', 'projects', { FilterExpression: "partner_id = 'P1'" }],
      ['partner-P2', 'projects', { FilterExpression: "partner_id = 'P2'" }],
    ]);
  });
});

describe('KnowledgeStack', () => {
  it('lets search go down to nothing in dev, and caps it everywhere', () => {
    const limits = [dev, prod].map(
      (environment) =>
        environment.resources('knowledge', 'AWS::OpenSearchServerless::CollectionGroup')[0]?.Properties,
    );
    expect(limits).toMatchObject([
      { Generation: 'NEXTGEN', CapacityLimits: { MinSearchCapacityInOcu: 0, MaxSearchCapacityInOcu: 2 } },
      { Generation: 'NEXTGEN', CapacityLimits: { MinSearchCapacityInOcu: 1, MaxSearchCapacityInOcu: 8 } },
    ]);
  });

  it('takes our own chunks as they are, from S3 with their sidecars, into an index for Titan’s vectors', () => {
    const [source] = prod.resources('knowledge', 'AWS::Bedrock::DataSource');
    expect(source?.Properties).toMatchObject({
      DataSourceConfiguration: { Type: 'S3', S3Configuration: { InclusionPrefixes: ['chunks/'] } },
      VectorIngestionConfiguration: { ChunkingConfiguration: { ChunkingStrategy: 'NONE' } },
    });
    const [index] = prod.resources('knowledge', 'AWS::OpenSearchServerless::Index');
    expect(index?.Properties.Mappings).toMatchObject({
      Properties: { vector: { Type: 'knn_vector', Dimension: 1_024 }, text: { Type: 'text', Index: true } },
    });
    const [base] = prod.resources('knowledge', 'AWS::Bedrock::KnowledgeBase');
    expect(JSON.stringify(base?.Properties)).toContain('foundation-model/amazon.titan-embed-text-v2:0');
    expect(prod.resources('knowledge-standby', 'AWS::Bedrock::KnowledgeBase')).toHaveLength(1);
  });

  it('is reached by Bedrock alone, and made by CloudFormation’s role', () => {
    const policies = prod.resources('knowledge', 'AWS::OpenSearchServerless::SecurityPolicy');
    const network = policies.find(({ Properties }) => Properties.Type === 'network');
    expect(JSON.parse(String(network?.Properties.Policy))).toEqual([
      {
        Rules: [{ ResourceType: 'collection', Resource: ['collection/partner-assistant-prod-search'] }],
        AllowFromPublic: false,
        SourceServices: ['bedrock.amazonaws.com'],
      },
    ]);
    const [access] = prod.resources('knowledge', 'AWS::OpenSearchServerless::AccessPolicy');
    expect(JSON.stringify(access?.Properties.Policy)).toContain('cdk-hnb659fds-cfn-exec-role-');
  });

  it('starts the ingestion once a build is published, and fails it when a document was not taken', () => {
    const [rule] = prod.resources('knowledge', 'AWS::Events::Rule');
    expect(rule?.Properties.EventPattern).toMatchObject({
      source: ['aws.s3'],
      detail: { object: { key: [{ prefix: 'published/' }] } },
    });
    const [machine] = prod.resources('knowledge', 'AWS::StepFunctions::StateMachine');
    expect(String(machine?.Properties.DefinitionString)).toMatch(
      /startIngestionJob.*getIngestionJob.*NumberOfDocumentsFailed.*SomeDocumentsFailed/,
    );
  });

  it('gives the knowledge base these rights and no others', () => {
    const role = prod
      .resources('knowledge', 'AWS::IAM::Policy')
      .find(({ Properties }) => /^\[\{"Ref":"Role/.test(JSON.stringify(Properties.Roles)));
    const { Statement } = propertiesOf(role).PolicyDocument as { Statement: { Action: unknown }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual([
      'bedrock:InvokeModel',
      's3:ListBucket',
      's3:GetObject',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      'aoss:APIAccessAll',
    ]);
  });
});

describe('ResilienceStack', () => {
  it('keeps backups 30 days, 365 days and seven years, with copies in the second region', () => {
    const [plan] = prod.resources('resilience', 'AWS::Backup::BackupPlan');
    const { BackupPlanRule } = propertiesOf(plan).BackupPlan as {
      BackupPlanRule: { RuleName: string; Lifecycle: object; CopyActions: { Lifecycle: object }[] }[];
    };
    expect(
      BackupPlanRule.map(({ RuleName, Lifecycle, CopyActions }) => [
        RuleName,
        Lifecycle,
        CopyActions.map((copy) => copy.Lifecycle),
      ]),
    ).toEqual(
      [
        ['daily', 30],
        ['weekly', 365],
        ['monthly', DAYS_OF_MONTHLY],
      ].map(([name, days]) => [name, { DeleteAfterDays: days }, [{ DeleteAfterDays: days }]]),
    );
    expect(DAYS_OF_MONTHLY / 365.25).toBeGreaterThanOrEqual(7);
    const [selection] = prod.resources('resilience', 'AWS::Backup::BackupSelection');
    const { Resources } = propertiesOf(selection).BackupSelection as { Resources: unknown[] };
    expect(Resources).toHaveLength(Object.keys(DEPLOYED_TABLES).length + 2);
  });

  it('locks both vaults in prod, neither in dev', () => {
    const locks = (environment: typeof dev) =>
      [
        ...environment.resources('resilience', 'AWS::Backup::BackupVault'),
        ...environment.resources('dr', 'AWS::Backup::BackupVault'),
      ].map(({ Properties }) => Properties.LockConfiguration);
    const lock = { MinRetentionDays: 30, MaxRetentionDays: DAYS_OF_MONTHLY, ChangeableForDays: 3 };
    expect(locks(prod)).toEqual([lock, lock]);
    expect(locks(dev)).toEqual([undefined, undefined]);
  });
});

describe('GovernanceStack', () => {
  it('warns at 80 % spent and 100 % foreseen, and denies models at 100 % where that is wanted', () => {
    const [budget] = dev.resources('governance', 'AWS::Budgets::Budget');
    const { NotificationsWithSubscribers } = propertiesOf(budget) as {
      NotificationsWithSubscribers: { Notification: { NotificationType: string; Threshold: number } }[];
    };
    expect(
      NotificationsWithSubscribers.map(({ Notification }) => [
        Notification.NotificationType,
        Notification.Threshold,
      ]),
    ).toEqual([
      ['ACTUAL', 80],
      ['FORECASTED', 100],
      ['ACTUAL', 100],
    ]);
    expect(dev.resources('governance', 'AWS::Budgets::BudgetsAction')).toHaveLength(1);
    expect(prod.resources('governance', 'AWS::Budgets::BudgetsAction')).toHaveLength(0);
    expect(dev.resources('governance', 'AWS::CE::AnomalyMonitor')).toHaveLength(1);
  });
});

describe('NetworkStack', () => {
  it('lets functions out by HTTPS only, reaches AWS by endpoints, and logs what passes', () => {
    expect(prod.resources('network', 'AWS::EC2::VPCEndpoint')).toHaveLength(14);
    expect(prod.resources('network', 'AWS::EC2::NatGateway')).toHaveLength(3);
    expect(prod.resources('network', 'AWS::EC2::FlowLog')).toHaveLength(1);
    const functions = prod.resources('network', 'AWS::EC2::SecurityGroup')[0]?.Properties;
    expect(functions?.SecurityGroupEgress).toMatchObject([{ FromPort: 443, ToPort: 443 }]);
    expect(functions?.SecurityGroupIngress).toBeUndefined();
  });
});
