import { describe, expect, it } from 'vitest';
import { TABLES, type TableDeclaration } from '#knowledge-base/artifacts/table-declarations.ts';
import { dev, devConfig, named, prod, propertiesOf } from '../../__fixtures__/environments.ts';
import { synthesized } from '../../__fixtures__/synthesized.ts';
import { DEPLOYED_TABLES } from './deployed-tables.ts';

const TABLE = 'AWS::DynamoDB::GlobalTable';
const tables = named(prod.resources('data', TABLE), 'TableName');

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
