import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { OWNERSHIP_COLUMNS, OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import { FILE_COLUMNS, PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { ColumnType } from '#knowledge-base/projects/project-record.ts';
import { prefixOf } from '../../config/names.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { EVENTS_PREFIX } from '../data/events.ts';

/** The database of an environment: an account may hold several. */
export function databaseName({ config }: Pick<RegionBase, 'config'>): string {
  return prefixOf(config).replaceAll('-', '_');
}

/** The years that projects may close in; 0: unknown. Athena lists a folder for each year that a query allows. */
export const CLOSE_YEARS = '0,2060';

const GLUE_TYPES: Readonly<Record<ColumnType, string>> = {
  varchar: 'string',
  date: 'date',
  double: 'double',
  bigint: 'bigint',
  integer: 'int',
  boolean: 'boolean',
};

export interface CatalogProps {
  readonly base: RegionBase;
  readonly bucketName: string;
}

/**
 * The tables that Athena reads, with their columns from the declarations that write the files. Partitions are
 * projected: nothing has to be registered when a version is published. A version is injected, so a query that names
 * none is refused, which the guard of the queries asks for too.
 */
export class Catalog extends Construct {
  readonly database: CfnDatabase;
  readonly tables: Readonly<Record<'projects' | 'ownership' | 'events', CfnTable>>;

  constructor(scope: Construct, id: string, { base, bucketName }: CatalogProps) {
    super(scope, id);
    const catalogId = Stack.of(this).account;
    this.database = new CfnDatabase(this, 'Database', {
      catalogId,
      databaseInput: { name: databaseName(base), description: 'Historical projects, by published version.' },
    });
    const version = { name: 'data_version', type: 'string', comment: 'A published version' };
    const injected = { 'projection.enabled': 'true', 'projection.data_version.type': 'injected' };
    const folder = (name: string) => `s3://${bucketName}/${name}/`;
    const table = (name: string, rest: Partial<CfnTable.TableInputProperty>) => {
      const made = new CfnTable(this, name, {
        catalogId,
        databaseName: databaseName(base),
        tableInput: { name, tableType: 'EXTERNAL_TABLE', ...rest },
      });
      made.addResourceDependency(this.database);
      return made;
    };
    const projects = table(PROJECTS_TABLE, {
      description: 'One row a project.',
      partitionKeys: [version, { name: 'close_year', type: 'int', comment: 'Of the close date; 0: unknown' }],
      parameters: {
        ...injected,
        classification: 'parquet',
        'projection.close_year.type': 'integer',
        'projection.close_year.range': CLOSE_YEARS,
        'storage.location.template': `${folder(PROJECTS_TABLE)}data_version=\${data_version}/close_year=\${close_year}/`,
      },
      storageDescriptor: {
        ...PARQUET,
        location: folder(PROJECTS_TABLE),
        columns: FILE_COLUMNS.map(({ name, type, description }) => ({
          name,
          type: GLUE_TYPES[type],
          comment: description.slice(0, 255),
        })),
      },
    });
    const ownership = table(OWNERSHIP_TABLE, {
      description: 'Which partner has which customer, by keys alone.',
      partitionKeys: [version],
      parameters: {
        ...injected,
        classification: 'parquet',
        'storage.location.template': `${folder(OWNERSHIP_TABLE)}data_version=\${data_version}/`,
      },
      storageDescriptor: {
        ...PARQUET,
        location: folder(OWNERSHIP_TABLE),
        columns: OWNERSHIP_COLUMNS.filter((name) => name !== 'data_version').map((name) => ({
          name,
          type: 'string',
        })),
      },
    });
    const events = table('events', {
      description: 'What happened and changed, by day.',
      partitionKeys: [{ name: 'day', type: 'date' }],
      parameters: {
        classification: 'json',
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy-MM-dd',
        'projection.day.range': 'NOW-400DAYS,NOW',
        'storage.location.template': `s3://${bucketName}/${EVENTS_PREFIX}day=\${day}/`,
      },
      storageDescriptor: {
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        compressed: true,
        location: `s3://${bucketName}/${EVENTS_PREFIX}`,
        columns: [
          { name: 'id', type: 'string' },
          { name: 'source', type: 'string' },
          { name: 'detail-type', type: 'string' },
          { name: 'time', type: 'string' },
          { name: 'detail', type: 'string' },
        ],
      },
    });
    this.tables = { projects, ownership, events };
  }
}

const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
} as const;
