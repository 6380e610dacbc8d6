import { Tags } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  StreamViewType,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { TableKey } from '#knowledge-base/artifacts/table-declarations.ts';
import { AssistantStack, DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { keyOf, type RegionBase } from '../../constructs/region-base.ts';
import { tableName } from '../../constructs/table-access.ts';
import { DEPLOYED_TABLES, type DeployedTable } from './deployed-tables.ts';
import { Events } from './events.ts';
import { replicationAlarm } from './replication-alarm.ts';
import { StreamToEvents } from './stream-to-events.ts';

export interface DataStackProps {
  readonly base: RegionBase;
  /** The other regions that hold every table: the second, and the third where there is one. */
  readonly copies: readonly RegionBase[];
}

/** The tables, each in every region, and the bus that says what changed and happened. */
export class DataStack extends AssistantStack {
  /** By the names of their declarations. */
  readonly tables: Readonly<Record<string, TableV2>>;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { base, copies }: DataStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'DynamoDB tables of the partner seller assistant, in every region, and its events.',
    });
    const events = new Events(this, 'Events', { base });
    this.bus = events.bus;
    this.tables = Object.fromEntries(
      Object.entries(DEPLOYED_TABLES).map(([key, deployed]) => {
        const table = new TableV2(this, deployed.name, this.tableProps(key, deployed, base, copies));
        Tags.of(table).add(DATA_CLASS_TAG, deployed.dataClass);
        for (const copy of copies)
          replicationAlarm(table, { base, copy, name: deployed.name, tableName: tableName(base, key) });
        if (deployed.announced)
          new StreamToEvents(this, `${deployed.name}-changes`, { base, deployed, table, bus: events.bus });
        return [key, table];
      }),
    );
  }

  private tableProps(
    key: string,
    { declaration, dataClass }: DeployedTable,
    base: RegionBase,
    copies: readonly RegionBase[],
  ): TablePropsV2 {
    const { limits, deletionProtection } = this.config;
    const recovery = { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } };
    return {
      tableName: tableName(base, key),
      ...keysOf(declaration.key),
      globalSecondaryIndexes: Object.entries(declaration.indexes).map(([indexName, index]) => ({
        indexName,
        ...keysOf(index),
        maxReadRequestUnits: limits.dynamoDbReadUnits,
        maxWriteRequestUnits: limits.dynamoDbWriteUnits,
      })),
      ...(declaration.ttlAttribute === undefined ? {} : { timeToLiveAttribute: declaration.ttlAttribute }),
      billing: Billing.onDemand({
        maxReadRequestUnits: limits.dynamoDbReadUnits,
        maxWriteRequestUnits: limits.dynamoDbWriteUnits,
      }),
      encryption: TableEncryptionV2.customerManagedKey(
        keyOf(this, base, dataClass),
        Object.fromEntries(copies.map(({ region, keyArns }) => [region, keyArns[dataClass]])),
      ),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      ...recovery,
      deletionProtection,
      replicas: copies.map(({ region }) => ({ region, ...recovery, deletionProtection })),
      removalPolicy: this.removalPolicy,
    };
  }
}

function keysOf({
  partition,
  sort,
}: TableKey): Required<Pick<TablePropsV2, 'partitionKey'>> & Pick<TablePropsV2, 'sortKey'> {
  return {
    partitionKey: { name: partition, type: AttributeType.STRING },
    ...(sort === undefined ? {} : { sortKey: { name: sort, type: AttributeType.STRING } }),
  };
}
