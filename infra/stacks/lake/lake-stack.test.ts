import { describe, expect, it } from 'vitest';
import { FILE_COLUMNS } from '#knowledge-base/projects/project-columns.ts';
import { devConfig, named, prod } from '../../__fixtures__/environments.ts';
import { synthesized } from '../../__fixtures__/synthesized.ts';

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
